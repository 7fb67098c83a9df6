import { SEQUENCE_TABLES } from '../constants.ts';
import type { Flaw } from './defect-kinds.ts';
import * as documented from './documented.ts';
import { findMention, identifier, runTogether } from './identifiers.ts';
import type { Identifier } from './identifiers.ts';
import { pageLinkedBy } from './links.ts';
import { judgeMention, judgeUnread } from './name-defects.ts';
import type { Link, Prose } from './prose.ts';
import { SEAM, overlap, textOf } from './prose.ts';
import { isOtherName, nameLedTo } from './wrong-names.ts';

const TABLES = SEQUENCE_TABLES.map(identifier);
/** Names that may link to the page of the structure, which explains them. */
const EXPLAINED = [documented.MEMBER, documented.VALUE];
const OWN_NAMES = [...TABLES, documented.STATUS_FUNCTION, documented.STATUS_STRUCTURE];

/** @param shortWords words of the page that are short and frequent, such as its articles and prepositions */
export const findLinkDefects = (
  prose: Prose,
  shortWords: ReadonlySet<string>,
  articles: ReadonlySet<Link>,
): readonly Flaw[] =>
  prose.links.flatMap((link) => {
    const wanted = nameLedTo(link);
    if (wanted === undefined && pageLinkedBy(link.target).kind !== 'event-logging') return [];
    return [
      ...(link.broken ? [flawOf('broken-link', link, wanted?.name ?? 'event-logging')] : []),
      ...(UNPUBLISHED_ADDRESS.test(link.target) ? [flawOf('link-target', link, wanted?.name ?? '')] : []),
      ...(link.bare ? [] : judgeWords(prose, link, wanted, shortWords, articles.has(link))),
      ...(link.bare ? [] : judgeEdges(prose, link, wanted)),
      ...judgeNeighbours(prose, link, wanted?.name ?? 'event-logging'),
    ];
  });

/** As an older tool named the pages of structures; the site has none by that name. */
const UNPUBLISHED_ADDRESS = /\/n[fs]-\w+?-_\w+/i;

/**
 * Links to tables that begin with an article or another small word of the sentence, on a page whose other links
 * do not: where all do, it is the way of the language.
 */
export const articlesInLinks = (
  blocks: readonly Prose[],
  shortWords: ReadonlySet<string>,
): ReadonlySet<Link> => {
  const tables = blocks.flatMap((prose) =>
    prose.links
      .filter((link) => pageLinkedBy(link.target).kind === 'table')
      .map((link) => ({ link, first: /^\p{Ll}{1,3}(?=\s)/u.exec(textOf(prose, link).trim())?.[0] })),
  );
  const opened = tables.filter(({ first }) => first !== undefined && shortWords.has(first));
  return new Set(opened.length * 2 < tables.length ? opened.map(({ link }) => link) : []);
};

const flawOf = (kind: Flaw['kind'], link: Link, expected: string): Flaw => ({ kind, range: link, expected });

const judgeWords = (
  prose: Prose,
  link: Link,
  wanted: Identifier | undefined,
  shortWords: ReadonlySet<string>,
  hasArticle: boolean,
): readonly Flaw[] => {
  const words = textOf(prose, link);
  if (EXPLAINED.some((name) => findMention(words, name) !== undefined)) return [];
  const expected = wanted?.name ?? 'event-logging';
  const cut =
    hasArticle || takesInMore(words, prose, link, shortWords) ? [flawOf('link-text', link, expected)] : [];
  if (wanted === undefined) return cut;
  const other = OWN_NAMES.find((each) => each.name !== wanted.name && findMention(words, each) !== undefined);
  const read = judgeMention(prose, wanted, link);
  if (read !== undefined)
    return [...read, ...(other === undefined ? cut : [flawOf('link-text', link, expected)])];
  // Another name is a contradiction, and told as one.
  if (isOtherName(words, wanted.name) !== undefined) return [];
  if (other !== undefined || standsBeside(prose, wanted)) return [flawOf('link-text', link, expected)];
  return [judgeUnread(prose, wanted, link), ...cut];
};

