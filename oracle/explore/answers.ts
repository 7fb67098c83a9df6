import {
  clientOf,
  ERROR_INSTALL_ALREADY_RUNNING,
  ERROR_SUCCESS,
  executeTableOf,
  executing,
  OBSERVER,
  ownerNamed,
  uiTableOf,
} from '../../spec/index.ts';
import type {
  Action,
  Client,
  ClientOperation,
  Context,
  Operation,
  Response,
  State,
  UiTable,
} from '../../spec/index.ts';
import { beginsWithUi } from '../../spec/index.ts';
import { CLIENT_KINDS, OBSERVATION_KINDS, responsesToObservation } from '../compiled/index.ts';
import { canPerform } from '../can-perform.ts';
import { outcomes } from '../rules.ts';

/** The rules as a function, so that the tests can put a fault into them. */
export type Rules = typeof outcomes;

/** One operation with one response that a caller might see. */
export interface Answer {
  readonly process: number;
  readonly operation: Operation;
  readonly response: Response;
  /** The states after it that break no clause; empty when the rules forbid this response. */
  readonly allowed: readonly State[];
}

const refused: Response = { type: 'returned', code: ERROR_INSTALL_ALREADY_RUNNING };
/** Stands for every other code: the page tells 1618 from the rest and no more. */
const returned: Response = { type: 'returned', code: ERROR_SUCCESS };

/** The responses that a client standing there can see, whether the rules allow them or not. */
const responsesTo = (client: Client, operation: ClientOperation): readonly Response[] => {
  switch (operation.op) {
    case 'start': {
      const ui = beginsWithUi(operation.action, operation.ui) ? uiTableOf[operation.action] : undefined;
      return [{ type: 'held', table: ui ?? executeTableOf[operation.action] }, refused, returned];
    }
    case 'advance':
      if (client.at !== 'ui') return [refused, returned];
      return [{ type: 'held', table: executeTableOf[actionOf[client.table]] }, refused, returned];
    case 'call':
    case 'cancel':
      return [refused, returned];
    case 'kill':
      return [{ type: 'gone' }];
  }
};

const actionOf: Readonly<Record<UiTable, Action>> = {
  InstallUISequence: 'INSTALL',
  AdminUISequence: 'ADMIN',
};

const operationsAt = (at: Client['at']): readonly ClientOperation[] =>
  CLIENT_KINDS.filter((operation) => canPerform({ at }, operation));

const OPERATIONS: Readonly<Record<Client['at'], readonly ClientOperation[]>> = {
  idle: operationsAt('idle'),
  ui: operationsAt('ui'),
  execute: operationsAt('execute'),
  gone: operationsAt('gone'),
};

/** Every answer to every operation that this client can do in this state. */
export const answersOf = (
  state: State,
  process: number,
  context: Context,
  rules: Rules = outcomes,
): readonly Answer[] => {
  const client = clientOf(state, process);
  return OPERATIONS[client.at].flatMap((operation) =>
    responsesTo(client, operation).map((response) =>
      answer(state, process, operation, response, context, rules),
    ),
  );
};

/** Every answer that an observer may get in this state. */
export const observationsOf = (
  state: State,
  context: Context,
  rules: Rules = outcomes,
): readonly Answer[] => {
  return OBSERVATION_KINDS.flatMap((operation) =>
    // The last one stands for no answer and is left out. With nobody in an execute table the two answers of the
    // log are the same, but an implementation may give either. Whom a probe names is no other state of the mutex.
    responsesToObservation(operation.op, executing(state))
      .slice(0, -1)
      .filter((response) => ownerNamed(response) === undefined)
      .map((response) => answer(state, OBSERVER, operation, response, context, rules)),
  );
};

const answer = (
  state: State,
  process: number,
  operation: Operation,
  response: Response,
  context: Context,
  rules: Rules,
): Answer => ({
  process,
  operation,
  response,
  allowed: rules(state, { process, operation, response }, context)
    .filter((outcome) => outcome.violates.length === 0)
    .map((outcome) => outcome.state),
});
