import * as fc from 'fast-check';
import { interleavings } from './interleavings.ts';
import type { InterleavingConstraints } from './interleavings.ts';
import type { Fault } from '../interleaving/fault.ts';
import type { Race } from '../interleaving/race.ts';

export interface RaceConstraints extends InterleavingConstraints {
  /** Which faults can be done to a client of this implementation. */
  readonly faults: readonly Fault['fault'][];
}

/** Long enough for others to overtake, short enough for a thousand races. */
const LONGEST_SUSPENSION_MS = 300;

/**
 * Random races: in a third of them a client is killed, and in a sixth one is suspended, where that can be
 * done. They shrink to fewer faults and fewer steps.
 */
export const races = (constraints: RaceConstraints): fc.Arbitrary<Race> =>
  fc
    .tuple(interleavings(constraints), faults(constraints), fc.noShrink(fc.nat()))
    .map(([interleaving, struck, schedule]) => ({
      ...interleaving,
      schedule,
      faults: struck.map((fault) => ({
        ...fault,
        process: ((fault.process - 1) % interleaving.processes) + 1,
      })),
    }));

const faults = ({ faults: kinds, maxProcesses, maxSteps }: RaceConstraints): fc.Arbitrary<Fault[]> => {
  const place = {
    process: fc.integer({ min: 1, max: maxProcesses }),
    after: fc.integer({ min: 1, max: maxSteps }),
  };
  const some = (fault: fc.Arbitrary<Fault>): fc.Arbitrary<Fault[]> =>
    fc.array(fault, { minLength: 1, maxLength: 2 });
  const kills = some(fc.record({ fault: fc.constant('kill'), ...place }));
  const milliseconds = fc.integer({ min: 1, max: LONGEST_SUSPENSION_MS });
  const suspensions = some(fc.record({ fault: fc.constant('suspend'), ...place, milliseconds }));
  const none: fc.Arbitrary<Fault[]> = fc.constant([]);
  return fc.oneof(
    { arbitrary: none, weight: 3 },
    { arbitrary: kinds.includes('kill') ? kills : none, weight: 2 },
    { arbitrary: kinds.includes('suspend') ? suspensions : none, weight: 1 },
  );
};
