import type * as fc from 'fast-check';
import type { Implementation } from '../../adapters/implementation.ts';
import { CLAUSES } from '../../spec/index.ts';
import { interleavings } from '../draw/interleavings.ts';
import type { Interleaving } from '../interleaving/interleaving.ts';
import type { SuiteOptions } from './options.ts';

/** The interleavings that the suite draws for this implementation. */
export const suiteArbitrary = (
  implementation: Pick<Implementation, 'capabilities'>,
  { processes, maxSteps, longSteps }: Pick<SuiteOptions, 'processes' | 'maxSteps' | 'longSteps'>,
): fc.Arbitrary<Interleaving> =>
  interleavings({
    capabilities: implementation.capabilities,
    maxProcesses: Math.min(processes, implementation.capabilities.processes),
    maxSteps,
    ...(longSteps === undefined ? {} : { longSteps }),
    profiles: CLAUSES.map(({ weights }) => weights),
  });
