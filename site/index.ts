/** The matrix site: static pages, derived from results and from nothing else. */
export { buildSite } from './build.tsx';
export { siteOf } from './model.ts';
export type { Labelled, Row, Site } from './model.ts';
