import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { repeatedName } from './json-names.ts';

/** Names in which quotes, braces, colons and backslashes are many. */
const name = fc.string({ unit: fc.constantFrom('a', 'b', '"', '\\', '{', '}', ':', ',', 'é') });
const value = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.oneof(fc.integer(), name, fc.constant(null)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(name, tie('value'), { maxKeys: 4 }),
  ),
})).value;

test('what JSON.stringify writes repeats no name', () => {
  fc.assert(
    fc.property(value, fc.constantFrom(undefined, 2), (json, indent) => {
      expect(repeatedName(JSON.stringify(json, null, indent))).toBeUndefined();
    }),
  );
});

test('a name that comes twice in one object is found, however it is escaped and however deep it is', () => {
  fc.assert(
    fc.property(name, value, fc.dictionary(name, value, { maxKeys: 3 }), (twice, first, others) => {
      const fields = Object.entries(others).filter(([other]) => other !== twice);
      const written = fields.map((field) => field.map((each) => JSON.stringify(each)).join(':'));
      const escaped = `"${[...twice].map((each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')}"`;
      const all = [`${JSON.stringify(twice)}: ${JSON.stringify(first)}`, ...written, `${escaped} :1`];
      expect(repeatedName(`[0,{"x":{${all.join(',')}}}]`)).toBe(twice);
    }),
  );
});

test.each([
  ['{"a":{"a":[{"a":1},{"a":2}]}}', undefined],
  ['{"a":"b","b":"a","c":"\\"a\\":"}', undefined],
  ['{"a":[1,2],"b":{},"a":3}', 'a'],
])('%s', (json, repeated) => {
  expect(repeatedName(json)).toBe(repeated);
});
