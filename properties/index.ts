/** Interleavings as data, how they are drawn, run and shrunk, and one property for each clause. */
export { interleavings } from './arbitrary.ts';
export type { InterleavingConstraints } from './arbitrary.ts';
export { holds, isOffered } from './clause-property.ts';
export type { ClauseProperty } from './clause-property.ts';
export { PROPERTIES, propertyOf } from './clauses/index.ts';
export type { CaseHead, Phase } from './case-head.ts';
export type { Divergence, Rate } from './kinds.ts';
export type { TableReach } from './reach.ts';
export { describeInterleaving, describeOperation, describeStep } from './interleaving.ts';
export type { Interleaving } from './interleaving.ts';
export { chooseOrigins, compareOrigins } from './origins.ts';
export type { Origin } from './origins.ts';
export { raceOf } from './racing/race.ts';
export { runRaces } from './racing/suite.ts';
export { runRace } from './racing/run-race.ts';
export type { RaceRun } from './racing/run-race.ts';
export type { Fault, Race } from './racing/race.ts';
export { runCase } from './run-case.ts';
export type { CaseRun, RunCaseOptions, Unstamped } from './run-case.ts';
export { signatureOf } from './signature.ts';
export { runSuite, suiteArbitrary } from './suite.ts';
export type { CaseFailure, Progress, Recorder, Strategy, SuiteOptions, SuiteOutcome } from './course.ts';
export { Tally } from './tally.ts';

export type { Weights } from './weights.ts';
export { EdgeCoverage, planTour } from './tour.ts';
export type { PlannedTour } from './tour.ts';
