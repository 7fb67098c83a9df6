import type { Defect, DefectKind } from './defect-kinds.ts';
import { findDefects } from './defects.ts';
import * as documented from './documented.ts';
import { isBlock, publishedRange } from './finding.ts';
import { blockOf } from './located-block.ts';
import type { Range } from './prose.ts';
import type { DocumentationPage } from './read-page.ts';
import type { Place } from './source-text.ts';
import { translatedConstant } from './translated-name.ts';
import { nameSpelt } from './transliteration.ts';
import { readWords } from './words/read-words.ts';

/** The kinds of defects that can be mended without a choice of words. */
const SAFE: readonly DefectKind[] = [
  'split',
  'displaced',
  'wrong-case',
  'run-together',
  'transliterated',
  'translated',
];

/** How a defect is mended: by `--fix`, or by a person. */
export const MENDS = ['fix', 'hand'] as const;
export type Mend = (typeof MENDS)[number];

export const mendOf = (page: DocumentationPage, defect: Defect): Mend =>
  SAFE.includes(defect.kind) && editsFor(page, defect).length > 0 ? 'fix' : 'hand';

/** A replacement in the file as published. */
interface Edit extends Range {
  readonly by: string;
}

/**
 * The page with its safe defects mended: names as the API has them, and spaces between names and words. No other
 * word is touched; where it cannot be told what belongs to a translated name, it stays and is told again.
 */
export const fixPage = (page: DocumentationPage): string => {
  const edits = findDefects(page)
    .filter(({ kind }) => SAFE.includes(kind))
    .flatMap((defect) => editsFor(page, defect));
  const kept: Edit[] = [];
  for (const edit of edits.toSorted((a, b) => b.to - b.from - (a.to - a.from))) {
    if (kept.every((other) => edit.to <= other.from || edit.from >= other.to)) kept.push(edit);
  }
  return kept
    .toSorted((a, b) => b.from - a.from)
    .reduce((text, { from, to, by }) => text.slice(0, from) + by + text.slice(to), page.published);
};

const editsFor = (page: DocumentationPage, defect: Defect): readonly Edit[] => {
  const range = { from: offsetOf(page, defect.place), to: offsetOf(page, defect.end) };
  const written = page.published.slice(range.from, range.to);
  if (defect.kind === 'run-together') return apart(page, range, written);
  // A tag or an address in between cannot be written over.
  if (/[<>\n]|\]\(/.test(written)) return [];
  if (defect.kind === 'transliterated') return spelt(page, defect, range, written);
  if (defect.kind === 'translated') return translated(page, defect, range, written);
  return named(page, defect, range);
};

const offsetOf = ({ published }: DocumentationPage, { line, column }: Place): number => {
  const starts = [0, ...[...published.matchAll(/\r\n|\r|\n/g)].map((match) => match.index + match[0].length)];
  const start = starts[line - 1] ?? 0;
  return start + column - 1 + (start === 0 && published.startsWith('\ufeff') ? 1 : 0);
};

/** A name as it is written in this kind of file. */
const asWritten = (page: DocumentationPage, { expected, block }: Defect): string => {
  const { form } = page.facts;
  const line = block === 'front matter' ? /\\_/.test(page.published.slice(0, 4096)) : true;
  return form === 'html' || form === 'text' || !line ? expected : expected.replaceAll('_', '\\_');
};

/** With the backslash before it, and the stray underscores that lie directly about it. */
const withStrays = (page: DocumentationPage, { from, to }: Range): Range => {
  const before = /(?:(?<=\s)\\?_[^\S\n]+)*\\?$/.exec(page.published.slice(0, from))?.[0].length ?? 0;
  const after = /^(?:[^\S\n]+\\?_(?=[\s)]|$))*/.exec(page.published.slice(to))?.[0].length ?? 0;
  return { from: from - before, to: to + after };
};

const named = (page: DocumentationPage, defect: Defect, range: Range): readonly Edit[] => {
  const by = asWritten(page, defect);
  if (/^\d/.test(defect.expected)) return [{ ...range, by }];
  const inCode = page.published.charAt(range.from - 1) === '`';
  if (defect.expected !== documented.MUTEX.name) {
    return [{ ...withStrays(page, range), by: inCode ? defect.expected : by }];
  }
  const escaped = page.published.charAt(range.from - 1) === '\\' ? 1 : 0;
  const own = { from: range.from - escaped, to: range.to };
  const stray = page.published.slice(own.from, own.to).includes('_') ? [] : strayOf(page, defect, own);
  return [{ ...own, by }, ...stray];
};

