import type { Operation, Response } from '../../spec/index.ts';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intended, OBSERVER } from '../../spec/index.ts';
import type { Call } from '../pairer.ts';
import { judgeRace } from './judge.ts';
import { counterexampleOf, reduce } from './reduce.ts';

const context = { reading: intended, windowsInstaller: '5.0' };
const START: Operation = { op: 'start', action: 'INSTALL', ui: 'full' };
const ADVANCE: Operation = { op: 'advance' };
const CALL: Operation = { op: 'call', api: 'MsiInstallProduct' };
const KILL: Operation = { op: 'kill' };
const PROBE: Operation = { op: 'probe' };
const HELD: Response = { type: 'held', table: 'InstallUISequence' };
const returned: Response = { type: 'returned', code: 0 };
const refused: Response = { type: 'returned', code: 1618 };
const GONE: Response = { type: 'gone' };
const FREE: Response = { type: 'mutex', state: 'free' };

type Row = readonly [process: number, operation: Operation, response: Response];

/** Calls one after another. */
const sequence = (...rows: readonly Row[]): readonly Call[] =>
  rows.map(([process, operation, response], index) => ({
    process,
    operation,
    response,
    invoked: 2 * index,
    responded: 2 * index + 1,
  }));

const inOrder = (calls: readonly Call[]): readonly Call[] => calls.toSorted((a, b) => a.invoked - b.invoked);

type Unit = readonly Call[];

/** What one process does in one go, a session or a single call, and the time between one thing and the next. */
const deeds = fc.record({
  process: fc.integer({ min: 1, max: 3 }),
  does: fc.constantFrom<readonly (readonly [Operation, Response])[]>(
    [[CALL, returned]],
    [[CALL, GONE]],
    [[START, refused]],
    [
      [START, HELD],
      [KILL, GONE],
    ],
    [
      [START, HELD],
      [CALL, refused],
      [CALL, GONE],
    ],
    [
      [START, HELD],
      [CALL, refused],
      [ADVANCE, { type: 'held', table: 'InstallExecuteSequence' }],
      [CALL, refused],
      [ADVANCE, returned],
    ],
  ),
  gaps: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 10, maxLength: 10 }),
});
const looks = deeds.map((each) => ({ ...each, process: OBSERVER, does: [[PROBE, FREE]] as const }));

/** The units of a history in which processes overlap. */
const races: fc.Arbitrary<readonly Unit[]> = fc
  .array(fc.oneof({ arbitrary: deeds, weight: 4 }, looks), { minLength: 1, maxLength: 10 })
  .map((units) => {
    const clocks = [0, 0.2, 0.4, 0.6];
    return units.map(({ process, does, gaps }) => {
      let clock = clocks[process] ?? 0;
      const calls = does.map(([operation, response], place): Call => {
        const invoked = (clock += gaps[2 * place] ?? 0);
        return { process, operation, response, invoked, responded: (clock += gaps[2 * place + 1] ?? 0) };
      });
      clocks[process] = clock;
      return calls;
    });
  });

const leftOf = (unit: Unit, part: readonly Call[]): Unit => unit.filter((call) => part.includes(call));

/** Whether clients could have done this part of it: nothing is missing before it but calls. */
const canBeDone = (unit: Unit, part: readonly Call[]): boolean => {
  const left = leftOf(unit, part);
  const before = unit.slice(0, unit.findLastIndex((call) => part.includes(call)) + 1);
  return before.every((call, place) => left.includes(call) || (place > 0 && call.operation.op === 'call'));
};

/** The part without one session, without one call or observation, or without the end of one session. */
const oneLess = (units: readonly Unit[], part: readonly Call[]): readonly (readonly Call[])[] =>
  units
    .map((unit) => leftOf(unit, part))
    .flatMap((left) =>
      left.flatMap((call, place) => {
        if (place === 0) return [left];
        return call.operation.op === 'call' || place === left.length - 1 ? [[call]] : [];
      }),
    )
    .map((gone) => part.filter((call) => !gone.includes(call)));

