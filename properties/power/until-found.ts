import { openFault } from '../../adapters/reference/faults/index.ts';
import type { Fault } from '../../adapters/reference/faults/index.ts';
import { DEFAULT_READING, parseReading } from '../../spec/index.ts';
import type { SuiteOptions } from '../run/options.ts';
import { runSuite } from '../run/suite.ts';

/**
 * How many interleavings a run takes until it finds the fault, for each seed; `undefined` where it does not. Nothing
 * is shrunk.
 */
export const untilFound = async (
  fault: Fault,
  seeds: readonly number[],
  draw: Pick<SuiteOptions, 'numRuns' | 'processes' | 'maxSteps' | 'longSteps'>,
): Promise<readonly (number | undefined)[]> => {
  const reading = fault.reading === undefined ? DEFAULT_READING : parseReading(fault.reading);
  const found: (number | undefined)[] = [];
  for (const seed of seeds) {
    const { tally } = await runSuite(openFault(fault), {
      ...draw,
      seed,
      readings: [reading],
      deadline: 5000,
      bail: 1,
      shrinkBudget: 0,
    });
    found.push(tally.divergences.length === 0 ? undefined : tally.interleavings);
  }
  return found;
};

/** The middle of what was found, in interleavings; a seed under which nothing was counts as more than any. */
export const medianOf = (found: readonly (number | undefined)[]): number =>
  found.map((each) => each ?? Infinity).toSorted((a, b) => a - b)[Math.floor((found.length - 1) / 2)] ??
  Infinity;
