/** Results as the tools around a run want them: JUnit, GitHub, Markdown, a badge. */
export { isReporterName, REPORTERS } from './reporters.ts';
export type { Reporter, ReporterContext, ReporterName } from './reporters.ts';
