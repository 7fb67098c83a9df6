import { BLOCKS } from '../clause.ts';
import type { Block, ClauseId } from '../clause.ts';
import { EXECUTE_TABLES, UI_TABLES } from '../constants.ts';
import type { DefectKind, Flaw } from './defect-kinds.ts';
import * as documented from './documented.ts';
import { commonShortWords, findLinkDefects } from './link-defects.ts';
import { judgeDigits, judgeMarked, judgeName } from './name-defects.ts';
import { findMention } from './identifiers.ts';
import type { Identifier } from './identifiers.ts';
import { pageLinkedBy } from './links.ts';
import { findNumbers, findVersions } from './numbers.ts';
import type { Prose } from './prose.ts';
import { textOf } from './prose.ts';
import { blockOf } from './read-page.ts';
import type { DocumentationPage } from './read-page.ts';
import { offsetIn, tablesLinked } from './sighting.ts';
import type { Place } from './source-text.ts';

/** Damage by translation: the facts still stand, and a reader may yet go astray. */
export interface Defect {
  readonly clause: ClauseId;
  readonly kind: DefectKind;
  readonly block: Block;
  readonly place: Place;
  /** What should stand there. */
  readonly expected: string;
  /** What stands there, in the words of the page. */
  readonly found: string;
}

/** The clause for whose reader a block is. */
const CLAUSE_OF_BLOCK: Readonly<Record<Block, ClauseId>> = {
  title: 'mutex-scope',
  p1: 'mutex-scope',
  p2: '1618-mutex',
  item1: '1618-mutex',
  item2: '1618-ui',
  p3: 'event-log',
  p4: 'service-running',
  p5: 'service-version',
};

/** Every defect of the page, in reading order. */
export const findDefects = (page: DocumentationPage): readonly Defect[] => {
  const found = BLOCKS.flatMap((block) => {
    const prose = blockOf(page.located, block);
    return prose === undefined ? [] : [{ block, prose }];
  });
  const shortWords = commonShortWords(found.map(({ prose }) => prose));
  return found.flatMap(({ block, prose }) =>
    [...FLAWS_OF_BLOCK[block](prose, page), ...findLinkDefects(prose, shortWords)]
      .toSorted((a, b) => a.range.from - b.range.from)
      .map(({ kind, range, expected }) => ({
        clause: CLAUSE_OF_BLOCK[block],
        kind,
        block,
        place: page.placeOf(offsetIn(prose, range.from)),
        expected,
        found: excerpt(textOf(prose, range)),
      })),
  );
};

type FindFlaws = (prose: Prose, page: DocumentationPage) => readonly Flaw[];

const mutexName: FindFlaws = (prose, page) => judgeName(prose, documented.MUTEX, page.located.title);
const errorName: FindFlaws = (prose, page) => judgeName(prose, documented.ERROR_CONSTANT, page.located.title);

/** Names that can be read where the page no longer links to them. */
const lostLinks = (prose: Prose, tables: readonly string[]): readonly Flaw[] =>
  tablesLinked(prose).length > 0
    ? []
    : [{ kind: 'link-lost', range: { from: 0, to: 40 }, expected: tables.join(', ') }];

/** A function or structure that can be read and is not linked to. */
const lostReference = (prose: Prose, kind: 'function' | 'structure', wanted: Identifier): readonly Flaw[] => {
  const mention = findMention(prose.text, wanted);
  const linked = prose.links.some((link) => ['opaque', kind].includes(pageLinkedBy(link.target).kind));
  return linked || mention === undefined
    ? []
    : [{ kind: 'link-lost', range: mention, expected: wanted.name }];
};

const FLAWS_OF_BLOCK: Readonly<Record<Block, FindFlaws>> = {
  title: mutexName,
  p1: (prose, page) => [...mutexName(prose, page), ...lostLinks(prose, EXECUTE_TABLES)],
  p2: (prose, page) => [
    ...errorName(prose, page),
    ...findNumbers(prose.text)
      .filter(({ value }) => value === '1618')
      .flatMap((number) => judgeDigits(number, 'grouped-digits')),
  ],
  item1: mutexName,
  item2: (prose) => lostLinks(prose, UI_TABLES),
  p3: () => [],
  p4: (prose, page) => [
    ...errorName(prose, page),
    ...lostReference(prose, 'function', documented.STATUS_FUNCTION),
    ...lostReference(prose, 'structure', documented.STATUS_STRUCTURE),
    ...judgeMarked(prose, documented.MEMBER, page.sightings.member),
    ...judgeMarked(prose, documented.VALUE, page.sightings.value),
  ],
  p5: (prose) => [
    ...lostReference(prose, 'function', documented.STATUS_FUNCTION),
    ...findVersions(prose.text).flatMap((version) => judgeDigits(version, 'decimal-comma')),
  ],
};

const EXCERPT = 60;

/** On one line and not long; control characters of a page do not reach a terminal. */
const excerpt = (text: string): string => {
  const line = text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  return line.length > EXCERPT ? `${line.slice(0, EXCERPT).trim()}…` : line;
};
