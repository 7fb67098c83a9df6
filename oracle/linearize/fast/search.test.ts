import type { Response } from '../../../spec/index.ts';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applicationOf, intended, lenient } from '../../../spec/index.ts';
import { history } from '../../../testing/history.ts';
import type { Row } from '../../../testing/history.ts';
import type { Call } from '../../pairer.ts';
import { RESIDUE } from './configuration.ts';
import { Encoder } from './encode.ts';
import { BEGINNING, findUnexplained } from './search.ts';
import type { FastVerdict } from './search.ts';
import { histories } from '../testing/histories.ts';
import { ADVANCE, CALL, GONE, HELD, KILL, mutex, PROBE, refused, returned, START } from '../testing/steps.ts';

const judged = (
  calls: readonly Call[],
  { configurations = 100_000, residue = false, reading = intended } = {},
): FastVerdict => {
  const encoder = new Encoder(8, { reading, windowsInstaller: '5.0' });
  const from = { ...BEGINNING, configurations: Int32Array.of(residue ? RESIDUE : 0) };
  return findUnexplained(encoder.encode(calls), { configurations }, from);
};

/** Whether something may be left at the end; `undefined` where nothing explains it. */
const mayBeLeft = (...given: Parameters<typeof judged>): boolean | undefined => {
  const verdict = judged(...given);
  if (verdict.type !== 'explained') return undefined;
  return verdict.configurations.some((configuration) => (configuration & RESIDUE) !== 0);
};

/** The smallest budget that is enough. */
const configurationsOf = (calls: readonly Call[]): number => {
  let configurations = 0;
  while (judged(calls, { configurations }).type === 'unknown') configurations++;
  return configurations;
};

describe('what may be left', () => {
  it('is something where an installation was killed, and nothing where it ended', () => {
    const killed = history([1, START, HELD, 0, 1], [1, KILL, GONE, 2, 3]);
    const ended = history([1, START, HELD, 0, 1], [1, ADVANCE, returned, 2, 3]);
    expect(mayBeLeft(killed)).toBe(true);
    expect(mayBeLeft(ended)).toBe(false);
    expect(mayBeLeft(ended, { reading: lenient })).toBe(true);
    expect(mayBeLeft([])).toBe(false);
    expect(mayBeLeft([], { residue: true })).toBe(true);
  });

  it('explains a refusal, until something shows that it has ended', () => {
    const refusal = history([1, CALL, refused, 0, 1]);
    expect(mayBeLeft(refusal, { residue: true })).toBe(true);
    expect(judged(refusal)).toEqual({ type: 'unexplained', event: 1 });
    const over = history([2, CALL, returned, 0, 1], [1, CALL, refused, 2, 3]);
    expect(judged(over, { residue: true })).toEqual({ type: 'unexplained', event: 3 });
  });
});

const ownedBy = (owner: number): Response => ({ type: 'mutex', state: 'owned', owner });
const passing = (count: number, from = 0): readonly Row[] =>
  Array.from({ length: count }, (_, index) => [index + 1, CALL, returned, from + index, from + 40 + index]);
const looking = (count: number, state: 'free' | 'owned'): readonly Row[] =>
  Array.from({ length: count }, (_, index) => [0, PROBE, mutex(state), 10 + 2 * index, 11 + 2 * index]);

describe('the reductions leave few configurations', () => {
  it.each<readonly [string, readonly Row[], number]>([
    ['one call', [[1, CALL, returned, 0, 1]], 3],
    ['one call that passes, seen', [...passing(1), ...looking(1, 'owned')], 2],
    ['three calls that pass', passing(3), 3],
    ['eight calls that pass', passing(8), 3],
    ['eight calls that pass, seen three times', [...passing(8), ...looking(3, 'owned')], 3],
    ['eight calls that pass, not seen', [...passing(8), ...looking(3, 'free')], 3],
    [
      'three starts of which two are refused',
      [
        [1, START, HELD, 0, 9],
        [2, START, refused, 1, 8],
        [3, START, refused, 2, 7],
      ],
      2,
    ],
    [
      'three that die',
      [
        [1, CALL, GONE, 0, 9],
        [2, CALL, GONE, 1, 8],
        [3, CALL, GONE, 2, 7],
        [4, CALL, refused, 3, 4],
      ],
      27,
    ],
    [
      'calls whose order is told by who is named',
      [
        ...passing(3),
        [0, { op: 'events' }, { type: 'events', installing: [applicationOf(2)] }, 10, 11],
        [0, { op: 'events' }, { type: 'events', installing: [applicationOf(1)] }, 12, 13],
      ],
      3,
    ],
    ['eight calls that pass, one of which is named', [...passing(8), [0, PROBE, ownedBy(2), 14, 15]], 23],
    [
      'eight calls that pass, three of which are named',
      [
        ...passing(8),
        [0, PROBE, ownedBy(2), 14, 15],
        [0, PROBE, ownedBy(3), 16, 17],
        [0, PROBE, ownedBy(4), 30, 45],
      ],
      92,
    ],
    [
      'an installation that ends while others pass',
      [
        [1, START, HELD, 0, 1],
        [1, ADVANCE, returned, 2, 30],
        [2, CALL, returned, 3, 31],
        [3, CALL, refused, 4, 5],
      ],
      3,
    ],
  ])('of %s', (_, rows, configurations) => {
    const calls = history(...rows);
    expect(judged(calls).type).toBe('explained');
    expect(configurationsOf(calls)).toBe(configurations);
  });

  it('none of which another makes needless', () => {
    fc.assert(
      fc.property(histories(20), fc.nat(), ({ calls, processes, context }, choice) => {
        const encoded = new Encoder(processes, context).encode(calls);
        const event = choice % (encoded.events.length + 1);
        const verdict = findUnexplained(encoded, undefined, BEGINNING, event);
        const all = verdict.type === 'explained' ? [...verdict.configurations] : [];
        // What was looked at, and that something may be left, rules nothing out.
        const spare = RESIDUE | (7 << processes);
        const needless = all.filter((each) =>
          all.some((other) => other !== each && (each & ~other) === 0 && ((each ^ other) & ~spare) === 0),
        );
        expect(needless).toEqual([]);
      }),
    );
  });
});
