import { SEQUENCE_TABLES } from '../../constants.ts';
import * as documented from '../documented.ts';
import { findMentions, identifier } from '../identifiers.ts';
import { pageLinkedBy } from '../links.ts';
import { findNumbers } from '../numbers.ts';
import type { Prose, Range } from '../prose.ts';
import { textOf } from '../prose.ts';
import { STANDS_FOR } from './patterns.ts';
import { plainWords } from './typography.ts';
import type { PlainWords } from './typography.ts';

const NAMES = [
  [documented.MUTEX, STANDS_FOR.mutex],
  [documented.ERROR_CONSTANT, STANDS_FOR.error],
  [documented.STATUS_FUNCTION, STANDS_FOR.function],
  [documented.STATUS_STRUCTURE, STANDS_FOR.service],
  [documented.MEMBER, STANDS_FOR.service],
  [documented.VALUE, STANDS_FOR.service],
  ...SEQUENCE_TABLES.map((name) => [identifier(name), STANDS_FOR.table] as const),
] as const;

/** What is left of a translated constant. */
export const STRAY_UNDERSCORE = /(?<!\S)_(?!\S)/g;

/** The block's words in lower case and without typography, with a placeholder over each name. */
export const withoutNames = (prose: Prose): PlainWords => {
  const fills: (readonly [Range, string])[] = [
    ...prose.links.flatMap((link): readonly (readonly [Range, string])[] => {
      const { kind } = pageLinkedBy(link.target);
      if (kind === 'function') return [[link, STANDS_FOR.function]];
      if (kind === 'structure') return [[link, STANDS_FOR.service]];
      return kind === 'table' ? [[link, STANDS_FOR.table]] : [];
    }),
    // A translated constant keeps its underscores.
    ...prose.marks
      .filter((mark) => textOf(prose, mark).includes('_'))
      .map((mark) => [mark, STANDS_FOR.service] as const),
    ...NAMES.flatMap(([name, sign]) =>
      findMentions(prose.text, name).map((mention) => [mention, sign] as const),
    ),
    ...findNumbers(prose.text)
      .filter(({ value }) => value === '1618')
      .map((number) => [number, STANDS_FOR.error] as const),
  ];
  const named = fills.reduce(
    (text, [range, sign]) => {
      const { from } = range;
      // A full stop within a link ends a sentence all the same.
      const to = from + textOf(prose, range).replace(/[\s.,:;。，、：]+$/u, '').length;
      return text.slice(0, from) + sign.repeat(to - from) + text.slice(to);
    },
    prose.text
      .replace(STRAY_UNDERSCORE, ' ')
      .replaceAll('\u200b', ' ')
      // The Turkish capital is no other letter to a reader, but it is one to a regular expression.
      .replaceAll('İ', 'i')
      .toLowerCase(),
  );
  return plainWords(named);
};
