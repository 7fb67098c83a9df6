import type { Range } from './prose.ts';
import { remembered } from './remembered.ts';
import { isCyrillic, isWordForMutex, likeness, nameSpelt } from './transliteration.ts';

/** How an identifier is written where it can still be read. */
export interface Mention extends Range {
  /**
   * `exact`: as it should be. `split`: the underscores stand where they should, with spaces about them.
   * `displaced`: the words stand in their order, the underscores elsewhere or nowhere.
   */
  readonly underscores: 'exact' | 'split' | 'displaced';
  readonly wrongCase: boolean;
}

/** A name of the API as the documentation writes it. */
export interface Identifier {
  readonly name: string;
  readonly pattern: RegExp;
}

/** The words of `ERROR_INSTALL`, `dwControlsAccepted` or `_MSIExecute`. */
export const wordsOf = (name: string): readonly string[] =>
  name.slice(1).includes('_')
    ? name.split('_')
    : (name.match(/[A-Z]+(?=[A-Z][a-z])|[A-Z][a-z0-9]+|^[a-z]+|[A-Z]+/g) ?? [name]);

/** `_MSIExecute` begins with its underscore; the other names carry theirs between words. */
export const identifier: (name: string) => Identifier = remembered((name) => {
  const leading = name.startsWith('_');
  const words = wordsOf(name);
  const gap = name.slice(1).includes('_') ? '([\\s_＿\\u2010\\u2011-]*)' : '(\\s*)';
  const start = leading ? '(?<before>_\\s*|)(?<![A-Za-z0-9])' : '(?<![A-Za-z0-9])';
  // After a stray underscore a name may go on; after a tight one it would be another name.
  return {
    name,
    pattern: new RegExp(`${start}${words.join(gap)}(?![A-Za-z0-9]|_[A-Za-z0-9])`, 'gi'),
  };
});

/** Finds an identifier in a part of a text, or in all of it. */
export const findMention = (text: string, wanted: Identifier, range?: Range): Mention | undefined =>
  findMentions(text, wanted, range)[0];

export const findMentions = (
  text: string,
  wanted: Identifier,
  range: Range = { from: 0, to: text.length },
): readonly Mention[] =>
  [...text.slice(range.from, range.to).matchAll(wanted.pattern)].map((match) => {
    const before = match.groups?.['before'];
    const gaps = match.slice(before === undefined ? 1 : 2).map(String);
    const from = range.from + match.index;
    const written = match[0];
    return {
      from,
      to: from + written.length,
      underscores: before === undefined ? judgeGaps(gaps, wanted) : judgeLeading(before, gaps),
      wrongCase: written.replace(/[^A-Za-z0-9]/g, '') !== wanted.name.replaceAll('_', ''),
    };
  });

const judgeGaps = (gaps: readonly string[], wanted: Identifier): Mention['underscores'] => {
  const separator = wanted.name.includes('_') ? '_' : '';
  if (gaps.every((gap) => gap === separator)) return 'exact';
  return gaps.every((gap) => gap.trim() === separator) ? 'split' : 'displaced';
};

const judgeLeading = (before: string, gaps: readonly string[]): Mention['underscores'] => {
  if (!before.includes('_')) return 'displaced';
  return before === '_' && gaps.every((gap) => gap === '') ? 'exact' : 'split';
};

const LETTER = /\p{L}/u;
const LATIN = /\p{Script=Latin}/u;

/**
 * The word that looks like the identifier spelt in the letters of another script: one word, about as long.
 * A translation is shorter or has several words.
 *
 * @param among where given, only these words, in lower case, are looked at
 */
export const findTransliteration = (
  text: string,
  wanted: Identifier,
  range: Range = { from: 0, to: text.length },
  among?: ReadonlySet<string>,
): Range | undefined => {
  if (wanted.name.slice(1).includes('_')) return undefined;
  const length = wanted.name.replaceAll('_', '').length;
  const distance = (word: string): number => Math.abs(word.length - length);
  const alike = [...text.slice(range.from, range.to).matchAll(/[\p{L}\p{M}]+/gu)]
    .map((match) => ({ word: match[0], from: range.from + match.index }))
    .filter(({ word }) => distance(word) <= length * 0.3 && [...word].every((letter) => !LATIN.test(letter)))
    .filter(({ word }) =>
      // A Cyrillic word can be sounded out; of other scripts only the length tells.
      isCyrillic(word)
        ? nameSpelt(word, [wanted.name]) !== undefined
        : !isWordForMutex(word) && (among === undefined || among.has(word.toLowerCase())),
    )
    .toSorted(
      (a, b) =>
        likeness(b.word, wanted.name) - likeness(a.word, wanted.name) || distance(a.word) - distance(b.word),
    );
  const [best] = alike;
  return best === undefined ? undefined : { from: best.from, to: best.from + best.word.length };
};

/** Underscores that stand alone, the remains of a constant that was translated. */
export const findStrayUnderscores = (text: string): Range | undefined => {
  const found = [...text.matchAll(/(?<![^\s])_(?!\S)/g)];
  const [first, last] = [found[0], found.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return { from: first.index, to: last.index + 1 };
};

/** Scripts that put spaces between words, so that a missing one is a fault. */
const SPACED = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u;

/** Whether two neighbouring characters are letters of words that should stand apart. */
export const runTogether = (before: string, after: string): boolean =>
  (SPACED.test(before) || /[.,;:]/.test(before)) && SPACED.test(after) && LETTER.test(after);