describe('reducing', () => {
  it('leads through ever smaller parts that clients could have done to one of which nothing can be left out', () => {
    const picks = fc.array(fc.nat(), { maxLength: 3 });
    const pairs = fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 4 });
    fc.assert(
      fc.property(races, picks, pairs, (units, needed, together) => {
        const calls = inOrder(units.flat());
        const has = (part: readonly Call[], pick: number): boolean =>
          part.includes(calls[pick % calls.length] as Call);
        // Some calls are needed, and some of them only because of others that are there.
        const shows = (part: readonly Call[]): boolean =>
          needed.every((pick) => has(part, pick)) &&
          together.every(([a, b]) => !has(part, a) || has(part, b));
        let least = calls;
        const result = reduce(calls, (part) => {
          expect(part.length).toBeLessThan(least.length);
          expect(part).toEqual(inOrder(part));
          expect(units.filter((unit) => !canBeDone(unit, part))).toEqual([]);
          if (shows(part)) least = part;
          return shows(part);
        });
        expect(result).toEqual(least);
        expect(oneLess(units, least).filter(shows)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('looks at the end first, and asks for few parts of a history of which little matters', () => {
    const responses = fc.uniqueArray(fc.nat(), { minLength: 1, maxLength: 400, size: 'max' });
    const picks = fc.array(fc.nat(), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(responses, picks, (places, needed) => {
        const calls = places.map((place, index): Call => ({
          process: index + 1,
          operation: CALL,
          response: returned,
          invoked: index,
          responded: places.length + place,
        }));
        const matter = new Set(needed.map((pick) => calls[pick % calls.length] as Call));
        const first = Math.min(...[...matter].map(({ responded }) => responded));
        const end = calls.filter(({ responded }) => responded >= first);
        let asked = 0;
        const least = reduce(calls, (part) => {
          asked++;
          expect(part.length).toBeLessThan(2 * end.length);
          return leftOf([...matter], part).length === matter.size;
        });
        expect(new Set(least)).toEqual(matter);
        const halvings = Math.ceil(Math.log2(end.length));
        expect(asked).toBeLessThanOrEqual((2 * matter.size + 1) * halvings + matter.size + 1);
      }),
    );
  });

  it('takes an observer for nobody with a session', () => {
    const calls = sequence([0, PROBE, { type: 'held', table: 'InstallUISequence' }], [0, PROBE, FREE]);
    const [, second] = calls;
    expect(reduce(calls, (part) => second !== undefined && part.includes(second))).toEqual([second]);
  });
});

describe('a counterexample', () => {
  const EXECUTES: Response = { type: 'held', table: 'InstallExecuteSequence' };
  const NONE: Operation = { op: 'start', action: 'INSTALL', ui: 'none' };

  it('is about the call that was blamed and its clause, and about what came before it responded', () => {
    const calls = sequence(
      [1, CALL, refused],
      [2, NONE, EXECUTES],
      [2, ADVANCE, returned],
      [3, CALL, refused],
      [1, CALL, returned],
    );
    const { findings } = judgeRace(calls, 3, context);
    expect(findings.map(({ index, clause }) => [index, clause])).toEqual([
      [0, '1618-only'],
      [3, '1618-only'],
    ]);
    for (const { index, clause } of findings) {
      expect(counterexampleOf(calls, { index, clause }, 3, context)).toEqual([calls[index]]);
    }
  });

  it('keeps a call that began before the blamed one responded, when it needs it', () => {
    const both: readonly Call[] = [
      { process: 1, operation: NONE, response: EXECUTES, invoked: 0, responded: 1 },
      { process: 2, operation: NONE, response: EXECUTES, invoked: 2, responded: 3 },
      { process: 3, operation: CALL, response: refused, invoked: 3.5, responded: 4 },
    ];
    const [finding] = judgeRace(both, 3, context).findings;
    if (finding === undefined) throw new Error('no finding');
    expect(counterexampleOf(both, finding, 3, context)).toEqual(both.slice(0, 2));
  });

  it('is about one clause, when the call breaks two', () => {
    const calls = sequence([1, START, HELD], [2, NONE, EXECUTES], [1, CALL, returned]);
    const [session, , broken] = calls;
    expect(counterexampleOf(calls, { index: 2, clause: '1618-ui' }, 2, context)).toEqual([session, broken]);
    expect(counterexampleOf(calls, { index: 2, clause: '1618-mutex' }, 2, context)).toEqual(calls);
  });

  it('is about one call, though without others another breaks the same clause', () => {
    const calls = sequence(
      [2, NONE, EXECUTES],
      [0, { op: 'service' }, { type: 'service', state: 4, controlsAccepted: 4 }],
      [0, { op: 'service' }, { type: 'service', state: 4, controlsAccepted: 1 }],
    );
    expect(counterexampleOf(calls, { index: 2, clause: 'service-running' }, 2, context)).toEqual([
      calls[0],
      calls[2],
    ]);
  });

  it('is found without a look at what was invoked after the response', () => {
    const [broken] = sequence([1, CALL, refused]) as [Call];
    const later: Call = {
      process: 2,
      response: returned,
      invoked: 2,
      responded: 3,
      get operation(): never {
        throw new Error('looked at');
      },
    };
    expect(counterexampleOf([broken, later], { index: 0, clause: '1618-only' }, 2, context)).toEqual([
      broken,
    ]);
  });

  it('cannot be had of a call that is not there', () => {
    expect(() => counterexampleOf([], { index: 2, clause: '1618-only' }, 1, context)).toThrow(
      new RangeError('there is no call 2'),
    );
  });
});
