/** Everything a reader gets, derived from one history. */
export {
  applies,
  compare,
  describeComparison,
  EMPTY_FILE,
  knownOf,
  parseExpectations,
  readExpectations,
  updatedExpectations,
  verdictByExpectations,
} from './expectations/index.ts';
export type { Comparison, Expectation, ExpectationsFile, Known } from './expectations/index.ts';
export { explain } from './history/explain.ts';
export { describeResponse } from './timeline/describe-response.ts';
export { readHistory } from './history/history-reader.ts';
export type { HistoryPart } from './history/history-part.ts';
export { HistoryWriteError } from './history/history-write-error.ts';
export { HistoryWriter } from './history/history-writer.ts';
export { counted, visible } from './text.ts';
export { historyLines, resultOf } from './result.ts';
export type { HistoryHead, HistoryTail } from './schema/history.ts';
export type { MeasurementInResult, MeasurementsDocument } from './schema/measurement.ts';
export type { ClauseResult, ClauseVerdict, DivergenceReport, Result } from './schema/result.ts';
export { renderResult } from './terminal.ts';
