import { BLOCKS } from '../clause.ts';
import type { Block, ClauseId } from '../clause.ts';
import type { Prose, Range } from './prose.ts';
import type { DocumentationPage } from './read-page.ts';
import type { Place } from './source-text.ts';

/** `error`: the page says something else. `warning`: a reader may go astray, or a person has to look. `note`: it only looks wrong. */
export const SEVERITIES = ['error', 'warning', 'note'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Where a row stands: a block of the page, something beside its blocks, or its front matter. */
export const PARTS = [...BLOCKS, 'beside', 'front matter'] as const;
export type Part = (typeof PARTS)[number];

export const isBlock = (part: Part): part is Block => part !== 'beside' && part !== 'front matter';

/** One row about one place of the page. */
export interface Finding {
  readonly clause: ClauseId;
  readonly block: Part;
  readonly severity: Severity;
  readonly place: Place;
  /** Behind its last character. */
  readonly end: Place;
  /** What should stand there. */
  readonly expected: string;
  /** What stands there, in the words of the page. */
  readonly found: string;
}

/** The clause for whose reader a block is. */
export const CLAUSE_OF_BLOCK: Readonly<Record<Block, ClauseId>> = {
  title: 'mutex-scope',
  p1: 'mutex-scope',
  p2: '1618-mutex',
  item1: '1618-mutex',
  item2: '1618-ui',
  p3: 'event-log',
  p4: 'service-running',
  p5: 'service-version',
};

/** Where a range of a block stands in the file as published: half open. */
export const publishedRange = (page: DocumentationPage, prose: Prose, { from, to }: Range): Range => {
  const start = page.publishedAt(prose.offsets[from] ?? prose.offsets[0] ?? 0);
  const last = prose.offsets[Math.max(from, to - 1)] ?? start;
  return { from: start, to: Math.max(start, page.publishedAt(last) + 1) };
};

/** The start and the end of a range of a block. */
export const placesOf = (
  page: DocumentationPage,
  prose: Prose,
  range: Range,
): { readonly place: Place; readonly end: Place } => {
  const { from, to } = publishedRange(page, prose, range);
  return { place: page.placeAt(from), end: page.placeAt(to) };
};

/** What stands about an index: the link or mark that it lies in, or its word. */
export const wordAt = (prose: Prose, index: number): Range => {
  const around = [...prose.links, ...prose.marks].find(({ from, to }) => index === from && to > from);
  if (around !== undefined) return around;
  const rest = /^[^\s.,;:()（）。，、]*(?:[.,]\d+)*/u.exec(prose.text.slice(index))?.[0] ?? '';
  return { from: index, to: index + Math.max(1, rest.length) };
};

const EXCERPT = 60;

/** On one line and not long; control characters of a page do not reach a terminal. */
export const excerpt = (text: string): string => {
  const line = text
    .replace(/\u200b/g, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  const characters = [...line];
  return characters.length > EXCERPT ? `${characters.slice(0, EXCERPT).join('').trim()}…` : line;
};
