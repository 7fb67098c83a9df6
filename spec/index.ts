/** The rules as data: clauses, readings, Microsoft's names and numbers. No I/O. */
import type { Clause, ClauseId } from './clause.ts';
import { eventLog } from './clauses/event-log.ts';
import { mutexHeld } from './clauses/mutex-held.ts';
import { mutexScope } from './clauses/mutex-scope.ts';
import { mutualExclusion } from './clauses/mutual-exclusion.ts';
import { refusedInNoOtherCase } from './clauses/1618-only.ts';
import { refusedInUiSequence } from './clauses/1618-ui.ts';
import { refusedWhileMutexSet } from './clauses/1618-mutex.ts';
import { serviceRunning } from './clauses/service-running.ts';
import { serviceVersion } from './clauses/service-version.ts';

export * from './bad-input.ts';
export * from './clause.ts';
export * from './constants.ts';
export * from './model/state.ts';
export * from './model/vocabulary.ts';
export * from './model/weights.ts';
export { isOverdue, isResumption, REFUSAL_OVERDUE_MS } from './model/calls.ts';
export * from './readings.ts';
export * from './version.ts';

export const CLAUSES: readonly Clause[] = [
  mutexScope,
  mutexHeld,
  refusedWhileMutexSet,
  mutualExclusion,
  refusedInUiSequence,
  refusedInNoOtherCase,
  eventLog,
  serviceRunning,
  serviceVersion,
];

const byId = new Map(CLAUSES.map((clause) => [clause.id, clause]));

/** @throws {RangeError} when no clause has this id. */
export const clauseOf = (id: ClauseId): Clause => {
  const clause = byId.get(id);
  if (clause === undefined) throw new RangeError(`unknown clause "${id}"`);
  return clause;
};
