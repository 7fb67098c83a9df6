/** Known divergences: a readable file of them, what a result says to it, and how it is rewritten. */
export { compare, describeComparison, verdictByExpectations } from './compare.ts';
export type { Comparison } from './compare.ts';
export { applies } from './expectation.ts';
export type { Expectation } from './expectation.ts';
export { EMPTY_FILE, parseExpectations, readExpectations } from './file.ts';
export type { ExpectationsFile } from './file.ts';
export { updatedExpectations } from './update.ts';
export { knownOf } from './known.ts';
export type { Known } from './known.ts';
