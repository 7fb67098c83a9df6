/**
 * How one call may take effect. Most do so at one instant. A call that goes through a whole execute table
 * (a call that installs and returns, an `advance` from a UI hold straight to its return) is inside that
 * table for a part of its interval: it has an instant at which it enters and one at which it leaves, and
 * the calls of other processes in between are rightly refused. Every instant is judged by the one set of
 * rules in `../rules.ts`.
 */
import { match } from 'ts-pattern';
import {
  clientOf,
  ERROR_INSTALL_ALREADY_RUNNING,
  executeTableOf,
  isInstallingApi,
  isUiTable,
  OBSERVER,
} from '../../spec/index.ts';
import type { Client, Context, ExecuteTable, Observed, Response, State } from '../../spec/index.ts';
import { outcomes } from '../rules.ts';
import type { Outcome } from '../rules.ts';

/** How far an open call has come in an order that is being tried. */
export type Phase = 'waiting' | 'inside' | 'done';

/** One instant of a call: where it leads, and how far the call has come then. */
export interface Move {
  readonly phase: Exclude<Phase, 'waiting'>;
  readonly outcome: Outcome;
}

/** The moves that a call at this phase can make in a state, those that break a clause included. */
export const movesOf = (state: State, call: Observed, phase: Phase, context: Context): readonly Move[] => {
  const { process, operation, response } = call;
  switch (phase) {
    case 'done':
      return [];
    case 'inside':
      return done(outcomes(state, { process, operation: { op: 'advance' }, response }, context));
    case 'waiting': {
      const whole = done(outcomes(state, call, context));
      const table = process === OBSERVER ? undefined : tableWithin(clientOf(state, process), call);
      if (table === undefined) return whole;
      const entered = outcomes(state, { process, operation, response: { type: 'held', table } }, context);
      return [...whole, ...entered.map((outcome) => ({ phase: 'inside' as const, outcome }))];
    }
  }
};

/** A residue may end at any moment; `undefined` when there is none. */
export const withoutResidue = (state: State): State | undefined =>
  state.residue ? { ...state, residue: false } : undefined;

const done = (all: readonly Outcome[]): readonly Move[] => all.map((outcome) => ({ phase: 'done', outcome }));

/** The execute table that this call may have been through when it responded; `undefined` when none. */
const tableWithin = (client: Client, { operation, response }: Observed): ExecuteTable | undefined =>
  match(operation)
    .with({ op: 'start' }, ({ action }) => (isEnding(response) ? executeTableOf[action] : undefined))
    .with({ op: 'call' }, ({ api }) =>
      (client.at === 'idle' || client.at === 'gone') && isInstallingApi(api) && isEnding(response)
        ? executeTableOf.INSTALL
        : undefined,
    )
    .with({ op: 'advance' }, () => {
      const backInUi = response.type === 'held' && isUiTable(response.table);
      if (client.at !== 'ui' || !(isEnding(response) || backInUi)) return undefined;
      return executeTableOf[client.table === 'AdminUISequence' ? 'ADMIN' : 'INSTALL'];
    })
    .otherwise(() => undefined);

const isEnding = (response: Response): boolean =>
  match(response)
    .with({ type: 'returned' }, ({ code }) => code !== ERROR_INSTALL_ALREADY_RUNNING)
    .with({ type: 'gone' }, { type: 'open' }, () => true)
    .otherwise(() => false);