/** A space that stands at an edge of a link's words, also behind an underscore that has lost its name. */
const judgeEdges = (prose: Prose, link: Link, wanted: Identifier | undefined): readonly Flaw[] => {
  const words = textOf(prose, link);
  // Of a name that can be read the underscores are told with it.
  const isRead = wanted !== undefined && findMention(words, wanted) !== undefined;
  if (isRead && !/^[^\S\n]|[^\S\n]$/u.test(words)) return [];
  const before = /^(?:[^\S\n]+|_[^\S\n]+(?:_[^\S\n]+)*)(?=\S)/u.exec(words)?.[0];
  const behind = /(?<=\S)(?:[^\S\n]+|(?:[^\S\n]+_)+)$/u.exec(words);
  const edge = (from: number, to: number): Flaw => ({
    kind: 'label-space',
    range: { from: link.from + from, to: link.from + to },
    expected: 'no space there',
  });
  const word = (at: number): number => /^\S+/u.exec(words.slice(at))?.[0].length ?? 0;
  const last = /\S+$/u.exec(words.slice(0, behind?.index ?? 0))?.index ?? 0;
  return [
    ...(before === undefined ? [] : [edge(0, before.length + word(before.length))]),
    ...(behind === null ? [] : [edge(last, words.length)]),
  ];
};

/** The name can be read in the sentence, and the link lies over other words. */
const standsBeside = (prose: Prose, wanted: Identifier): boolean => {
  const mention = findMention(prose.text, wanted);
  return mention !== undefined && !prose.links.some((link) => overlap(link, mention));
};

const PAIRS = [
  ['(', ')'],
  ['«', '»'],
  ['「', '」'],
  ['“', '”'],
] as const;

/**
 * Whether a link's words end in a comma or full stop, hold one of a pair of quotes, or end in a word that
 * belongs to what follows: one as short and as frequent as only prepositions, articles and "or" are.
 */
const takesInMore = (words: string, prose: Prose, link: Link, shortWords: ReadonlySet<string>): boolean => {
  if (/[.,;:，。、]\s*$/.test(words)) return true;
  if (pageLinkedBy(link.target).kind === 'table' && /[,，、]/.test(words)) return true;
  if ((words.match(/"/g)?.length ?? 0) % 2 === 1) return true;
  if (PAIRS.some(([open, close]) => words.split(open).length !== words.split(close).length)) return true;
  const all = words.trim().split(/\s+/);
  const last = all.at(-1) ?? '';
  const goesOn = /^\s*\p{L}/u.test(prose.text.slice(link.to));
  return all.length > 1 && goesOn && shortWords.has(last);
};

const judgeNeighbours = (prose: Prose, link: Link, expected: string): readonly Flaw[] => {
  const at = (index: number): string => prose.text.charAt(index);
  const flaws: Flaw[] = [];
  if (runTogether(at(link.from - 1), at(link.from))) {
    flaws.push({ kind: 'run-together', range: { from: link.from - 1, to: link.to }, expected });
  }
  const seam = at(link.to) === SEAM ? 1 : 0;
  if (runTogether(at(link.to - 1), at(link.to + seam))) {
    const next = /^[\p{L}\p{M}]+/u.exec(prose.text.slice(link.to + seam))?.[0] ?? '';
    flaws.push({
      kind: 'run-together',
      range: { from: link.from, to: link.to + seam + next.length },
      expected,
    });
  }
  return flaws;
};

/** Words of at most three letters that stand twice or more on the page, outside its links. */
export const commonShortWords = (blocks: readonly Prose[]): ReadonlySet<string> => {
  const counts = new Map<string, number>();
  for (const prose of blocks) {
    for (const match of prose.text.matchAll(/(?<![\p{L}\p{M}_])\p{Ll}{1,3}(?![\p{L}\p{M}_])/gu)) {
      const range = { from: match.index, to: match.index + match[0].length };
      if (!prose.links.some((link) => overlap(link, range))) {
        counts.set(match[0], (counts.get(match[0]) ?? 0) + 1);
      }
    }
  }
  return new Set([...counts].filter(([, count]) => count >= 2).map(([word]) => word));
};
