import { expect, test } from 'vitest';
import { path } from './arguments.ts';

test.each(['7', '17:0:3', '3,12:0', '0-79', '0-3,9:0:1', '4-4'])('the path %s is one', (text) => {
  expect(path(text)).toBe(text);
});

test.each([
  ['3,9-2', /9-2 goes backwards: write 2-9/],
  ['3:1-9', /without colons/],
  ['1;2', /numbers and colons/],
  ['0-10000000', /must be below 10000000/],
])('the path %s is none', (text, why) => {
  expect(() => path(text)).toThrow(why);
});
