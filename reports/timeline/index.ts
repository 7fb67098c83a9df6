/** A counterexample as a picture: laid out once as data, then drawn as SVG or for a terminal. */
export { layOut } from './layout.ts';
export type { Timeline } from './layout.ts';
export { TIMELINE_CSS } from './style.ts';
export { TimelinePicture, timelineSvg } from './svg.tsx';
export { renderTimeline } from './terminal.ts';
