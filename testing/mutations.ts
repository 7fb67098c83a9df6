/** What happens to files: a line is lost or stands twice, a word is another, a part is cut off. */
import * as fc from 'fast-check';

/** Takes a text and gives another; places are parts of the whole, so that it fits any text. */
export type Mutation = (text: string) => string;

const WORDS = [
  '',
  '0',
  '-1',
  '1',
  '1618',
  '1e308',
  '9007199254740993',
  'null',
  'true',
  '"x"',
  '{}',
  '[]',
  '[[',
  '}}',
  '{"toString":"x"}',
  '"__proto__":',
  '"constructor":',
  '\u0000',
  '\uFEFF',
  '\r',
  '\n',
  '\n\n',
  '\u2028',
  '\u202E',
  '\uD800',
  '💥',
  ' ',
  '\t',
  ':',
  ',',
  '"',
  "'",
  '\\',
  '&a',
  '*a',
  '<<:',
  '---',
  '<b>',
  '1042',
  '1040',
];

const place = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const word = fc.constantFrom(...WORDS);

const at = (text: string, part: number): number => Math.floor(text.length * part);

const onLines = (change: (lines: string[], one: number, other: number) => string[]) =>
  fc.tuple(place, place).map(([one, other]): Mutation => (text) => {
    const lines = text.split('\n');
    return change(lines, Math.floor(lines.length * one), Math.floor(lines.length * other)).join('\n');
  });

/** The next value, number or word from there on. */
const TOKEN = /"[^"\n]*"|-?\d+(?:\.\d+)?|\b\w+\b/g;

const one: fc.Arbitrary<Mutation> = fc.oneof(
  onLines((lines, from) => lines.toSpliced(from, 1)),
  onLines((lines, from) => lines.toSpliced(from, 2)),
  onLines((lines, from) => lines.toSpliced(from, 0, lines[from] ?? '')),
  onLines((lines, from, to) => lines.with(from, lines[to] ?? '').with(to, lines[from] ?? '')),
  fc.tuple(place, word).map(([part, inserted]): Mutation => (text) => {
    const index = at(text, part);
    return text.slice(0, index) + inserted + text.slice(index);
  }),
  fc.tuple(place, fc.nat(12)).map(([part, length]): Mutation => (text) => {
    const index = at(text, part);
    return text.slice(0, index) + text.slice(index + length);
  }),
  fc.tuple(place, place).map(([part, other]): Mutation => (text) => {
    // One token takes the place of another: it is well formed still.
    const tokens = [...text.matchAll(TOKEN)];
    const [from, to] = [part, other].map((each) => tokens[Math.floor(tokens.length * each)]);
    if (from === undefined || to === undefined) return text;
    return text.slice(0, from.index) + to[0] + text.slice(from.index + from[0].length);
  }),
  fc.tuple(place, word).map(([part, instead]): Mutation => (text) => {
    const tokens = [...text.matchAll(TOKEN)];
    const from = tokens[Math.floor(tokens.length * part)];
    if (from === undefined) return text;
    return text.slice(0, from.index) + instead + text.slice(from.index + from[0].length);
  }),
  place.map(
    (part): Mutation =>
      (text) =>
        text.slice(0, at(text, part)),
  ),
);

/** One to three of them, one after the other. */
export const mutations: fc.Arbitrary<Mutation> = fc
  .array(one, { minLength: 1, maxLength: 3 })
  .map((all) => (text) => all.reduce((changed, mutate) => mutate(changed), text));
