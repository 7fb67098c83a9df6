/** How deployment tools tell whether an installation is running: known policies, and any program. */
export { BARE_NAME, startBystander } from './bystander.ts';
export type { Bystander, Meddling } from './bystander.ts';
export { askDetector } from './external.ts';
export type { ExternalAnswer, ExternalOptions } from './external.ts';
export { POLICIES } from './policies.ts';
export type { DetectorAnswer, Policy } from './policies.ts';
export { ABSENT, callsIn, viewOf } from './view.ts';
export type { MachineView, MutexView } from './view.ts';
