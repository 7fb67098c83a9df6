/**
 * What real Windows wrote down: MSI logs (`log/`) and exports of the event log (`events/`) are read into
 * stories (`story.ts`), merged into one history a machine (`machine/`), and judged by the oracle (`judge/`).
 * Nothing here runs an installer.
 */
export { explain } from './explain.ts';
export type { Explanation } from './explain.ts';
export { installingAt } from './events/installing-at.ts';
export { parseMoment, offsetOf } from './events/moment.ts';
export { toRecord } from './events/record.ts';
export type { EventRecord, EventsReading, Moment, RawRecord } from './events/record.ts';
export type { Transaction } from './events/transactions.ts';
export type { BlamedMachine, ClauseResult, Departure, EvidenceVerdict } from './judge/judge.ts';
export type { Occasion, Origin } from './judge/traced.ts';
export { finalCode } from './machine/call.ts';
export type { Call, Span } from './machine/call.ts';
export type { MachineHistory, MergeOptions, TimedTransaction } from './machine/history.ts';
export { describeHolder } from './machine/holder.ts';
export type { BusyCall, Holder } from './machine/holder.ts';
export { findSources } from './find-sources.ts';
export { readSource } from './read-source.ts';
export type { Evidence } from './read-source.ts';
export { fileSource, memorySource } from './text/source.ts';
export type { Source } from './text/source.ts';
export type * from './story.ts';
