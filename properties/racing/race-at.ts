import * as fc from 'fast-check';
import type { Race } from '../interleaving/race.ts';
import { noSuchPlace } from '../run/place.ts';

/** @throws {BadInputError} for a place that the draw does not have */
export const raceAt = (arbitrary: fc.Arbitrary<Race>, seed: number, path: string): readonly Race[] => {
  try {
    const found = fc.sample(arbitrary, { seed, path, numRuns: 1 });
    if (found.length > 0) return found;
  } catch {
    // fast-check throws where the path leads nowhere.
  }
  throw noSuchPlace(path, seed);
};
