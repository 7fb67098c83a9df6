/**
 * msiconform as a library: the rules as data, the pure oracle, interleavings, the suite and its reports.
 *
 * @packageDocumentation
 */

// The rules as data.
export {
  BadInputError,
  CLAUSE_IDS,
  clauseOf,
  CLAUSES,
  DEFAULT_READING,
  demandsAtLeast,
  FLAGS,
  flagsOf,
  intended,
  lenient,
  literal,
  NAMED_READINGS,
  parseReading,
  READINGS,
  strict,
} from './spec/index.ts';
export type { Clause, ClauseId, Context, Flag, FlagDescription, Reading } from './spec/index.ts';

// What can be asked and answered.
export {
  ACTIONS,
  APIS,
  applicationOf,
  beginsWithUi,
  ERROR_INSTALL_ALREADY_RUNNING,
  executeTableOf,
  FITTING,
  isInstallingApi,
  isUiTable,
  MUTEX_NAME,
  OBSERVATION_NAMES,
  OBSERVER,
  SEQUENCE_TABLES,
  SERVICE_ACCEPT_SHUTDOWN,
  supportsServiceQuery,
  UI_LEVELS,
  uiTableOf,
} from './spec/index.ts';
export type {
  Action,
  Api,
  Capabilities,
  ClientOperation,
  ExecuteTable,
  MutexState,
  Observation,
  Observed,
  Operation,
  Response,
  SequenceTable,
  Step,
  UiLevel,
  UiTable,
} from './spec/index.ts';

// The oracle.
export { callsOf, canPerform, check, judgeRace, outcomes, step } from './oracle/index.ts';
export { initialState } from './spec/index.ts';
export type { Call, Finding, Judgement, Outcome, RacingJudgement, Stepped } from './oracle/index.ts';
export type { Client, State } from './spec/index.ts';

// Interleavings, and the suite that runs them.
export { describeInterleaving, describeStep, interleavings, runRaces, runSuite } from './properties/index.ts';
export type {
  Divergence,
  Interleaving,
  InterleavingConstraints,
  Progress,
  Recorder,
  SuiteOptions,
  SuiteOutcome,
} from './properties/index.ts';

// Implementations: yours, a program behind the stdio protocol, the embedded reference.
export { conforming, ImplementationError, openReference } from './adapters/index.ts';
export type {
  Behaviour,
  DetectorHooks,
  HistoryHooks,
  Identity,
  Implementation,
  OpenedImplementation,
  RacingHooks,
  ReferenceOptions,
  ResetOptions,
} from './adapters/index.ts';
export { openStdio, PROTOCOL_VERSION, serve } from './adapters/stdio/index.ts';
export type { ProgramRequest, ProgramResponse, StdioOptions } from './adapters/stdio/index.ts';

// Reports.
export {
  compare as compareWithExpectations,
  explain as explainDivergence,
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
export { explain } from './evidence/library.ts';
export { fileSource } from './evidence/files.ts';
export { memorySource } from './evidence/text/source.ts';
export type { Source } from './evidence/text/source.ts';
export type { ExplainOptions } from './evidence/explain.ts';
export type { EvidenceReport as Evidence } from './evidence/report/schema.ts';
