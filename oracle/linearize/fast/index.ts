/**
 * Judges long races fast. Everything else in this folder is behind `linearizeLong`; see
 * docs/adr/fast-judge-of-long-races.md for why it may leave out what it leaves out.
 */
export { MOST_PROCESSES } from './encode.ts';
export { linearizeLong } from './long.ts';
export type { LongOptions } from './long.ts';
