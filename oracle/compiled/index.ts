/** The oracle as a dense table, derived from the ts-pattern rules and equal to them. */
export * from './alphabet.ts';
export { checkCompiled, Tracker } from './check.ts';
export type { CompiledJudgement } from './check.ts';
export { encode } from './encode.ts';
export * from './table.ts';
