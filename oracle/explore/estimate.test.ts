import { expect, it } from 'vitest';
import { intended } from '../../spec/index.ts';
import { mostProcesses } from '../../testing/bounds.ts';
import { estimateInterleavings, estimateStates, explorePacked, MOST_PACKED_PROCESSES } from './index.ts';

const context = { reading: intended, windowsInstaller: '5.0' };

it.each([1, 2, 3, 4, 5, 6].filter((n) => n <= mostProcesses(6)))(
  'bounds what the packed form finds for %i processes, and not by much',
  (n) => {
    const { states, bytes, fits } = estimateStates(n);
    const found = explorePacked(n, context);
    expect(found.states).toBeLessThanOrEqual(Number(states));
    // A process in an execute table or none, with a residue or without; five kinds of execution.
    expect(states).toBe(4n ** BigInt(n - 1) * BigInt(8 + 10 * n));
    // Two bit sets over the ranks, which leave out the pairs that cannot occur.
    expect(bytes).toBe(((1n + 5n * BigInt(n)) * 4n ** BigInt(n)) / 2n);
    expect(found.bytes).toBeLessThanOrEqual(Number(bytes) + 8);
    // Nobody in an execute table with and without a residue, and each execution, beside which none is left.
    expect(found.bytes).toBe(8 * Math.ceil(((2 + 5 * n) * 4 ** n) / 32));
    expect(fits).toBe(true);
  },
);

it('knows what fits', () => {
  expect(estimateStates(MOST_PACKED_PROCESSES).fits).toBe(true);
  expect(estimateStates(MOST_PACKED_PROCESSES + 1).fits).toBe(false);
});

it('counts interleavings up to a renumbering: each step can bring in one process more', () => {
  expect(estimateInterleavings(3, 0)).toBe(1n);
  expect(estimateInterleavings(1, 3)).toBe(10n ** 3n);
  expect(estimateInterleavings(2, 3)).toBe(10n * 17n ** 2n);
  expect(estimateInterleavings(9, 3)).toBe(10n * 17n * 24n);
});
