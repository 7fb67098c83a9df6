import type { Context, Operation, Response } from '../../spec/index.ts';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intended, literal } from '../../spec/index.ts';
import { history } from '../../testing/history.ts';
import type { Row } from '../../testing/history.ts';
import type { Call } from '../pairer.ts';
import { judgeRace } from './judge.ts';
import { linearize } from './linearize.ts';
import { counterexampleOf } from './reduce.ts';
import { histories } from './testing/histories.ts';
import { byNight } from '../../testing/bounds.ts';

/** More on demand: MSICONFORM_HISTORIES=100000. */
const RUNS = Number(process.env['MSICONFORM_HISTORIES'] ?? byNight(50, 100));

const context = { reading: intended, windowsInstaller: '5.0' };
const START: Operation = { op: 'start', action: 'INSTALL', ui: 'none' };
const ADVANCE: Operation = { op: 'advance' };
const CALL: Operation = { op: 'call', api: 'MsiInstallProduct' };
const HELD: Response = { type: 'held', table: 'InstallExecuteSequence' };
const OWNED: Response = { type: 'mutex', state: 'owned' };
const idleService: Response = { type: 'service', state: 4, controlsAccepted: 1 };
const code = (value: number): Response => ({ type: 'returned', code: value });

/** So many calls before it make any history a long one. */
const BEFORE = 500;

/** The same history after the calls of a process of its own, which change nothing. */
const late = (calls: readonly Call[], processes: number): readonly Call[] => [
  ...Array.from({ length: BEFORE }, (_, index): Call => {
    const invoked = 2 * (index - BEFORE);
    return { process: processes + 1, operation: ADVANCE, response: code(0), invoked, responded: invoked + 1 };
  }),
  ...calls,
];

type Found = readonly (readonly [index: number, clause: string])[];

/** What is found, and found in a long history as well. */
const found = (calls: readonly Call[], processes: number, read: Context): Found => {
  const places = (of: readonly Call[], from: number): Found =>
    judgeRace(of, processes + 1, read).findings.map(({ index, clause }) => [index - from, clause]);
  const short = places(calls, 0);
  expect(places(late(calls, processes), BEFORE)).toEqual(short);
  return short;
};

const clauses = (calls: readonly Call[], reading = intended): readonly string[] =>
  found(calls, 3, { ...context, reading }).map(([, clause]) => clause);

describe('judgeRace', () => {
  it('lets an installation that passes within one call refuse others', () => {
    const passing = history(
      [1, CALL, code(0), 0, 9],
      [2, CALL, code(1618), 1, 2],
      [3, CALL, code(1618), 3, 4],
    );
    expect(clauses(passing)).toEqual([]);
    expect(clauses(passing.slice(1))).toEqual(['1618-only', '1618-only']);
  });

  it('does not let it enter twice', () => {
    const free: Response = { type: 'mutex', state: 'free' };
    const twice = history(
      [1, CALL, code(0), 0, 9],
      [0, { op: 'probe' }, OWNED, 1, 2],
      [0, { op: 'probe' }, free, 3, 4],
      [0, { op: 'probe' }, OWNED, 5, 6],
    );
    expect(clauses(twice)).toEqual(['mutex-scope']);
  });

  it('blames two execute tables at a time on 1618-mutex, whichever came first', () => {
    const both = history([1, START, HELD, 0, 3], [2, START, HELD, 1, 2]);
    expect(clauses(both)).toEqual(['1618-mutex']);
    expect(clauses(both, literal)).toEqual(['1618-mutex']);
  });

  it('lets mutex and service change at different instants of a call, but not outside of it', () => {
    const edge = history(
      [1, START, HELD, 0, 9],
      [0, { op: 'probe' }, OWNED, 1, 2],
      [0, { op: 'service' }, idleService, 3, 4],
    );
    expect(linearize(edge, 3, context).findings).not.toEqual([]);
    expect(clauses(edge)).toEqual([]);
    const settled = history(
      [1, START, HELD, 0, 1],
      [0, { op: 'probe' }, OWNED, 2, 3],
      [0, { op: 'service' }, idleService, 4, 5],
    );
    expect(clauses(settled)).toEqual(['service-running']);
  });

  it('lets a call that never came back take effect or not', () => {
    const open: Response = { type: 'open', reason: 'deadline' };
    expect(clauses(history([1, START, open, 0, Infinity], [2, CALL, code(1618), 1, 2]))).toEqual([]);
    expect(clauses(history([1, START, open, 0, Infinity], [2, START, HELD, 1, 2]))).toEqual([]);
  });

  it('lets a process die after its call took effect and before the response was read', () => {
    const kill: Operation = { op: 'kill' };
    const free: Response = { type: 'mutex', state: 'free' };
    const died = history(
      [1, START, HELD, 0, 9],
      [2, CALL, code(1618), 1, 2],
      [1, kill, { type: 'gone' }, 3, 10],
      [0, { op: 'probe' }, free, 4, 5],
    );
    expect(clauses(died)).toEqual([]);
    expect(clauses(died.filter(({ process }) => process !== 1))).toEqual(['1618-only']);
  });

  it('says unknown at the budget, and never guesses', () => {
    const many = Array.from({ length: 6 }, (_, index) => index + 1);
    const stopped: Response = { type: 'service', state: 1, controlsAccepted: 0 };
    const calls = history(
      [0, { op: 'service' }, stopped, 0, 0.5],
      ...many.map((process): Row => [process, CALL, code(0), process, 100 + process]),
      [0, { op: 'probe' }, OWNED, 50, 60],
    );
    const judged = judgeRace(calls, 6, context, { configurations: 5 });
    expect(judged).toMatchObject({
      findings: [],
      // The mutex alone is looked at then, but the call is named as everybody else counts it.
      unknown: 'more than 5 configurations before the response of call 8',
    });
    expect(judgeRace(calls, 6, context)).toMatchObject({ findings: [] });
  });

  it('is not in doubt about what one order explains, though what is seen of one thing leaves too much open', () => {
    const calls = history(
      [1, CALL, code(0), 0, 20],
      [0, { op: 'probe' }, OWNED, 1, 2],
      [2, CALL, code(0), 3, 21],
      [0, { op: 'service' }, idleService, 4, 5],
    );
    const budget = { configurations: 8 };
    expect(judgeRace(calls, 2, context, budget).unknown).toBeUndefined();
    expect(judgeRace(calls.toSpliced(1, 1), 2, context, budget).unknown).toMatch('more than 8');
  });

  it('says of a long history what it says of a short one, each divergence once', () => {
    let several = 0;
    fc.assert(
      fc.property(histories(40), ({ calls, processes, context: read }) => {
        const places = found(calls, processes, read);
        expect(new Set(places.map(String)).size).toBe(places.length);
        if (places.length > 1) several++;
      }),
      { numRuns: RUNS },
    );
    expect(several).toBeGreaterThan(RUNS / 15);
  });

  it('keeps in a counterexample the calls that the divergence rests on', () => {
    const calls = history(
      [3, CALL, code(0), 0, 1],
      [1, START, HELD, 2, 3],
      [3, CALL, code(1618), 4, 5],
      [0, { op: 'probe' }, OWNED, 6, 7],
      [2, START, HELD, 8, 9],
      [1, ADVANCE, code(0), 10, 11],
    );
    const [finding] = judgeRace(calls, 3, context).findings;
    if (finding === undefined) throw new Error('no finding');
    expect(finding).toMatchObject({ clause: '1618-mutex', index: 4 });
    expect(counterexampleOf(calls, finding, 3, context)).toEqual([calls[1], calls[4]]);
  });
});
