/** How deployment tools tell whether an installation is running: known policies and any program, judged in every situation of the model. */
export { BARE_NAME, startBystander } from './bystander.ts';
export type { Bystander, Meddling } from './bystander.ts';
export { askDetector } from './external.ts';
export type { ExternalAnswer, ExternalOptions } from './external.ts';
export { POLICIES } from './policies.ts';
export type { DetectorAnswer, Policy } from './policies.ts';
export { ABSENT, callsIn, viewOf } from './view.ts';
export type { MachineView, MutexView } from './view.ts';
export { judgeAnswer, situationsFor, visit } from './judge.ts';
export type { Judged, Seen, Truth, VisitOptions } from './judge.ts';
export { SITUATIONS } from './situations.ts';
export type { Situation } from './situations.ts';
