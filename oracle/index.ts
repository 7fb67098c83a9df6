/** The pure oracle: states, events, the rules between them, and the judgement of a whole history. */
export { check } from './check.ts';
export type { Finding, Judgement } from './check.ts';
export { canPerform } from './can-perform.ts';
export { outcomes } from './rules.ts';
export type { Outcome } from './rules.ts';
export { step } from './step.ts';
export type { Stepped } from './step.ts';
export { argumentsOf, operationOf, responseKindOf } from './history.ts';
export type { Completion, HistoryEvent, Invocation, UnstampedEvent } from './history.ts';
export { callsOf, KILLED, observedIn, Pairer } from './pairer.ts';
export type { Call } from './pairer.ts';
export { counterexampleOf, DEFAULT_BUDGET, judgeRace } from './linearize/index.ts';
export type { Budget, RacingJudgement } from './linearize/index.ts';
