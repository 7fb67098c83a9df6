/** The rules as data: clauses, readings, Microsoft's names and numbers. No I/O. */
import { CLAUSE_IDS } from './clause.ts';
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
export { ownerNamed } from './model/mutex.ts';
export * from './model/state.ts';
export * from './model/vocabulary.ts';
export * from './model/weights.ts';
export { isDeferred, isOverdue, isRefusal, isResumption, REFUSAL_OVERDUE_MS } from './model/calls.ts';
export * from './readings.ts';
export * from './version.ts';

/** A clause without a file here, or a file without an id, is an error of the type check. */
const BY_ID: Readonly<Record<ClauseId, Clause>> = {
  'mutex-scope': mutexScope,
  'mutex-held': mutexHeld,
  '1618-mutex': refusedWhileMutexSet,
  'mutual-exclusion': mutualExclusion,
  '1618-ui': refusedInUiSequence,
  '1618-only': refusedInNoOtherCase,
  'event-log': eventLog,
  'service-running': serviceRunning,
  'service-version': serviceVersion,
};

export const CLAUSES: readonly Clause[] = CLAUSE_IDS.map((id) => BY_ID[id]);

/** @throws {RangeError} when no clause has this id: ids come from files and command lines too */
export const clauseOf = (id: ClauseId): Clause => {
  if (!Object.hasOwn(BY_ID, id)) throw new RangeError(`unknown clause "${id}"`);
  return BY_ID[id];
};
