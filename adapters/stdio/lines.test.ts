import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { LineReader, Tail } from './lines.ts';

const cut = (bytes: Uint8Array, at: readonly number[]): Uint8Array[] => {
  const places = [
    0,
    ...at.map((place) => place % (bytes.length + 1)).toSorted((a, b) => a - b),
    bytes.length,
  ];
  return places.slice(1).map((end, index) => bytes.subarray(places[index] ?? 0, end));
};

test('lines do not depend on how the bytes arrive', () => {
  const text = fc
    .string({ unit: 'grapheme' })
    .map((each) => each.replaceAll('\n', ' ').replace(/^\uFEFF/, ''));
  fc.assert(
    fc.property(fc.array(text), fc.array(fc.nat()), (lines, at) => {
      const reader = new LineReader(1_000_000);
      const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
      const read = cut(bytes, at).flatMap((chunk) => [...reader.push(chunk)]);
      expect(read).toEqual(lines.map((line) => ({ kind: 'text', text: line })));
    }),
  );
});

test('a line is too long from the first byte over the bound, and nothing is read after it', () => {
  const reader = new LineReader(4);
  expect([...reader.push(Buffer.from('1234\n12345'))]).toEqual([
    { kind: 'text', text: '1234' },
    { kind: 'too-long' },
  ]);
  expect([...reader.push(Buffer.from('\nok\n'))]).toEqual([]);
});

test('a tail has the last lines, whatever comes in', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z]{1,12}$/)), fc.array(fc.nat()), (lines, at) => {
      const tail = new Tail(3, 5);
      for (const chunk of cut(Buffer.from(lines.join('\n')), at)) tail.push(chunk);
      const clipped = lines.map((line) => (line.length > 5 ? `${line.slice(0, 5)}…` : line));
      expect(tail.lines).toEqual(clipped.slice(-3));
    }),
  );
});
