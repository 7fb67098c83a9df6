import { openFault } from '../../../adapters/reference/faults/index.ts';
import type { Fault } from '../../../adapters/reference/faults/index.ts';
import { DEFAULT_READING, parseReading } from '../../../spec/index.ts';
import type { SuiteOptions } from '../../run/options.ts';
import { runSuite } from '../../run/suite.ts';

/** Interleavings until a fault is found, for each seed; `Infinity` where it is not. Nothing is shrunk. */
export const untilFound = async (
  fault: Fault,
  seeds: readonly number[],
  draw: Pick<SuiteOptions, 'numRuns' | 'processes' | 'maxSteps' | 'longSteps'>,
): Promise<readonly number[]> => {
  const reading = fault.reading === undefined ? DEFAULT_READING : parseReading(fault.reading);
  const found: number[] = [];
  for (const seed of seeds) {
    const { tally } = await runSuite(openFault(fault), {
      ...draw,
      seed,
      readings: [reading],
      deadline: 5000,
      bail: 1,
      shrinkBudget: 0,
    });
    found.push(tally.divergences.length === 0 ? Infinity : tally.interleavings);
  }
  return found;
};
