import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { intended, lenient } from '../../spec/index.ts';
import { check } from '../check.ts';
import type { Observed } from '../events.ts';
import type { Context } from '../rules.ts';
import { initialState, keyOf } from '../state.ts';
import type { State } from '../state.ts';
import { step } from '../step.ts';
import { automatonOf, Sequence } from './automaton.ts';

const PROCESSES = 2;

const alphabet: readonly Observed[] = [
  ...[1, 2].flatMap((process): Observed[] => [
    {
      process,
      operation: { op: 'start', action: 'INSTALL', ui: 'none' },
      response: { type: 'held', table: 'InstallExecuteSequence' },
    },
    {
      process,
      operation: { op: 'start', action: 'INSTALL', ui: 'full' },
      response: { type: 'held', table: 'InstallUISequence' },
    },
    {
      process,
      operation: { op: 'start', action: 'ADMIN', ui: 'none' },
      response: { type: 'returned', code: 1618 },
    },
    { process, operation: { op: 'advance' }, response: { type: 'returned', code: 0 } },
    { process, operation: { op: 'kill' }, response: { type: 'gone' } },
  ]),
  { process: 0, operation: { op: 'probe' }, response: { type: 'mutex', state: 'owned' } },
  { process: 0, operation: { op: 'probe' }, response: { type: 'mutex', state: 'free' } },
];

it('stops where the rules see the first divergence, in whatever parts it reads', () => {
  for (const reading of [intended, lenient]) {
    const context = { reading, windowsInstaller: '5.0' };
    const automaton = automatonOf(alphabet, PROCESSES, context);
    const numbers = fc.array(fc.nat({ max: alphabet.length - 1 }), { maxLength: 30 });
    fc.assert(
      fc.property(numbers, fc.nat({ max: 30 }), (sequence, cut) => {
        const events = sequence.map((number) => alphabet[number] as Observed);
        const first = check(events, PROCESSES, context).findings[0]?.index ?? -1;
        const reader = new Sequence(automaton);
        const at = Math.min(cut, sequence.length);
        const early = reader.read(Uint8Array.from(sequence.slice(0, at)));
        const late = early >= 0 ? -1 : reader.read(Uint8Array.from(sequence.slice(at)));
        expect(early >= 0 ? early : late < 0 ? -1 : late + at).toBe(first);
      }),
    );
  }
});

/** Every set of states that a history which breaks nothing leads to, found without the automaton. */
const setsOf = (context: Context): number => {
  const keyOfSet = (states: readonly State[]): string => states.map(keyOf).toSorted().join();
  const first = [initialState(PROCESSES)];
  const reached = new Map<string, readonly State[]>([[keyOfSet(first), first]]);
  for (const states of reached.values()) {
    for (const event of alphabet) {
      const next = step(states, event, context);
      if (next.violates.length === 0 && !reached.has(keyOfSet(next.states))) {
        reached.set(keyOfSet(next.states), next.states);
      }
    }
  }
  return reached.size;
};

it('has a row for each set of states, and a limit', () => {
  const context = { reading: intended, windowsInstaller: '5.0' };
  const rows = setsOf(context);
  const automaton = automatonOf(alphabet, PROCESSES, context, rows);
  expect([automaton.rows, automaton.columns]).toEqual([rows, alphabet.length]);
  expect(automaton.next.length).toBe(rows * alphabet.length);
  expect(() => automatonOf(alphabet, PROCESSES, context, rows - 1)).toThrow(
    new RangeError(`the automaton has more than ${rows - 1} rows`),
  );
});
