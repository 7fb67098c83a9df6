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
  worthTrying,
} from './configuration.ts';
import type { Ahead } from './configuration.ts';
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

describe('of calls that pass in the same way those that have to be tried', () => {
  const response = (slot: number): number => (slot << 1) | 1;
  const telling = (processes: number): number => processes << 6;
  const aheadIn = (events: readonly number[]): Ahead => ({
    events: Int32Array.from(events),
    due: new Int32Array(32),
    told: new Int32Array(32).fill(-1),
    toldBy: (event) => ((event & 1) === 0 ? event >> 6 : 0),
  });
  const order = fc.shuffledSubarray([0, 1, 2, 3]);

  it('are the one that responds first from now on', () => {
    fc.assert(
      fc.property(order, order, slots, (past, future, waiting) => {
        const events = [...past, ...future].flatMap((slot) => [telling(0), response(slot)]);
        const due = future.filter((slot) => has(waiting, slot));
        const first = due.length > 0 ? 1 << (due[0] ?? 0) : waiting & -waiting;
        const ahead = aheadIn(events);
        expect(worthTrying(waiting, 0, ahead, 2 * past.length)).toBe(first);
        expect(firstDue(waiting, ahead, 2 * past.length)).toBe(first);
      }),
      { numRuns: 300 },
    );
  });

  it('are those beside it that nothing stands for: both must be told from no other until the one that goes first responds', () => {
    const told = fc.constantFrom(0, 0, 0, 1, 2, 4, 8, 6, 9);
    const past = fc.array(told.map(telling), { maxLength: 3 });
    const future = order.chain((all) =>
      fc
        .array(told, { minLength: all.length, maxLength: all.length })
        .map((masks) => all.flatMap((slot, place) => [telling(masks[place] ?? 0), response(slot)])),
    );
    fc.assert(
      fc.property(past, future, slots, told, (before, after, waiting, open) => {
        const events = [...before, ...after];
        const dueOf = (slot: number): number => {
          const at = events.indexOf(response(slot));
          return at < 0 ? events.length + slot : at;
        };
        const toldUntil = (due: number): number =>
          events
            .slice(before.length, due)
            .reduce((all, event) => all | ((event & 1) === 0 ? event >> 6 : 0), open);
        const standsFor = (one: number, other: number): boolean =>
          dueOf(one) < dueOf(other) && (toldUntil(dueOf(one)) & ((1 << one) | (1 << other))) === 0;
        const all = [0, 1, 2, 3].filter((slot) => has(waiting, slot));
        const expected = all.filter((slot) => !all.some((other) => standsFor(other, slot)));
        const worth = worthTrying(waiting, open, aheadIn(events), before.length);
        expect(all.filter((slot) => has(worth, slot))).toEqual(expected);
        expect(worth & ~waiting).toBe(0);
      }),
      { numRuns: 1000 },
    );
  });

  it('are looked for once: what is known of a call is not asked of the events again', () => {
    const ahead = aheadIn([telling(4), response(1), response(2), response(0)]);
    expect(worthTrying(0b111, 0, ahead, 1)).toBe(0b010);
    expect([...ahead.due.subarray(0, 4)]).toEqual([3, 1, 2, 0]);
    expect([...ahead.told.subarray(0, 4)]).toEqual([-1, 0, -1, -1]);
    const known = { ...ahead, events: new Int32Array(0) };
    expect(worthTrying(0b111, 0, known, 0)).toBe(0b010);
  });

  it('are looked for no further than the end of the events', () => {
    const ahead = aheadIn([response(3)]);
    worthTrying(0b1, 0, ahead, 0);
    expect(ahead.due[0]).toBe(1);
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
