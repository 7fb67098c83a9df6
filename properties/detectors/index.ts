/** Detectors judged: situations of the model, what is true in each under a reading, and who is wrong where. */
export { judge, situationsFor, visit } from './judge.ts';
export type { Judged, Seen, Truth, VisitOptions } from './judge.ts';
export { SITUATIONS } from './situations.ts';
export type { Situation } from './situations.ts';
