/**
 * The rules of the page as a relation: from a state, an operation and its response, to the states the
 * implementation may then be in, each with the clauses that the answer breaks. A clause that is broken
 * does not end the story: the response still tells where the process stands, so that one divergence
 * does not hide the next.
 */
import { match } from 'ts-pattern';
import {
  CLAUSES,
  clientOf,
  GONE,
  IDLE,
  isObservation,
  isRefusal,
  isUiTable,
  withClient,
} from '../spec/index.ts';
import type {
  ClauseId,
  Client,
  Context,
  Observed,
  Reading,
  Response,
  SequenceTable,
  State,
} from '../spec/index.ts';

/** One way in which the state and the answer go together. */
export interface Outcome {
  readonly state: State;
  /** The clauses that say something about this event. */
  readonly applies: readonly ClauseId[];
  /** Those of them that it breaks. */
  readonly violates: readonly ClauseId[];
}

/**
 * Judges one event in one state: by every clause, each in its own file under spec/clauses. Pure.
 *
 * @throws {RangeError} for a process that is not in the case
 */
export const outcomes = (state: State, event: Observed, context: Context): readonly Outcome[] => {
  const applies: ClauseId[] = [];
  const violates: ClauseId[] = [];
  for (const { id, judge } of CLAUSES) {
    const judgement = judge(state, event, context);
    if (judgement !== 'silent') applies.push(id);
    if (judgement === 'broken') violates.push(id);
  }
  const next = isObservation(event.operation) ? [state] : settle(state, event, context.reading);
  return next.map((each) => ({ state: each, applies, violates }));
};

/** Follows the client to where the response says it stands. */
const settle = (state: State, event: Observed, { mutexEdges }: Reading): readonly State[] => {
  const before = clientOf(state, event.process);
  const after = clientAfter(before, event);
  const next = withClient(state, event.process, after);
  // Only a kill that met no execute table is known to leave nothing behind.
  const diedInstalling = after.at === 'gone' && (before.at === 'execute' || event.operation.op !== 'kill');
  const mayLeaveResidue = diedInstalling || (mutexEdges === 'session' && hasInstalled(before, after, event));
  return mayLeaveResidue && !state.residue ? [next, { ...next, residue: true }] : [next];
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
  if (isRefusal(response)) return false;
  if (operation.op === 'start' || operation.op === 'call') return response.type === 'returned';
  return before.at !== 'idle' && after.at !== 'execute';
};
