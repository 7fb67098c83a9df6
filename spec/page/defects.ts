import { BLOCKS } from '../clause.ts';
import type { Block } from '../clause.ts';
import { EXECUTE_TABLES, UI_TABLES } from '../constants.ts';
import { DEFECT_SEVERITY } from './defect-kinds.ts';
import type { Flaw } from './defect-kinds.ts';
import { CLAUSE_OF_BLOCK, excerpt, placesOf } from './finding.ts';
import type { Defect } from './defect-kinds.ts';
import * as documented from './documented.ts';
import { characterDefects } from './character-defects.ts';
import { frontMatterDefects } from './front-matter-defects.ts';
import { articlesInLinks, commonShortWords, findLinkDefects } from './link-defects.ts';
import { findMarkupFlaws } from './markup-defects.ts';
import { untranslatedBlocks } from './untranslated.ts';
import { judgeDigits, judgeMarked, judgeName } from './name-defects.ts';
import { findMention } from './identifiers.ts';
import type { Identifier } from './identifiers.ts';
import { pageLinkedBy } from './links.ts';
import { findNumbers, findVersions } from './numbers.ts';
import type { Prose } from './prose.ts';
import { textOf } from './prose.ts';
import { blockOf } from './located-block.ts';
import { errorsNamed } from './read-facts.ts';
import type { DocumentationPage } from './read-page.ts';
import { tablesLinked } from './sighting.ts';
import { readWords } from './words/read-words.ts';
import { findWrongNames } from './wrong-names.ts';

/** Every defect of the page, in reading order. */
export const findDefects = (page: DocumentationPage): readonly Defect[] => {
  const found = BLOCKS.flatMap((block) => {
    const prose = blockOf(page.located, block);
    return prose === undefined ? [] : [{ block, prose }];
  });
  const proses = found.map(({ prose }) => prose);
  const shortWords = commonShortWords(proses);
  const articles = articlesInLinks(proses, shortWords);
  const inBlocks = found.flatMap(({ block, prose }) => {
    const names = [...FLAWS_OF_BLOCK[block](prose, page), ...findLinkDefects(prose, shortWords, articles)];
    return [...names, ...findMarkupFlaws(block, prose, names)]
      .toSorted((a, b) => a.range.from - b.range.from)
      .map((flaw) => defectOf(page, block, prose, flaw));
  });
  return [...frontMatterDefects(page), ...inBlocks, ...characterDefects(page), ...untranslatedBlocks(page)];
};

const defectOf = (
  page: DocumentationPage,
  block: Block,
  prose: Prose,
  { kind, range, expected }: Flaw,
): Defect => ({
  clause: CLAUSE_OF_BLOCK[block],
  kind,
  block,
  severity: DEFECT_SEVERITY[kind] ?? 'warning',
  ...placesOf(page, prose, range),
  expected,
  found: excerpt(textOf(prose, range)),
});

type FindFlaws = (prose: Prose, page: DocumentationPage) => readonly Flaw[];

/** Where another name stands in its place, that is told as a contradiction and not once more. */
const ownName =
  (wanted: Identifier): FindFlaws =>
  (prose, page) => {
    const replaced =
      findWrongNames(page.located).some((wrong) => wrong.prose === prose && wrong.expected === wanted.name) ||
      (wanted === documented.ERROR_CONSTANT && errorsNamed(prose).some(({ name }) => name !== wanted.name));
    return replaced ? [] : judgeName(prose, wanted, page.located.title, readWords(page).read.lexicon);
  };

const mutexName = ownName(documented.MUTEX);
const errorName = ownName(documented.ERROR_CONSTANT);

/** Names that can be read where the page no longer links to them. */
const lostLinks = (prose: Prose, tables: readonly string[]): readonly Flaw[] =>
  tablesLinked(prose).length > 0
    ? []
    : [{ kind: 'link-lost', range: { from: 0, to: 40 }, expected: tables.join(', ') }];

/** A function or structure that can be read and is not linked to. */
const lostReference = (prose: Prose, kind: 'function' | 'structure', wanted: Identifier): readonly Flaw[] => {
  const mention = findMention(prose.text, wanted);
  const linked = prose.links.some((link) => ['opaque', kind].includes(pageLinkedBy(link.target).kind));
  const elsewhere = prose.links.find(
    (link) =>
      findMention(prose.text, wanted, link) !== undefined && pageLinkedBy(link.target).kind === 'other',
  );
  if (!linked && elsewhere !== undefined) {
    return [{ kind: 'link-target', range: elsewhere, expected: wanted.name }];
  }
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
