import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { BadInputError } from '../../spec/index.ts';
import { parseCommandLine } from './command-line.ts';

const word = fc.stringMatching(/^[^'\s]+$/).filter((text) => text !== '');

test('words between single quotes come back as they are', () => {
  fc.assert(
    fc.property(fc.array(word, { minLength: 1 }), (words) => {
      expect(parseCommandLine(words.map((each) => `'${each}'`).join('  '))).toEqual(words);
    }),
  );
});

test.each([
  [String.raw`C:\Tools\my.exe -x "a b"c ''`, [String.raw`C:\Tools\my.exe`, '-x', 'a bc', '']],
  ['  sh -c "a | b"\t', ['sh', '-c', 'a | b']],
])('%s', (text, words) => {
  expect(parseCommandLine(text)).toEqual(words);
});

test.each(['', '   ', '""', 'a "b', "it's"])('%j is refused', (text) => {
  expect(() => parseCommandLine(text)).toThrow(BadInputError);
});
