/**
 * Every reachable state of the rules, in three forms that agree: `exploreNaive` on whole states,
 * `explorePacked` on bit sets, `exploreSymmetric` up to a renumbering of the processes.
 */
export { answersOf, observationsOf } from './answers.ts';
export type { Answer, Judge } from './answers.ts';
export type { Exploration } from './exploration.ts';
export { estimateInterleavings, estimateStates } from './estimate.ts';
export type { Estimate } from './estimate.ts';
export { INVARIANTS } from './invariants.ts';
export type { Invariant } from './invariants.ts';
export { exploreNaive } from './naive.ts';
export type { NaiveExploration } from './naive.ts';
export { explorePacked, MOST_PACKED_PROCESSES } from './packed.ts';
export type { PackedExploration } from './packed.ts';
export { exploreSymmetric } from './symmetric.ts';
export type { SymmetricExploration } from './symmetric.ts';
