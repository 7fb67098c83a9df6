import type { ClauseId } from '../../spec/index.ts';
import type { ClauseProperty } from '../clause-property.ts';
import { eventLog } from './event-log.ts';
import { mutexHeld } from './mutex-held.ts';
import { mutexScope } from './mutex-scope.ts';
import { refusedInNoOtherCase } from './1618-only.ts';
import { refusedInUiSequence } from './1618-ui.ts';
import { refusedWhileMutexSet } from './1618-mutex.ts';
import { serviceRunning } from './service-running.ts';
import { serviceVersion } from './service-version.ts';

/** One property a clause, in the order of the clauses. */
export const PROPERTIES: readonly ClauseProperty[] = [
  mutexScope,
  mutexHeld,
  refusedWhileMutexSet,
  refusedInUiSequence,
  refusedInNoOtherCase,
  eventLog,
  serviceRunning,
  serviceVersion,
];

/** @throws {RangeError} when no property has this clause */
export const propertyOf = (clause: ClauseId): ClauseProperty => {
  const property = PROPERTIES.find((candidate) => candidate.clause === clause);
  if (property === undefined) throw new RangeError(`no property tests clause "${clause}"`);
  return property;
};
