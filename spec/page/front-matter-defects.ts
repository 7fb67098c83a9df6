import { SEQUENCE_TABLES } from '../constants.ts';
import type { Defect } from './defect-kinds.ts';
import * as documented from './documented.ts';
import { excerpt } from './finding.ts';
import { findTransliteration, identifier } from './identifiers.ts';
import type { Identifier } from './identifiers.ts';
import { judgeMention } from './name-defects.ts';
import type { Prose, Range } from './prose.ts';
import type { DocumentationPage } from './read-page.ts';
import { nameSpelt } from './transliteration.ts';

/** Damaged names in the title and the description, which search results and tabs show. */
export const frontMatterDefects = (page: DocumentationPage): readonly Defect[] => [
  ...titleDefects(page),
  ...descriptionDefects(page),
  ...damagedNames(page),
];

const damagedNames = (page: DocumentationPage): readonly Defect[] =>
  page.frontMatter.wording.flatMap(({ key, value }) => {
    const at = placeIn(page.published, key);
    if (at === undefined) return [];
    // The author escapes underscores as in the text; a reader of the description sees both.
    const text = value.replaceAll('\\_', '_');
    const prose: Prose = { text, offsets: [], links: [], marks: [] };
    const row = (kind: Defect['kind'], range: Range, expected: string): Defect => {
      const found = text.slice(range.from, range.to);
      const written = new RegExp(found.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('_', '\\\\?_'), 'u');
      const inLine = written.exec(page.published.slice(at.from, at.to));
      const from = at.from + (inLine?.index ?? 0);
      return {
        clause: 'mutex-scope',
        kind,
        block: 'front matter',
        severity: 'note',
        place: page.placeAt(from),
        end: page.placeAt(from + (inLine?.[0].length ?? 1)),
        expected,
        found: excerpt(found),
      };
    };
    const judge = (wanted: Identifier): readonly Defect[] => {
      const flaws = judgeMention(prose, wanted);
      if (flaws !== undefined) {
        const [first] = flaws;
        return first === undefined ? [] : [row(first.kind, first.range, wanted.name)];
      }
      const spelt = findTransliteration(text, wanted);
      return spelt === undefined || /[A-Za-z]/.test(text.slice(spelt.from, spelt.to))
        ? []
        : [row('transliterated', spelt, wanted.name)];
    };
    const names = [documented.MUTEX, ...(key === 'title' ? [] : SEQUENCE_TABLES.slice(2).map(identifier))];
    return names.flatMap(judge);
  });

/** A title in other words than the heading of the same page: one of the two was translated further. */
const titleDefects = (page: DocumentationPage): readonly Defect[] => {
  const title = page.frontMatter.wording.find(({ key }) => key === 'title')?.value;
  const at = placeIn(page.published, 'title');
  const heading = page.located.title;
  if (title === undefined || at === undefined || heading === undefined) return [];
  const [own, wanted] = [wordsBesideName(title.replace(/ [-–|] .*$/, '')), wordsBesideName(heading.text)];
  if (own.length === 0 || wanted.length === 0 || own.some((word) => wanted.includes(word))) return [];
  const line = page.published.slice(at.from, at.to);
  const [first = '', last = first] = [own[0], own.at(-1)];
  const [from, to] = [line.toLowerCase().indexOf(first), line.toLowerCase().lastIndexOf(last) + last.length];
  if (from < 0 || to <= from) return [];
  return [
    {
      clause: 'mutex-scope',
      kind: 'title-differs',
      block: 'front matter',
      severity: 'note',
      place: page.placeAt(at.from + from),
      end: page.placeAt(at.from + to),
      expected: wanted.join(' '),
      found: excerpt(line.slice(from, to)),
    },
  ];
};

/** A name, whatever became of its underscores; words in other scripts that spell one are told by their likeness. */
const isName = (word: string): boolean =>
  /^_*msiexecute$|^(?:install|admin|advt)(?:ui|execute)sequence$/i.test(word) ||
  nameSpelt(word, [documented.MUTEX.name, ...SEQUENCE_TABLES]) !== undefined;

