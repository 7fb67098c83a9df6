/**
 * The rules of the page as a relation: from a state, an operation and its response, to the states the
 * implementation may then be in, each with the clauses that the answer breaks. A clause that is broken
 * does not end the story: the response still tells where the process stands, so that one divergence
 * does not hide the next.
 */
import { match, P } from 'ts-pattern';
import {
  applicationOf,
  beginsWithUi,
  ERROR_INSTALL_ALREADY_RUNNING,
  isInstallingApi,
  isUiTable,
  SERVICE_ACCEPT_SHUTDOWN,
  supportsServiceQuery,
} from '../spec/index.ts';
import type { ClauseId, Reading, SequenceTable } from '../spec/index.ts';
import type { MutexState, Observed, Response } from './events.ts';
import { clientOf, executing, GONE, IDLE, installing, inUiSequence, withClient } from './state.ts';
import type { Client, State } from './state.ts';

/** What the rules are read with. */
export interface Context {
  readonly reading: Reading;
  /** The implementation's Windows Installer version, like `3.1` (clause service-version). */
  readonly windowsInstaller: string;
}

/** One way in which the state and the answer go together. */
export interface Outcome {
  readonly state: State;
  /** The clauses that say something about this event. */
  readonly applies: readonly ClauseId[];
  /** Those of them that it breaks. */
  readonly violates: readonly ClauseId[];
}

/** Judges one event in one state. Pure; throws a RangeError for a process that is not in the case. */
export const outcomes = (state: State, event: Observed, context: Context): readonly Outcome[] =>
  match<Observed['operation'], readonly Outcome[]>(event.operation)
    .with({ op: 'start' }, (operation) => {
      // A call that shows a UI may be refused at its ExecuteAction instead of at once (uiWhileSet).
      const deferred =
        context.reading.uiWhileSet === 'deferred' &&
        beginsWithUi(operation.action, operation.ui) &&
        event.response.type === 'held' &&
        isUiTable(event.response.table);
      return settle(state, event, context, deferred ? [] : verdictOfCall(state, event, true));
    })
    .with({ op: 'call' }, ({ api }) =>
      settle(
        state,
        event,
        context,
        verdictOfCall(state, event, context.reading.apiCall === 'every' || isInstallingApi(api)),
      ),
    )
    .with({ op: 'advance' }, { op: 'cancel' }, () =>
      settle(state, event, context, verdictOfResumption(state, event)),
    )
    .with({ op: 'kill' }, () => settle(state, event, context, []))
    .with({ op: 'probe' }, () => observe(state, verdictOfProbe(state, event.response, context.reading)))
    .with({ op: 'service' }, () => observe(state, verdictOfService(state, event.response, context)))
    .with({ op: 'events' }, () => observe(state, verdictOfEvents(state, event.response)))
    .exhaustive();

/** Whether a clause bears on an event, and whether the event keeps it. */
type Verdict = readonly (readonly [ClauseId, boolean])[];

/** Clauses 1618-mutex, 1618-ui and 1618-only: a call is refused in these two cases and in no other. */
const verdictOfCall = (state: State, event: Observed, isApiCall: boolean): Verdict => {
  if (event.response.type !== 'returned' && event.response.type !== 'held') return [];
  const refused = event.response.type === 'returned' && event.response.code === ERROR_INSTALL_ALREADY_RUNNING;
  const cases: ClauseId[] = [];
  if (installing(state)) cases.push('1618-mutex');
  if (inUiSequence(clientOf(state, event.process))) cases.push('1618-ui');
  if (cases.length === 0) return [['1618-only', !refused]];
  // A function that the reading does not count as the installer's API may be refused and need not be.
  return isApiCall || refused ? cases.map((clause) => [clause, refused]) : [];
};

/**
 * A call that leaves its UI sequence may be refused in any way, or wait, while another process has the
 * mutex set; the one thing it may not do is to process an execute table beside the other (clause
 * 1618-mutex). With no other installation there is nothing to refuse it for (clause 1618-only).
 */
const verdictOfResumption = (state: State, { process, response }: Observed): Verdict => {
  const before = clientOf(state, process);
  const setByAnother = installing(withClient(state, process, IDLE));
  if (response.type === 'returned' && !setByAnother) {
    return [['1618-only', response.code !== ERROR_INSTALL_ALREADY_RUNNING]];
  }
  const entersExecute = response.type === 'held' && !isUiTable(response.table) && before.at !== 'execute';
  return entersExecute && setByAnother ? [['1618-mutex', false]] : [];
};

