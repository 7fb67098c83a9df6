/** Puts results of shards together. */
export { mergeResults } from './merge.ts';