/** The words of a sentence and where they stand in it; a letter is a word in scripts that put no spaces between them. */
const wordsIn = (text: string): readonly RegExpExecArray[] =>
  [...text.matchAll(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{M}\p{N}]+/gu)].filter(
    ([word]) => !isName(word),
  );

/** The text with a space at the edges of its links: one that a link has lost is told of the link. */
const linksApart = ({ text, links }: Prose): string => {
  const edges = [0, ...links.flatMap(({ from, to }) => [from, to]), text.length];
  return edges
    .slice(1)
    .map((edge, index) => text.slice(edges[index], edge))
    .join(' ');
};

/** So much of its words a description has from the paragraph, where it repeats it. */
const MOSTLY = 0.6;

/**
 * A description that repeats the first paragraph in part: one of the two was translated otherwise. One in words of
 * its own is none that repeats it.
 */
const descriptionDefects = (page: DocumentationPage): readonly Defect[] => {
  const value = page.frontMatter.wording.find(({ key }) => key === 'description')?.value;
  const at = placeIn(page.published, 'description');
  const prose = page.located.paragraphs.p1;
  if (value === undefined || at === undefined || prose === undefined) return [];
  const paragraph = linksApart(prose);
  const line = page.published.slice(at.from, at.to);
  const head = /^\w+:\s*/.exec(line)?.[0].length ?? 0;
  const [own, wanted] = [wordsIn(line.slice(head)), wordsIn(paragraph)];
  const same = (a: RegExpExecArray | undefined, b: RegExpExecArray | undefined): boolean =>
    a !== undefined && a[0].toLowerCase() === b?.[0].toLowerCase();
  let [first, last] = [0, 0];
  while (first < own.length && same(own[first], wanted[first])) first++;
  while (last < Math.min(own.length, wanted.length) - first && same(own.at(-1 - last), wanted.at(-1 - last)))
    last++;
  const shared = (first + last) / Math.max(own.length, wanted.length);
  // The first sentence of the paragraph alone repeats it too.
  if (first === own.length || shared < MOSTLY) return [];
  const stretch = (words: readonly RegExpExecArray[]): Range | undefined => {
    const [from, to] = [words[first], words.at(-1 - last)];
    if (from === undefined || to === undefined || to.index < from.index) return undefined;
    return { from: from.index, to: to.index + to[0].length };
  };
  const [found, due] = [stretch(own), stretch(wanted)];
  // Where words are missing, the next one is shown.
  const next = own[Math.min(first, own.length - 1)];
  const shown = found ?? { from: next?.index ?? 0, to: (next?.index ?? 0) + (next?.[0].length ?? 1) };
  const from = at.from + head + shown.from;
  const to = at.from + head + shown.to;
  return [
    {
      clause: 'mutex-scope',
      kind: 'description-differs',
      block: 'front matter',
      severity: 'note',
      place: page.placeAt(from),
      end: page.placeAt(to),
      expected: due === undefined ? 'as the first paragraph' : excerpt(paragraph.slice(due.from, due.to)),
      found: excerpt(page.published.slice(from, to)),
    },
  ];
};

/** The words of a title in lower case without the mutex's name, however that is spelt. */
const wordsBesideName = (text: string): readonly string[] =>
  (text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? []).filter(
    (word) => word !== 'msiexecute' && nameSpelt(word, [documented.MUTEX.name]) === undefined,
  );

/** The line of a key; a value over several lines is looked at from its first one. */
const placeIn = (published: string, key: string): Range | undefined => {
  const match = new RegExp(`^${key}:.*(?:\\r?\\n[ \\t]+.*)*`, 'im').exec(published.slice(0, 8192));
  return match === null ? undefined : { from: match.index, to: match.index + match[0].length };
};
