import { expect, it } from 'vitest';
import { estimateInterleavings } from './index.ts';

it('counts interleavings up to a renumbering: each step can bring in one process more', () => {
  // The observer can do 3 things, a client at most 7: five kinds of start and two of call.
  expect(estimateInterleavings(3, 0)).toBe(1n);
  expect(estimateInterleavings(1, 3)).toBe(10n ** 3n);
  expect(estimateInterleavings(2, 3)).toBe(10n * 17n ** 2n);
  expect(estimateInterleavings(9, 3)).toBe(10n * 17n * 24n);
});
