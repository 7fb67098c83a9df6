/** The documentation page as an input: text in, facts, contradictions and defects out. No I/O. */
export * from './contradictions.ts';
export { DEFECT_KINDS } from './defect-kinds.ts';
export type { DefectKind } from './defect-kinds.ts';
export { findDefects } from './defects.ts';
export type { Defect } from './defects.ts';
export * from './diff.ts';
export * from './facts.ts';
export { fingerprint } from './fingerprint.ts';
export { matchPages } from './match-pages.ts';
export type { NamedFacts, PageMatch } from './match-pages.ts';
export { MAX_PAGE_LENGTH, NotAPage } from './not-a-page.ts';
export { readPage } from './read-page.ts';
export type { DocumentationPage, ReadPageOptions } from './read-page.ts';
export type { Place } from './source-text.ts';
