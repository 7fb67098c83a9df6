import type { Flaw } from './defect-kinds.ts';
import { findMention, findStrayUnderscores, findTransliteration, wordsOf } from './identifiers.ts';
import type { Identifier } from './identifiers.ts';
import type { FoundNumber } from './numbers.ts';
import type { Prose, Range } from './prose.ts';
import type { Sighting } from './sighting.ts';
import { translatedConstant } from './translated-name.ts';
import type { Lexicon } from './words/lexicon.ts';

/** How a name is damaged that can still be read within a range; nothing where it cannot be. */
export const judgeMention = (
  prose: Prose,
  wanted: Identifier,
  range?: Range,
): readonly Flaw[] | undefined => {
  const mention = findMention(prose.text, wanted, range);
  if (mention === undefined) return undefined;
  const flaw = (kind: Flaw['kind']): Flaw => ({ kind, range: mention, expected: wanted.name });
  return [
    ...(mention.underscores === 'exact' ? [] : [flaw(mention.underscores)]),
    ...(mention.wrongCase ? [flaw('wrong-case')] : []),
  ];
};

/** What became of a name that cannot be read within a range that was its own, such as a link or a mark. */
export const judgeUnread = (prose: Prose, wanted: Identifier, range: Range): Flaw => {
  const spelt = findTransliteration(prose.text, wanted, range);
  return { kind: spelt === undefined ? 'translated' : 'transliterated', range, expected: wanted.name };
};

/**
 * A name that stands in the running text: `_MSIExecute`, or the error's name.
 * @param title its words tell a mutex that is spelt in another script from any other word
 * @param lexicon of the page's language: it tells which words are a translated name's
 */
export const judgeName = (
  prose: Prose,
  wanted: Identifier,
  title: Prose | undefined,
  lexicon: Lexicon | null,
): readonly Flaw[] => judgeMention(prose, wanted) ?? [judgeMissing(prose, wanted, title, lexicon)];

const judgeMissing = (
  prose: Prose,
  wanted: Identifier,
  title: Prose | undefined,
  lexicon: Lexicon | null,
): Flaw => {
  const expected = wanted.name;
  const own = [...prose.links, ...prose.marks];
  // Links and marks have names of their own; blanks keep the indices.
  const text = own.reduce(
    (rest, { from, to }) => rest.slice(0, from) + '.'.repeat(to - from) + rest.slice(to),
    prose.text,
  );
  const known = new Set(title?.text.toLowerCase().match(/[\p{L}\p{M}]+/gu));
  const spelt = findTransliteration(text, wanted, undefined, known);
  if (spelt !== undefined) return { kind: 'transliterated', range: spelt, expected };
  const stray = findStrayUnderscores(text);
  if (stray !== undefined) {
    const whole = translatedConstant(text, stray.from, lexicon);
    return { kind: 'translated', range: whole ?? withNeighbours(text, stray), expected };
  }
  const part = wordsOf(wanted.name)
    .filter((word) => word.length > 2)
    .map((word) => new RegExp(`(?<![A-Za-z])${word}(?![A-Za-z])`).exec(text))
    .find((match) => match !== null);
  if (part !== undefined && part !== null) {
    return { kind: 'translated', range: { from: part.index, to: part.index + part[0].length }, expected };
  }
  return { kind: 'lost', range: { from: 0, to: Math.min(40, prose.text.length) }, expected };
};

/** The words between and just behind the remains of a constant. */
const withNeighbours = (text: string, { from, to }: Range): Range => {
  const behind = /^\s*[^\s.,;:()（）]*/.exec(text.slice(to))?.[0] ?? '';
  return { from, to: to + behind.length };
};

/** The member or its value, which p4 sets off from the sentence. */
export const judgeMarked = (prose: Prose, wanted: Identifier, sighting: Sighting): readonly Flaw[] => {
  const read = judgeMention(prose, wanted);
  if (read !== undefined) return read;
  if (sighting.state !== 'illegible') return [];
  const mark = prose.marks.find(({ from }) => prose.offsets[from] === sighting.offset);
  const range = mark ?? { from: 0, to: Math.min(40, prose.text.length) };
  const unread: Flaw =
    mark === undefined ? { kind: 'lost', range, expected: wanted.name } : judgeUnread(prose, wanted, range);
  return [unread, { kind: 'illegible', range, expected: wanted.name }];
};

/** A number that is right and yet not written as the page's own language writes it. */
export const judgeDigits = (
  number: FoundNumber,
  mark: 'decimal-comma' | 'grouped-digits',
): readonly Flaw[] => {
  const flaw = (kind: Flaw['kind']): Flaw => ({ kind, range: number, expected: number.value });
  const marked = mark === 'decimal-comma' ? /[,،٫，、·]/ : /\d\D+\d/;
  const foreign = [...number.written].some((digit) => /\p{Nd}/u.test(digit) && !/\d/.test(digit));
  return [
    ...(foreign ? [flaw('foreign-digits')] : []),
    ...(mark === 'decimal-comma' && /\s/.test(number.written) ? [flaw('split')] : []),
    ...(marked.test(number.written) && !/^0x/i.test(number.written) ? [flaw(mark)] : []),
  ];
};
