import type { Operation, Response } from '../../../spec/index.ts';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applicationOf, intended } from '../../../spec/index.ts';
import { history } from '../../../testing/history.ts';
import type { Row } from '../../../testing/history.ts';
import {
  doubled,
  firstDue,
  INSIDE,
  keepUndominated,
  OWNER,
  RESIDUE,
  SITUATION,
  addUnlessKnown,
  withPassiveDone,
} from './configuration.ts';
import { Encoder } from './encode.ts';
import { findUnexplained } from './search.ts';

/** Few slots, so that configurations meet. */
const slots = fc.nat(15);
const configuration = fc
  .record({ done: slots, owner: fc.nat(3), residue: fc.boolean(), inside: fc.boolean() })
  .map(
    ({ done, owner, residue, inside }) =>
      done | (owner << OWNER) | (residue ? RESIDUE : 0) | (inside && owner > 0 ? INSIDE : 0),
  );
const has = (set: number, slot: number): boolean => ((set >> slot) & 1) === 1;

/** Whether `more` has every call done that `less` has, and is the same in the bits that must be. */
const covers = (more: number, less: number, kept: number): boolean =>
  (more & kept) === (less & kept) && (less & ~more) === 0;

it('does of the calls that only look those that may take effect in the situation, and nothing else', () => {
  fc.assert(
    fc.property(
      configuration,
      slots,
      fc.array(fc.integer(), { minLength: 4, maxLength: 4 }),
      (before, passive, allowed) => {
        const after = withPassiveDone(before, passive, Int32Array.from(allowed));
        const situation = (before >> SITUATION) & 31;
        for (const [slot, situations] of allowed.entries()) {
          const takesEffect = has(passive, slot) && has(situations, situation);
          expect(has(after, slot)).toBe(has(before, slot) || takesEffect);
        }
        expect(after & ~15).toBe(before & ~15);
      },
    ),
    { numRuns: 200 },
  );
});

it('remembers a configuration unless one is known that explains as much', () => {
  fc.assert(
    fc.property(fc.array(configuration, { maxLength: 6 }), configuration, slots, (known, next, passive) => {
      const tried = new Int32Array(10);
      tried.set(known);
      // Past the end lies what does not count.
      tried[known.length] = next;
      const reached = addUnlessKnown(next, tried, known.length, ~passive);
      const isKnown = known.some((each) => covers(each, next, ~passive));
      expect(reached).toBe(known.length + (isKnown ? 0 : 1));
      expect([...tried.subarray(0, known.length)]).toEqual(known);
      if (!isKnown) expect(tried[reached - 1]).toBe(next);
    }),
    { numRuns: 300 },
  );
});

it('keeps of many configurations those that no other covers', () => {
  // All in one situation or not: one may cover several.
  const many = fc.oneof(fc.array(slots, { maxLength: 8 }), fc.array(configuration, { maxLength: 8 }));
  fc.assert(
    fc.property(many, slots, (given, passive) => {
      const spare = passive | RESIDUE;
      const all = Int32Array.from(given);
      const kept = [...all.subarray(0, keepUndominated(all, given.length, spare))];
      const distinct = [...new Set(given)];
      const expected = distinct.filter(
        (each) => !distinct.some((other) => other !== each && covers(other, each, ~spare)),
      );
      expect(kept.toSorted((a, b) => a - b)).toEqual(expected.toSorted((a, b) => a - b));
    }),
    { numRuns: 300 },
  );
});

describe('the call that is due first', () => {
  const response = (slot: number): number => (slot << 1) | 1;

  it('is the one that responds first from now on, with the one that is inside beside it', () => {
    const order = fc.shuffledSubarray([0, 1, 2, 3]);
    fc.assert(
      fc.property(order, order, slots, configuration, (past, future, open, each) => {
        const events = Int32Array.from([...past, ...future].flatMap((slot) => [64, response(slot)]));
        const now = 2 * past.length;
        const owner = (each >> OWNER) & 15;
        const inside = (each & INSIDE) === 0 ? 0 : (1 << (owner - 1)) & open;
        const others = open & ~inside;
        const waiting = future.filter((slot) => has(others, slot));
        const first = waiting.length > 0 ? 1 << (waiting[0] ?? 0) : others & -others;
        expect(firstDue(open, each, new Int32Array(32), events, now)).toBe(inside | first);
      }),
      { numRuns: 300 },
    );
  });

  it('is looked for once: what is known of a call is not asked of the events again', () => {
    const due = new Int32Array(32);
    const events = Int32Array.from([response(1), response(2), response(0)]);
    expect(firstDue(0b111, 0, due, events, 1)).toBe(0b100);
    expect([...due.subarray(0, 4)]).toEqual([2, 3, 1, 0]);
    expect(firstDue(0b101, 0, due, new Int32Array(0), 0)).toBe(0b100);
  });

  it('ends its search at the end of the events', () => {
    const due = new Int32Array(32);
    firstDue(0b1, 0, due, Int32Array.from([response(3)]), 0);
    expect(due[0]).toBe(1);
  });
});

it('has room for all that may follow by one move, of which the last may be the one that is needed', () => {
  const start: Operation = { op: 'start', action: 'INSTALL', ui: 'none' };
  const held: Response = { type: 'held', table: 'InstallExecuteSequence' };
  const named: Response = { type: 'events', installing: [applicationOf(1)] };
  const calls = history(
    [1, start, { type: 'returned', code: 0 }, 0, 2],
    // This took effect while the first was installing, and is answered when another does.
    [0, { op: 'events' }, named, 1, 12],
    ...[2, 3, 4, 5, 6, 7].map((process): Row => [process, start, held, 2 + process, Infinity]),
    [8, start, held, 10, 11],
  );
  const context = { reading: intended, windowsInstaller: '5.0' };
  expect(findUnexplained(new Encoder(8, context).encode(calls)).type).toBe('explained');
});

it('makes twice the room for what there is', () => {
  expect([...doubled(Int32Array.from([7, -1]))]).toEqual([7, -1, 0, 0]);
});
