import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intended } from '../../spec/index.ts';
import type { Operation, Response } from '../events.ts';
import type { Call } from './calls.ts';
import { judgeRace } from './judge.ts';
import { counterexampleOf, reduce } from './reduce.ts';

const context = { reading: intended, windowsInstaller: '5.0' };
const START: Operation = { op: 'start', action: 'INSTALL', ui: 'full' };
const ADVANCE: Operation = { op: 'advance' };
const CALL: Operation = { op: 'call', api: 'MsiInstallProduct' };
const PROBE: Operation = { op: 'probe' };
const HELD: Response = { type: 'held', table: 'InstallUISequence' };
const returned: Response = { type: 'returned', code: 0 };
const refused: Response = { type: 'returned', code: 1618 };

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

const session: readonly Row[] = [
  [1, START, HELD],
  [1, CALL, refused],
  [1, ADVANCE, { type: 'held', table: 'InstallExecuteSequence' }],
  [1, ADVANCE, returned],
];

/** Whether a part is one that clients could have done: what begins a session is there if its rest is. */
const canBeDone = (part: readonly Call[]): boolean => {
  const inSession = new Set<number>();
  for (const { process, operation, response } of part) {
    if (process !== 0 && operation.op === 'advance' && !inSession.has(process)) return false;
    if (response.type === 'held') inSession.add(process);
    else if (operation.op !== 'call' || response.type !== 'returned') inSession.delete(process);
  }
  return true;
};

describe('reducing', () => {
  const rows = fc.array(
    fc.oneof(
      fc.constantFrom<readonly Row[]>(
        [[2, CALL, returned]],
        [[0, PROBE, { type: 'mutex', state: 'free' }]],
        [[3, CALL, { type: 'gone' }]],
        [[3, START, refused]],
      ),
      fc.constant(session),
      fc.constant(session.map(([, operation, response]): Row => [2, operation, response])),
    ),
    { minLength: 1, maxLength: 12 },
  );

  it('keeps exactly the sessions and single calls that a divergence rests on', () => {
    fc.assert(
      fc.property(rows, fc.array(fc.nat(), { maxLength: 3 }), (units, picks) => {
        const calls = sequence(...units.flat());
        const needed = new Set(picks.map((pick) => pick % units.length));
        let at = 0;
        const firsts = units.map((unit) => calls[(at += unit.length) - unit.length]);
        const wanted = [...needed].map((unit) => firsts[unit]);
        const asked: (readonly Call[])[] = [];
        const least = reduce(calls, (part) => {
          asked.push(part);
          return wanted.every((call) => call !== undefined && part.includes(call));
        });
        // Of a session nothing is needed but its start.
        expect(least).toEqual(calls.filter((call) => wanted.includes(call)));
        expect(asked.filter((part) => !canBeDone(part))).toEqual([]);
        for (const part of asked) {
          expect(part.map(({ invoked }) => invoked)).toEqual(
            part.map(({ invoked }) => invoked).toSorted((a, b) => a - b),
          );
        }
      }),
      { numRuns: 150 },
    );
  });

  it('leaves out any calls made within a session, and its end, but no step in between', () => {
    const calls = sequence(...session);
    const last = calls[3];
    const leastWithEnd = reduce(calls, (part) => last !== undefined && part.includes(last));
    expect(leastWithEnd.map(({ operation }) => operation.op)).toEqual(['start', 'advance', 'advance']);
    const called = calls[1];
    const leastWithCall = reduce(calls, (part) => called !== undefined && part.includes(called));
    expect(leastWithCall.map(({ operation }) => operation.op)).toEqual(['start', 'call']);
  });

  it('takes calls that are the same thing to each other out again, once others are gone', () => {
    // Only an even number of them shows it: no single one can be left out before the first two are.
    const calls = sequence(...Array.from({ length: 6 }, (): Row => [2, CALL, returned]));
    const least = reduce(calls, (part) => part.length > 0 && part.length % 2 === 0);
    expect(least.length).toBe(2);
  });

  it('looks at the end of a long history first', () => {
    const calls = sequence(...Array.from({ length: 1000 }, (): Row => [2, CALL, returned]));
    const last = calls.at(-1);
    const sizes: number[] = [];
    const least = reduce(calls, (part) => {
      sizes.push(part.length);
      return last !== undefined && part.includes(last);
    });
    expect(least).toEqual([last]);
    expect(Math.max(...sizes)).toBe(1);
  });

  it('asks for few parts of a history of which little matters', () => {
    const calls = sequence(...Array.from({ length: 512 }, (): Row => [2, CALL, returned]));
    const [first] = calls;
    let asked = 0;
    const least = reduce(calls, (part) => {
      asked++;
      return first !== undefined && part.includes(first);
    });
    expect(least).toEqual([first]);
    expect(asked).toBeLessThan(30);
  });

  it('takes an observer for nobody with a session', () => {
    const calls = sequence(
      [0, PROBE, { type: 'held', table: 'InstallUISequence' }],
      [0, PROBE, { type: 'mutex', state: 'free' }],
    );
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

  it('cannot be had of a call that is not there', () => {
    expect(() => counterexampleOf([], { index: 2, clause: '1618-only' }, 1, context)).toThrow(
      new RangeError('there is no call 2'),
    );
  });
});
