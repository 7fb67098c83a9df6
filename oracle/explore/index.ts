/**
 * Every reachable state of the rules. `exploreNaive` is the search to read, on whole states;
 * `exploreSymmetric` is the one to run, up to a renumbering of the processes. Both find the same.
 */
export { answersOf, observationsOf } from './answers.ts';
export type { Answer, Rules } from './answers.ts';
export { estimateInterleavings } from './interleavings.ts';
export { INVARIANTS } from './invariants.ts';
export type { Invariant } from './invariants.ts';
export { exploreNaive } from './naive.ts';
export type { NaiveExploration } from './naive.ts';
export { exploreSymmetric } from './symmetric.ts';
export type { SymmetricExploration } from './symmetric.ts';
