import type { Reading } from '../../spec/index.ts';
import { ERROR_INSTALL_ALREADY_RUNNING, isInstallingApi } from '../../spec/index.ts';
import { clientOf, executing, IDLE, installing, inUiSequence, withClient } from '../state.ts';
import type { State } from '../state.ts';
import type { Answer } from './answers.ts';

/** What must hold in every reachable state, of the answers the rules allow there. */
export interface Invariant {
  readonly id: string;
  readonly says: string;
  readonly holds: (state: State, answers: readonly Answer[], reading: Reading) => boolean;
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

const isResumption = ({ operation }: Answer): boolean =>
  operation.op === 'advance' || operation.op === 'cancel';

const allowed = (answers: readonly Answer[]): readonly Answer[] =>
  answers.filter((answer) => answer.allowed.length > 0);

export const INVARIANTS: readonly Invariant[] = [
  {
    id: 'one-execute-table',
    says: 'at most one process is in an execute table',
    holds: (state) => state.clients.filter((client) => client.at === 'execute').length <= 1,
  },
  {
    id: 'always-an-answer',
    says: 'whatever can be done has an answer that keeps every rule',
    holds: (_state, answers) => {
      const answered = new Map<Answer['operation'], Set<number>>();
      for (const { operation, process } of allowed(answers)) {
        answered.set(operation, (answered.get(operation) ?? new Set()).add(process));
      }
      return answers.every(({ operation, process }) => answered.get(operation)?.has(process) === true);
    },
  },
  {
    id: 'refused-while-set',
    says: 'while the mutex is set every call is refused with 1618',
    holds: (state, answers, reading) =>
      !installing(state) ||
      allowed(answers).every(
        (answer) => !isCall(answer, reading) || isRefusal(answer) || isDeferred(answer, reading),
      ),
  },
  {
    id: 'refused-in-ui',
    says: 'a process in a UI sequence is refused with 1618',
    holds: (state, answers, reading) =>
      allowed(answers).every(
        (answer) =>
          !isCall(answer, reading) ||
          !inUiSequence(clientOf(state, answer.process)) ||
          isRefusal(answer) ||
          isDeferred(answer, reading),
      ),
  },
  {
    id: 'refused-in-no-other-case',
    says: 'with nothing set, a process outside of a UI sequence is never refused',
    holds: (state, answers) =>
      installing(state) ||
      allowed(answers).every((answer) => !isRefusal(answer) || inUiSequence(clientOf(state, answer.process))),
  },
  {
    id: 'resumption-not-refused',
    says: 'a call in progress is refused on its way only while another installation is in progress',
    holds: (state, answers) =>
      allowed(answers).every(
        (answer) =>
          !isRefusal(answer) || !isResumption(answer) || installing(withClient(state, answer.process, IDLE)),
      ),
  },
  {
    id: 'set-only-while',
    says: 'the mutex is seen owned only while an installation is in progress',
    holds: (state, answers) =>
      installing(state) ||
      allowed(answers).every(({ response }) => response.type !== 'mutex' || response.state !== 'owned'),
  },
  {
    id: 'set-throughout',
    says: 'where the reading promises it, the mutex is never seen absent while a table is processed',
    holds: (state, answers, reading) =>
      reading.mutexScope === 'only-while' ||
      executing(state) === undefined ||
      allowed(answers).every(({ response }) => response.type !== 'mutex' || response.state !== 'absent'),
  },
  {
    id: 'refusal-changes-nothing',
    says: 'a refused call leaves every other process where it was',
    holds: (state, answers) =>
      allowed(answers)
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
): readonly string[] => INVARIANTS.filter(({ holds }) => !holds(state, answers, reading)).map(({ id }) => id);
