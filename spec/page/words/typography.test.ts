/** Spaces, quotes, dashes and wide letters say nothing: whatever is said of a page stays said, and nothing is added. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byGrade, byNight } from '../../../testing/bounds.ts';
import { fingerprint } from '../fingerprint.ts';
import { findContradictions, findReviews, readPage } from '../index.ts';
import { HARMLESS_WORDS, LANGUAGE_PAGES, WRONG_WORDS } from '../testing/languages.ts';
import { HARMLESS_TRANSLATIONS, WRONG_TRANSLATIONS } from '../testing/translations.ts';
import { plainWords } from './typography.ts';

const PAIRS = ['""', '“”', '„“', '””', '«»', '»«', '‹›', '‘’', "''", '「」', '『』', '《》', '＂＂'];
const SPACES = ['  ', '\u00a0', '\u2009', '\u202f', '\u3000', ' \u00a0 ', '   '];
const DASHES = ['-', '–', '—', '\u2010', '\u2011', '−', '－'];

/** A way to set a stretch of words otherwise. */
type Set = (words: string) => string;
const quoted: readonly Set[] = PAIRS.map(
  ([open = '', close = '']) =>
    (words) =>
      open + words + close,
);
const spaced: readonly Set[] = SPACES.map((space) => (words) => words.replaceAll(' ', space));
const dashed: readonly Set[] = DASHES.map((dash) => (words) => words.replaceAll('-', dash));
const wide: Set = (words) =>
  words.replace(/[A-Za-z0-9]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));
const decomposed: Set = (words) => words.normalize('NFD');
const anySet = fc.constantFrom(...quoted, ...spaced, ...dashed, wide, decomposed);

/** Where words of the language stand in a page: outside its front matter, names, links and numbers. */
const stretchesOf = (text: string, locale: string): readonly { from: number; to: number }[] => {
  const body = text.indexOf('\n---', 4) + 4;
  const words = new Intl.Segmenter(locale, { granularity: 'word' });
  const hidden = text
    .replace(/\[[^[\]]*\]\([^()]*\)|\*\*[^*\n]*\*\*|\S*\\_\S*|\S*Windows Installer\S*/g, (name) =>
      '\n'.repeat(name.length),
    )
    .replace(/^[#-] /gm, (mark) => '\n'.repeat(mark.length));
  const found = [...words.segment(hidden)]
    .filter(({ index, isWordLike, segment }) => index > body && isWordLike === true && !/\d/.test(segment))
    .map(({ index, segment }) => ({ from: index, to: index + segment.length }));
  // Two words with a space or a dash between them are a stretch too.
  return found.flatMap((word, at) => {
    const next = found[at + 1];
    const together = next !== undefined && /^[ -]$/.test(hidden.slice(word.to, next.from));
    return together ? [word, { from: word.from, to: next.to }] : [word];
  });
};

/** What is said, without the places. */
const said = (text: string): readonly string[] => {
  const page = readPage(text);
  return [
    ...findContradictions(page).map((each) => ['contradicts', each.clause, each.kind, each.expected].join()),
    ...findReviews(page).map((each) => ['review', each.clause, each.kind, each.expected].join()),
  ].toSorted();
};

const PAGES = [
  ...LANGUAGE_PAGES,
  ...HARMLESS_WORDS,
  ...WRONG_WORDS,
  ...HARMLESS_TRANSLATIONS,
  ...WRONG_TRANSLATIONS,
];

test(
  'typography never changes what is said of a page, in any language, right or wrong',
  { timeout: byNight(300_000, 3_600_000) },
  () => {
    fc.assert(
      fc.property(fc.constantFrom(...PAGES), anySet, fc.nat(), ({ text, locale }, set, nth) => {
        const stretches = stretchesOf(text, locale);
        const { from, to } = stretches[nth % stretches.length] ?? { from: 0, to: 0 };
        const other = text.slice(0, from) + set(text.slice(from, to)) + text.slice(to);
        expect(said(other)).toEqual(said(text));
      }),
      { numRuns: byGrade(60, 400, 20_000) },
    );
  },
);

describe('plain words', () => {
  test.each([
    ['a  “b”\u00a0c', 'a b c'],
    ['n’est pas l’« un »', "n'est pas l' un"],
    ['‘not’ the installer’s', "not the installer's"],
    ['a—b – c‑d', 'a-b - c-d'],
    ['ｎｏｔ ３．０。', 'not 3.0。'],
    ['설정\u3000\u3000되지 않은', '설정 되지 않은'],
    ['設定 されて「い」ない', '設定されていない'],
    ['ま‘せ’ん', 'ません'],
    ["'現在'の", '現在の'],
    ['ｻｰﾋﾞｽ', 'サービス'],
    ['a"b"c', 'a b c'],
    ['\u1112\u1161\u11ab', '한'],
  ])('%s', (source, plain) => {
    expect(plainWords(source).text).toBe(plain);
  });

  test('a range is found again in what it was made from', () => {
    const parts = fc.array(fc.constantFrom('ab', 'c', ' ', '  ', '“', '」', '—', '３', 'é', 'e\u0301', '한'));
    fc.assert(
      fc.property(parts, (each) => {
        const source = each.join('');
        const { text, inSource } = plainWords(source);
        for (let at = 0; at < text.length; at++) {
          if (text.charAt(at) === ' ') continue;
          const { from, to } = inSource({ from: at, to: at + 1 });
          expect(plainWords(source.slice(from, to)).text).toBe(text.charAt(at));
        }
      }),
    );
  });
});

test('a fingerprint is of the words, not of their typography', () => {
  expect(fingerprint('It is “not” the installer’s — two')).toBe(
    fingerprint('It is "not"  the installer\'s - two'),
  );
  expect(fingerprint('it is set')).not.toBe(fingerprint('it is not set'));
  // What was accepted before stays accepted where a block has neither quotes nor dashes.
  expect(fingerprint('While the mutex is set.')).toBe('daad354a200264be');
});
