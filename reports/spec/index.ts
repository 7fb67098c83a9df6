/** Reports on the documentation page: clauses by languages, defects, drift. */
export { clauseListJson, listClauses, renderClauseList } from './clause-list.ts';
export { renderSpecDiff, specDiffJson } from './diff.ts';
export type { DiffEntry } from './diff.ts';
export { specHtml } from './html.ts';
export { specMarkdown } from './markdown.ts';
export { pageReport, specReport } from './page-report.ts';
export { SpecReportSchema } from './schema.ts';
export type { PageReport, SpecReport } from './schema.ts';
export { renderSpecReport } from './terminal.ts';
