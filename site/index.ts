/** The site: the matrix, derived from results and from nothing else, and two pages that work by a script. */
export { logPage, rulesPage } from './apps.tsx';
export type { LoadedFile } from './apps.tsx';
export { buildSite } from './build.tsx';
export { siteOf } from './model.ts';
export { readScripts } from './scripts.ts';
