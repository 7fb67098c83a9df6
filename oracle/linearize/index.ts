/**
 * Judges concurrent histories: whether some order of overlapping calls explains what came back.
 * `judge.ts` is what the rest of the program calls. `linearize.ts` is the checker to read; `fast` judges long
 * histories in the same way; `testing/every-order.ts` is the definition that the tests compare both with.
 */
export { judgeRace } from './judge.ts';
export { DEFAULT_BUDGET } from './linearize.ts';
export type { Budget, RacingJudgement } from './linearize.ts';
export { counterexampleOf } from './reduce.ts';
