import type { Reading, State } from '../../spec/index.ts';
import {
  clientOf,
  ERROR_INSTALL_ALREADY_RUNNING,
  executing,
  IDLE,
  installing,
  inUiSequence,
  isInstallingApi,
  isResumption,
  withClient,
} from '../../spec/index.ts';
import type { Answer } from './answers.ts';

/** What must hold in every reachable state, of the answers the rules allow there. */
export interface Invariant {
  readonly id: string;
  readonly says: string;
  /** @param answers every answer that was asked about, those that the rules forbid too */
  readonly holds: (
    state: State,
    allowed: readonly Answer[],
    reading: Reading,
    answers: readonly Answer[],
  ) => boolean;
}

const isRefusal = ({ response }: Answer): boolean =>
  response.type === 'returned' && response.code === ERROR_INSTALL_ALREADY_RUNNING;

const isCall = ({ operation }: Answer, reading: Reading): boolean =>
  operation.op === 'start' ||
  (operation.op === 'call' && (reading.apiCall === 'every' || isInstallingApi(operation.api)));

/** A call with UI that is let into its UI sequence, to meet the mutex at its ExecuteAction (uiWhileSet). */
const isDeferred = ({ operation, response }: Answer, reading: Reading): boolean =>
  reading.uiWhileSet === 'deferred' &&
  operation.op === 'start' &&
  response.type === 'held' &&
  response.table.endsWith('UISequence');

export const INVARIANTS: readonly Invariant[] = [
  {
    id: 'one-execute-table',
    says: 'at most one process is in an execute table',
    holds: (state) => state.clients.filter((client) => client.at === 'execute').length <= 1,
  },
  {
    id: 'always-an-answer',
    says: 'whatever can be done has an answer that keeps every rule',
    holds: (_state, allowed, _reading, answers) => {
      const answered = new Map<Answer['operation'], Set<number>>();
      for (const { operation, process } of allowed) {
        answered.set(operation, (answered.get(operation) ?? new Set()).add(process));
      }
      return answers.every(({ operation, process }) => answered.get(operation)?.has(process) === true);
    },
  },
  {
    id: 'refused-while-set',
    says: 'while the mutex is set every call is refused with 1618',
    holds: (state, allowed, reading) =>
      !installing(state) ||
      allowed.every((answer) => !isCall(answer, reading) || isRefusal(answer) || isDeferred(answer, reading)),
  },
  {
    id: 'refused-in-ui',
    says: 'a process in a UI sequence is refused with 1618',
    holds: (state, allowed, reading) =>
      allowed.every(
        (answer) =>
          !isCall(answer, reading) ||
          !inUiSequence(clientOf(state, answer.process)) ||
          isRefusal(answer) ||
          isDeferred(answer, reading),
      ),
  },
  {
    id: 'refused-in-no-other-case',
    says: 'with nothing set, a call of a process outside of a UI sequence is never refused',
    holds: (state, allowed, reading) =>
      installing(state) ||
      allowed.every(
        (answer) =>
          !isRefusal(answer) ||
          !(isCall(answer, reading) || isResumption(answer)) ||
          inUiSequence(clientOf(state, answer.process)),
      ),
  },
  {
    id: 'resumption-not-refused',
    says: 'a call in progress is refused on its way only while another installation is in progress',
    holds: (state, allowed) =>
      allowed.every(
        (answer) =>
          !isRefusal(answer) || !isResumption(answer) || installing(withClient(state, answer.process, IDLE)),
      ),
  },
  {
    id: 'set-only-while',
    says: 'the mutex is seen owned only while an installation is in progress',
    holds: (state, allowed) =>
      installing(state) ||
      allowed.every(({ response }) => response.type !== 'mutex' || response.state !== 'owned'),
  },
  {
    id: 'set-throughout',
    says: 'where the reading promises it, the mutex is never seen absent while a table is processed',
    holds: (state, allowed, reading) =>
      reading.mutexScope === 'only-while' ||
      executing(state) === undefined ||
      allowed.every(({ response }) => response.type !== 'mutex' || response.state !== 'absent'),
  },
  {
    id: 'refusal-changes-nothing',
    says: 'a refused call leaves every other process where it was',
    holds: (state, allowed) =>
      allowed
        .filter(isRefusal)
        .every((answer) =>
          answer.allowed.every((next) =>
            next.clients.every(
              (client, index) => index === answer.process - 1 || client === state.clients[index],
            ),
          ),
        ),
  },
];

/** The ids of the invariants that do not hold here. */
export const brokenInvariants = (
  state: State,
  answers: readonly Answer[],
  reading: Reading,
): readonly string[] => {
  const allowed = answers.filter((answer) => answer.allowed.length > 0);
  return INVARIANTS.filter(({ holds }) => !holds(state, allowed, reading, answers)).map(({ id }) => id);
};
