import type { Implementation, RacingHooks } from '../../adapters/implementation.ts';
import type { Fault } from '../interleaving/fault.ts';

/** The faults that can be done to a client of this implementation. */
export const faultsOf = (implementation: Implementation & RacingHooks): readonly Fault['fault'][] =>
  implementation.suspend === undefined ? ['kill'] : ['kill', 'suspend'];