/** Clauses mutex-scope and mutex-held. */
const verdictOfProbe = (state: State, response: Response, reading: Reading): Verdict => {
  if (response.type !== 'mutex') return [];
  const set = isSet(response.state, reading);
  const missed = reading.mutexScope === 'exactly-while' && set === false;
  if (executing(state) !== undefined) return [['mutex-held', !missed]];
  if (!state.residue) return [['mutex-scope', set !== true]];
  // Set throughout: once it is seen not to be, what was left behind has ended.
  return missed ? [['mutex-held', false]] : [];
};

/** `undefined` where the probe cannot tell. */
const isSet = (mutex: MutexState, reading: Reading): boolean | undefined =>
  match([mutex, reading.mutexSet])
    .with(['absent', P.any], () => false)
    .with(['owned', P.any], () => true)
    .with(['free', 'exists'], ['denied', 'exists'], () => true)
    .with(['free', 'owned'], () => false)
    .with(['denied', 'owned'], () => undefined)
    .exhaustive();

/** Clauses service-running and service-version. */
const verdictOfService = (
  state: State,
  response: Response,
  { reading, windowsInstaller }: Context,
): Verdict => {
  const supported = supportsServiceQuery(windowsInstaller);
  if (response.type === 'unsupported') return [['service-version', !supported]];
  if (response.type !== 'service') return [];
  const claims = match(reading.serviceValue)
    .with('equals', () => response.controlsAccepted === SERVICE_ACCEPT_SHUTDOWN)
    .with('includes', () => (response.controlsAccepted & SERVICE_ACCEPT_SHUTDOWN) !== 0)
    .exhaustive();
  // Before 3.0 the value promises nothing, so it must not look like the promise either.
  if (!supported) return [['service-version', !claims]];
  const running = executing(state) !== undefined;
  const kept = match(reading.serviceRunning)
    .with('only-if-installing', () => !claims || installing(state))
    .with('exactly-while-installing', () => claims === running || (state.residue && !running))
    .exhaustive();
  return [
    ['service-version', true],
    ['service-running', kept],
  ];
};

/** Clause event-log. */
const verdictOfEvents = (state: State, response: Response): Verdict => {
  if (response.type !== 'events') return [];
  const named = new Set(response.installing);
  return state.clients.flatMap((client, index) =>
    client.at === 'execute' ? [['event-log', named.has(applicationOf(index + 1))] as const] : [],
  );
};

const observe = (state: State, verdict: Verdict): readonly Outcome[] => [outcome(state, verdict)];

const outcome = (state: State, verdict: Verdict): Outcome => ({
  state,
  applies: verdict.map(([clause]) => clause),
  violates: verdict.flatMap(([clause, kept]) => (kept ? [] : [clause])),
});

/** Follows the client to where the response says it stands. */
const settle = (state: State, event: Observed, context: Context, verdict: Verdict): readonly Outcome[] => {
  const before = clientOf(state, event.process);
  const after = clientAfter(before, event);
  const next = withClient(state, event.process, after);
  // Only a kill that met no execute table is known to leave nothing behind.
  const diedInstalling = after.at === 'gone' && (before.at === 'execute' || event.operation.op !== 'kill');
  const mayLeaveResidue =
    diedInstalling || (context.reading.mutexEdges === 'session' && hasInstalled(before, after, event));
  const states = mayLeaveResidue && !state.residue ? [next, { ...next, residue: true }] : [next];
  return states.map((each) => outcome(each, verdict));
};

const clientAfter = (before: Client, { operation, response }: Observed): Client =>
  match<Response, Client>(response)
    .with({ type: 'held' }, ({ table }) => clientIn(table, before))
    .with({ type: 'returned' }, () => (operation.op === 'call' ? before : IDLE))
    .with({ type: 'gone' }, { type: 'open' }, () => GONE)
    .with({ type: 'unsupported' }, { type: 'mutex' }, { type: 'service' }, { type: 'events' }, () => before)
    .exhaustive();

const clientIn = (table: SequenceTable, before: Client): Client => {
  if (isUiTable(table)) return { at: 'ui', table };
  const within = before.at === 'ui' ? before.table : before.at === 'execute' ? before.within : null;
  return { at: 'execute', table, within };
};

/** Whether an execute table was, or may have been, processed to its end within this event. */
const hasInstalled = (before: Client, after: Client, { operation, response }: Observed): boolean => {
  if (response.type === 'returned' && response.code === ERROR_INSTALL_ALREADY_RUNNING) return false;
  if (operation.op === 'start' || operation.op === 'call') return response.type === 'returned';
  return before.at !== 'idle' && after.at !== 'execute';
};
