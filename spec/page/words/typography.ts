/** A text with its typography taken out, so that spaces, quotes, dashes and wide letters never change what is read. */
import type { Range } from '../prose.ts';

export interface PlainWords {
  readonly text: string;
  /** Where a range of the text stands in what it was made from. */
  readonly inSource: (range: Range) => Range;
}

/** Characters that stay as they are, and are most of every text. */
const USUAL =
  'A-Za-z0-9.,:;()\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u017f\\u0400-\\u045f\\u3041-\\u3096\\u30a1-\\u30fa\\u4e00-\\u9fff\\uac00-\\ud7a3\\ue000-\\ue005';
/** Such characters; or one with the marks that are written behind it, or the letters that make up one Korean syllable. */
const CLUSTER = new RegExp(
  `[${USUAL}]+(?![\\p{M}\\uff9e\\uff9f\\u1100-\\u11ff])|(?:[\\u1100-\\u11ff]+|.)[\\p{M}\\uff9e\\uff9f]*`,
  'gsu',
);
const IS_USUAL = new RegExp(`^[${USUAL}]+$`, 'u');

const QUOTES = /^["«»‹›“”„‟「」『』《》〈〉〝〞〟＂]$/u;
/** Quotes that are apostrophes within a word. */
const SINGLE_QUOTES = /^['‘’‚‛ʼ′`´＇]$/u;
const DASHES = /^[-‐‑‒–—―−﹘﹣－]$/u;
/** Wide letters and digits, half-width letters of Japanese, ligatures. */
const OTHER_WIDTH = /^[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff61-\uff9f\ufb00-\ufb06]/u;
const WORD = /^[\p{L}\p{M}\p{N}]$/u;
/** Scripts that put no spaces between words, so that one there says nothing. */
const UNSPACED_LETTERS = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー';
const UNSPACED = new RegExp(`^[${UNSPACED_LETTERS}]$`, 'u');

/** Scripts whose words have no apostrophe: a single quote beside one of their letters is a quote. */
const NO_APOSTROPHE = new RegExp(`^[${UNSPACED_LETTERS}\\p{Script=Hangul}\\p{Script=Thai}]$`, 'u');

export const plainWords = (source: string): PlainWords => {
  const kept: string[] = [];
  const from: number[] = [];
  const to: number[] = [];
  let spaceAt = -1;
  let isQuoted = false;
  const last = (): string => kept.at(-1) ?? '';
  const keep = (written: string, index: number, end: number): void => {
    if (spaceAt >= 0) {
      if (kept.length > 0 && !(UNSPACED.test(last()) && UNSPACED.test(written.charAt(0)))) {
        kept.push(' ');
        from.push(spaceAt);
        to.push(spaceAt + 1);
      }
      spaceAt = -1;
    }
    const isSame = written.length === end - index;
    for (let at = 0; at < written.length; at++) {
      kept.push(written.charAt(at));
      from.push(isSame ? index + at : index);
      to.push(isSame ? index + at + 1 : end);
    }
  };
  for (const { 0: cluster, index } of source.matchAll(CLUSTER)) {
    const end = index + cluster.length;
    const next = source.charAt(end);
    const before = spaceAt < 0 ? last() : ' ';
    if (IS_USUAL.test(cluster)) {
      keep(cluster, index, end);
    } else if (/^\s/u.test(cluster)) {
      if (spaceAt < 0) spaceAt = index;
    } else if (
      QUOTES.test(cluster) ||
      (SINGLE_QUOTES.test(cluster) && (NO_APOSTROPHE.test(before) || NO_APOSTROPHE.test(next)))
    ) {
      // Between two words it stands for the space as well.
      if (spaceAt < 0 && WORD.test(before) && WORD.test(next)) spaceAt = index;
    } else if (SINGLE_QUOTES.test(cluster)) {
      const isClosing = isQuoted && !WORD.test(next);
      const isOpening = !WORD.test(before) && WORD.test(next);
      if (isClosing) isQuoted = false;
      else if (isOpening) isQuoted = true;
      else keep("'", index, end);
    } else if (DASHES.test(cluster)) {
      if (before !== '-') keep('-', index, end);
    } else if (cluster === '．') {
      keep(/^\p{Nd}$/u.test(before) && /^\p{Nd}$/u.test(next) ? '.' : '。', index, end);
    } else {
      keep(cluster.normalize(OTHER_WIDTH.test(cluster) ? 'NFKC' : 'NFC'), index, end);
    }
  }
  return {
    text: kept.join(''),
    inSource: (range) => ({
      from: from[range.from] ?? source.length,
      to: Math.max(from[range.from] ?? source.length, to[range.to - 1] ?? 0),
    }),
  };
};
