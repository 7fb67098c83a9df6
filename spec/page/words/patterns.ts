import type { Range } from '../prose.ts';
import type { Lexicon, Words } from './lexicon.ts';

/** Characters that stand for names of the page, so that no word of a language is looked for in a name. */
export const STANDS_FOR = {
  function: '\ue001',
  error: '\ue002',
  mutex: '\ue003',
  service: '\ue004',
  table: '\ue005',
} as const;

const PLACEHOLDERS: Readonly<Record<string, string>> = {
  '{F}': `${STANDS_FOR.function}+`,
  '{E}': `[^.;。；]{0,12}${STANDS_FOR.error}+`,
  '{M}': `${STANDS_FOR.mutex}+`,
  '{S}': `${STANDS_FOR.service}+`,
  '{T}': `${STANDS_FOR.table}+`,
};

/**
 * A letter, a mark or a digit, told by what it is not: spaces, punctuation, and the characters that stand for names.
 * `\p{L}` has hundreds of ranges, and a lexicon has dozens of patterns that each hold it several times: to compile
 * them took longer than to read the page.
 */
const LETTER =
  '[^\\s\\0-/:-@\\[-`{-\\u00a9\\u00ab-\\u00b4\\u00b6-\\u00b9\\u00bb-\\u00bf\\u2000-\\u206f\\u3000-\\u3004\\u3007-\\u3030\\ue000-\\uf8ff\\uff00-\\uff0f\\uff1a-\\uff20\\uff3b-\\uff40\\uff5b-\\uff65]';
/** A place where no word goes on. */
const EDGE = `(?:(?<!${LETTER})|(?!${LETTER}))`;

const compiled = new WeakMap<Words, RegExp>();

/** The patterns of `Words` as one regular expression. */
const patternOf = (words: Words, { spaces }: Lexicon): RegExp => {
  const known = compiled.get(words);
  if (known !== undefined) return known;
  const source = words
    .map((word) =>
      word
        .replace(/(?<!\])\*/g, () => `${LETTER}*`)
        .replace(/(?<!\[[^\]]*)\\p\{L\}/g, () => LETTER)
        .replaceAll(' ?', '\\s*')
        .replaceAll(' ', '\\s+')
        .replaceAll('…', '[^.;。；！？!?]{0,80}?')
        .replace(/(?<!\\p)\{[FEMST]\}/g, (name) => PLACEHOLDERS[name] ?? name),
    )
    .join('|');
  const edges = spaces === 'none' ? ['', ''] : [EDGE, spaces === 'both' ? EDGE : ''];
  const pattern = new RegExp(`${edges[0]}(?:${inLowerCase(source)})${edges[1]}`, 'gu');
  compiled.set(words, pattern);
  return pattern;
};

/** The letters of a pattern, without its escapes and placeholders. */
const inLowerCase = (source: string): string =>
  source.replace(/\\[pP]\{\w+\}|\\.|[^\\]+/gsu, (part) =>
    part.startsWith('\\') ? part : part.toLowerCase(),
  );

/** @param text in lower case, as `withoutNames` gives it: a pattern that disregards case takes ten times as long */
export const findWords = (text: string, words: Words, lexicon: Lexicon): readonly Range[] => {
  if (words.length === 0) return [];
  const pattern = patternOf(words, lexicon);
  const found: Range[] = [];
  // `matchAll` would copy the pattern, and a copy is compiled again and again.
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    if (match[0] === '') pattern.lastIndex++;
    else found.push({ from: match.index, to: match.index + match[0].length });
  }
  return found;
};

/** The text with ranges made blank, so that what was read once is not read again. */
export const without = (text: string, ranges: readonly Range[]): string =>
  ranges.reduce(
    (rest, { from, to }) => rest.slice(0, from) + '\ue000'.repeat(to - from) + rest.slice(to),
    text,
  );

/** What stands between two words at most: one other word, or three characters where no spaces are written. */
const between = ({ spaces }: Lexicon): RegExp =>
  spaces === 'none' ? /^.{0,4}$/u : /^[\s,'’"“”„«»*_-]*(?:[\p{L}\p{M}\p{N}'’-]+[\s'’"“”„«»*_-]+){0,2}$/u;

/** Pairs of words that stand beside one another, in either order where `either`. */
export const beside = (
  text: string,
  left: readonly Range[],
  right: readonly Range[],
  lexicon: Lexicon,
  either = false,
): readonly Range[] => {
  const near = between(lexicon);
  const pair = (a: Range, b: Range): readonly Range[] =>
    a.to <= b.from && near.test(text.slice(a.to, b.from)) ? [{ from: a.from, to: b.to }] : [];
  return left.flatMap((a) => right.flatMap((b) => [...pair(a, b), ...(either ? pair(b, a) : [])]));
};

/** The sentences of a part of a text. A point within a number or a name ends none. */
export const sentencesOf = (text: string, { from, to }: Range): readonly Range[] => {
  const part = text.slice(from, to);
  const ends = [...part.matchAll(/(?:(?<!\d)\.|\.(?!\s*\d)|[!?])(?=["'»”)\]*]*(?:\s|$))|[。！？]/gu)].map(
    ({ index }) => index + 1,
  );
  const ranges: Range[] = [];
  let start = 0;
  for (const end of [...ends, part.length]) {
    if (/[\p{L}\p{N}\ue001-\ue005]/u.test(part.slice(start, end))) {
      ranges.push({ from: from + start, to: from + end });
    }
    start = end;
  }
  return ranges;
};
