/**
 * What real Windows wrote down: MSI logs (`log/`) and exports of the event log (`events/`) are read into
 * stories (`story.ts`), merged into one history a machine (`machine/`), and judged by the oracle (`judge/`).
 * Nothing here runs an installer.
 */
export { explainFiles, readSources } from './explain.ts';
export type { Explanation } from './explain.ts';
export type { Clock } from './dates/day-clock.ts';
export { offsetOf } from './events/moment.ts';
export type { Moment } from './events/record.ts';
export { evidenceCases, evidenceHead } from './judge/history.ts';
export type { BlamedMachine, EvidenceClause, Departure, EvidenceVerdict } from './judge/judge-machines.ts';
export type { Occasion, Origin } from './judge/told.ts';
export { finalCode } from './machine/call.ts';
export type { InstallerCall } from './machine/call.ts';
export type { MachineHistory, MergeOptions } from './machine/history.ts';
export type { BusyCall } from './machine/busy-call.ts';
export { fileSource, findSources } from './files.ts';
export { compareTakers } from './measured/takers.ts';
export type { Takers, Watched } from './measured/takers.ts';
export { readSource } from './read/read-source.ts';
export type { FileReading } from './read/read-source.ts';
export { memorySource } from './text/source.ts';
export type { Source } from './text/source.ts';
export type * from './log/story.ts';
