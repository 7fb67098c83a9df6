/**
 * msiconform as a library: the rules as data, the pure oracle, interleavings, the suite and the reports.
 *
 * @packageDocumentation
 */
export * from './spec/index.ts';
export * from './oracle/index.ts';
export * from './properties/index.ts';
export * from './adapters/index.ts';
export { openStdio, PROTOCOL_VERSION, serve } from './adapters/stdio/index.ts';
export type { ProgramRequest, ProgramResponse, StdioOptions } from './adapters/stdio/index.ts';
export {
  compare as compareWithExpectations,
  explain,
  historyLines,
  parseExpectations,
  readHistory,
  renderResult,
  resultOf,
} from './reports/index.ts';
export type {
  ClauseResult,
  ClauseVerdict,
  Comparison,
  DivergenceReport,
  Expectation,
  HistoryPart,
  Result,
} from './reports/index.ts';
