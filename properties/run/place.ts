import * as fc from 'fast-check';
import { BadInputError } from '../../spec/index.ts';
import type { Interleaving } from '../interleaving/interleaving.ts';

/**
 * The interleaving at a place of the draw; fast-check's sample knows no examples, its check does.
 * @param tour - what stands before the draw
 * @throws {BadInputError} when there is no such place
 */
export const placeAt = (
  arbitrary: fc.Arbitrary<Interleaving>,
  tour: readonly [Interleaving][],
  seed: number,
  path: string,
): readonly Interleaving[] => {
  const found: Interleaving[] = [];
  const keep = fc.property(arbitrary, (interleaving) => void found.push(interleaving));
  try {
    fc.check(keep, { seed, path, numRuns: 1, examples: [...tour] });
  } catch {
    // fast-check throws where the path leads nowhere.
  }
  if (found.length === 0) throw noSuchPlace(path, seed);
  return found.slice(0, 1);
};

/** A place that the draw does not have. */
export const noSuchPlace = (path: string, seed: number): BadInputError =>
  new BadInputError(
    `--path ${path} leads nowhere in the draw of --seed ${seed}: give both, and --processes and --max-steps, as they were printed`,
  );
