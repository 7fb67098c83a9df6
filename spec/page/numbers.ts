import type { Range } from './prose.ts';

export interface FoundNumber extends Range {
  /** In ASCII: `1618`, `3.0`. */
  readonly value: string;
  /** As it stands in the page. */
  readonly written: string;
}

/** Rewrites the decimal digits of every script in ASCII; each character keeps its index. */
const asciiDigits = (text: string): string =>
  text.replace(/\p{Nd}/gu, (digit) => (digit.length > 1 ? digit : String(digitValue(digit))));

/** Unicode keeps the ten digits of a script together and in order, so the distance from zero is the value. */
const digitValue = (digit: string): number => {
  const point = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(point - value - 1))) value++;
  return value;
};

const NUMBER = /0x[0-9a-f]+|(?<![\d.])\d{1,3}(?:[ \u00a0\u202f.,'’٬،，]\d{3})+(?!\d)|\d+/gi;

/** Whole numbers, with or without grouping of thousands, decimal or `0x` hexadecimal. */
export const findNumbers = (text: string): readonly FoundNumber[] =>
  [...asciiDigits(text).matchAll(NUMBER)].map((match) => {
    const [found] = match;
    const value = /^0x/i.test(found) ? String(Number(found)) : found.replace(/\D/g, '');
    const to = match.index + found.length;
    return { from: match.index, to, value, written: text.slice(match.index, to) };
  });

/** The decimal points of the world's scripts and of their machine translations, which may set a `.0` apart. */
const VERSION = /(?<![\d.])\d{1,3}(?:([.,·٫،．，、])\d{1,3}(?:\1\d{1,3})*|\s?[.,·٫،．，、]\s?0)(?!\d)/g;

const WHOLE = /(?<![\dA-Za-z-])\d{1,2}(?![\dA-Za-z]|-bit)/gi;

/** Dotted version numbers, whatever stands for the dot; where there are too few, small whole numbers too. */
export const findVersions = (text: string): readonly FoundNumber[] => {
  const ascii = asciiDigits(text);
  const dotted = [...ascii.matchAll(VERSION)];
  const parts = dotted.map(({ 0: version, index }) => ({ from: index, to: index + version.length }));
  const whole = [...ascii.matchAll(WHOLE)].filter(({ index }) =>
    parts.every(({ from, to }) => index < from || index >= to),
  );
  const found = dotted.length > 1 ? dotted : [...dotted, ...whole].toSorted((a, b) => a.index - b.index);
  return found.map((match) => {
    const to = match.index + match[0].length;
    const dots = match[0].replace(/\D+/g, '.');
    return {
      from: match.index,
      to,
      value: dots.includes('.') ? dots : `${dots}.0`,
      written: text.slice(match.index, to),
    };
  });
};

/** Numbers that stand in brackets, as the page writes an error code behind its name. */
export const inBrackets = (text: string, number: FoundNumber): boolean => {
  const open = Math.max(text.lastIndexOf('(', number.from), text.lastIndexOf('（', number.from));
  return open >= 0 && !/[)）]/.test(text.slice(open, number.from));
};
