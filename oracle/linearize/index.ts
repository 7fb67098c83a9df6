/**
 * Judges concurrent histories: whether some order of overlapping calls explains what came back.
 * `linearize.ts` is the checker to read, `fast.ts` the same search on numbers, `every-order.ts` the
 * definition that both are tested against; `judge.ts` is what the rest of the program calls.
 */
export { callsOf, Pairing } from './calls.ts';
export type { Call, UnstampedEvent } from './calls.ts';
export { judgeRace } from './judge.ts';
export { DEFAULT_BUDGET } from './linearize.ts';
export type { Budget, RacingJudgement } from './linearize.ts';
export { counterexampleOf } from './reduce.ts';