/** The underscore of `_MSIExecute`, wherever in the block it has gone. */
const strayOf = (page: DocumentationPage, defect: Defect, own: Range): readonly Edit[] => {
  const area = areaOf(page, defect);
  if (area === undefined) return [];
  const strays = [
    ...page.published
      .slice(area.from, area.to)
      .matchAll(/(?<![A-Za-z0-9\\_])\\?_(?![A-Za-z0-9]*[A-Z]{3}|_)(?:[^\S\n]+(?=\S))?/g),
  ]
    .map(({ 0: found, index }) => ({ from: area.from + index, to: area.from + index + found.length }))
    .map(({ from, to }) => ({ from: page.published.charAt(from - 1) === '\\' ? from - 1 : from, to }))
    .filter(({ from, to }) => to <= own.from || from >= own.to);
  const [nearest] = strays.toSorted((a, b) => Math.abs(a.from - own.from) - Math.abs(b.from - own.from));
  return nearest === undefined ? [] : [{ ...nearest, by: '' }];
};

const areaOf = (page: DocumentationPage, { block, place }: Defect): Range | undefined => {
  if (block === 'front matter') {
    const from = offsetOf(page, { line: place.line, column: 1 });
    const line = page.published.slice(from).split(/[\r\n]/, 1)[0] ?? '';
    // Within double quotes a backslash is YAML's own.
    return /^\w+:\s*"/.test(line) ? undefined : { from, to: from + line.length };
  }
  if (!isBlock(block)) return undefined;
  const prose = blockOf(page.located, block);
  return prose === undefined ? undefined : publishedRange(page, prose, { from: 0, to: prose.text.length });
};

/** The word that spells the name, and no other word of the link. */
const spelt = (page: DocumentationPage, defect: Defect, range: Range, written: string): readonly Edit[] => {
  const word = [...written.matchAll(/[\p{L}\p{M}'ʼ]+/gu)].find(
    ([each]) => nameSpelt(each, [defect.expected]) !== undefined,
  );
  const alone = /^[\s*_\\]*[\p{L}\p{M}]+[\s*_\\]*$/u.test(written);
  if (word === undefined && !alone) return [];
  const own =
    word === undefined
      ? range
      : { from: range.from + word.index, to: range.from + word.index + word[0].length };
  const stray = defect.expected === documented.MUTEX.name ? strayOf(page, defect, own) : [];
  return [{ ...own, by: asWritten(page, defect) }, ...stray];
};

const translated = (
  page: DocumentationPage,
  defect: Defect,
  { from, to }: Range,
  read: string,
): readonly Edit[] => {
  const by = asWritten(page, defect);
  const written = read.trimEnd();
  const range = { from, to: to - (read.length - written.length) };
  const label = page.published.charAt(range.to);
  const opens = page.published.slice(Math.max(0, range.from - 3), range.from);
  const own = /[*_\]`]/.test(label) && /[[*_`]/.test(opens);
  const escaped = page.published.charAt(range.from - 1) === '\\' ? 1 : 0;
  // The words of a link or an emphasis are the name's own.
  if (own) return [{ from: range.from - escaped, to: range.to, by }];
  if (defect.expected !== documented.ERROR_CONSTANT.name) return [];
  // In a sentence every word has to be known as the name's: none may be written over.
  const sentence = page.published.slice(range.from).replaceAll('\\_', '_');
  const whole = translatedConstant(sentence, 0, readWords(page).read.lexicon);
  if (whole?.to !== written.replaceAll('\\_', '_').length) return [];
  const before = page.published.slice(0, range.from - escaped);
  const elided = /(?<=\p{L}['’])\s+$/u.exec(before)?.[0].length ?? 0;
  return [{ from: range.from - escaped - elided, to: range.to, by }];
};

/** A space behind a link, or before it. */
const apart = (page: DocumentationPage, { from }: Range, written: string): readonly Edit[] => {
  const behind = [...written.matchAll(/\)(?=[*_]*[\p{L}\p{M}])/gu)].at(-1);
  if (behind !== undefined) {
    const at = from + behind.index + 1;
    return [{ from: at, to: at, by: ' ' }];
  }
  const before = /^[^[<]{1,2}(?=[*_]*\[)/u.exec(page.published.slice(from, from + 8));
  return before === null ? [] : [{ from: from + before[0].length, to: from + before[0].length, by: ' ' }];
};
