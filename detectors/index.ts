/** How deployment tools tell whether an installation is running: known policies and any program, judged in every situation of the model. */
export { startBystander } from './bystander.ts';
export { askDetector } from './external.ts';
export { POLICIES } from './policies.ts';
export { judgeAnswer, situationsFor, visit } from './judge.ts';
export type { Judged, Seen } from './judge.ts';
