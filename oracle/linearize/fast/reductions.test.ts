/** The histories of docs/adr/fast-judge-of-long-races.md, each beside one that must not be explained by the same argument. */
import type { Operation, Response } from '../../../spec/index.ts';
import { describe, expect, it } from 'vitest';
import { applicationOf, intended } from '../../../spec/index.ts';
import { history } from '../../../testing/history.ts';
import type { Row } from '../../../testing/history.ts';
import { linearize } from '../linearize.ts';
import { someOrderExplains } from '../testing/every-order.ts';
import { Encoder } from './encode.ts';
import { findUnexplained } from './search.ts';

const context = { reading: intended, windowsInstaller: '5.0' };
const PROCESSES = 3;

const START_UI: Operation = { op: 'start', action: 'INSTALL', ui: 'full' };
const START: Operation = { op: 'start', action: 'INSTALL', ui: 'none' };
const CALL: Operation = { op: 'call', api: 'MsiInstallProduct' };
const ADVANCE: Operation = { op: 'advance' };
const KILL: Operation = { op: 'kill' };
const PROBE: Operation = { op: 'probe' };
const EVENTS: Operation = { op: 'events' };
const IN_UI: Response = { type: 'held', table: 'InstallUISequence' };
const IN_TABLE: Response = { type: 'held', table: 'InstallExecuteSequence' };
const done: Response = { type: 'returned', code: 0 };
const refused: Response = { type: 'returned', code: 1618 };
const GONE: Response = { type: 'gone' };
const OWNED: Response = { type: 'mutex', state: 'owned' };
const FREE: Response = { type: 'mutex', state: 'free' };
const ownedBy = (owner: number): Response => ({ type: 'mutex', state: 'owned', owner });
const naming = (process: number): Response => ({ type: 'events', installing: [applicationOf(process)] });

/** Whether a history is explained; all three have to agree. */
const isExplained = (rows: readonly Row[]): boolean => {
  const calls = history(...rows.toSorted((a, b) => a[3] - b[3]));
  const every = someOrderExplains(calls, PROCESSES, context);
  const readable = linearize(calls, PROCESSES, context).findings.length === 0;
  const fast = findUnexplained(new Encoder(PROCESSES, context).encode(calls)).type === 'explained';
  expect([readable, fast]).toEqual([every, every]);
  return every;
};

describe('1: where the processes stand', () => {
  const both: readonly Row[] = [
    [1, START_UI, IN_UI, 0, 4],
    [2, START, IN_TABLE, 1, 5],
  ];
  it('follows from which calls have taken effect', () => {
    expect(isExplained([...both, [1, CALL, refused, 6, 7], [2, ADVANCE, done, 8, 9]])).toBe(true);
    expect(isExplained([...both, [2, CALL, done, 6, 7]])).toBe(false);
  });

  it('takes a kill for the end of the call that it met', () => {
    const killed: readonly Row[] = [
      [1, START, IN_TABLE, 0, 4],
      [1, KILL, GONE, 1, 3],
    ];
    expect(isExplained([...killed, [2, START, IN_TABLE, 5, 6]])).toBe(true);
    expect(isExplained([...killed, [2, START, IN_TABLE, 5, 6], [3, CALL, done, 7, 8]])).toBe(false);
  });
});

describe('2: a passive call takes effect as soon as it may', () => {
  const begun: Row = [1, START, IN_TABLE, 0, 1];
  it('before a call that would make it impossible, or after one that makes it possible', () => {
    const advance: Row = [1, ADVANCE, done, 2, 5];
    expect(isExplained([begun, advance, [0, PROBE, OWNED, 3, 6]])).toBe(true);
    expect(isExplained([begun, advance, [0, PROBE, FREE, 3, 6]])).toBe(true);
    expect(isExplained([begun, advance, [0, PROBE, OWNED, 6, 7]])).toBe(false);
    expect(isExplained([begun, [1, ADVANCE, done, 6, 7], [0, PROBE, FREE, 3, 5]])).toBe(false);
  });

  it('where an active call must wait', () => {
    const passing: Row = [1, CALL, done, 0, 7];
    expect(isExplained([passing, [2, CALL, refused, 1, 2], [2, CALL, refused, 4, 6]])).toBe(true);
    // Once in, once out, and not in again.
    const between: readonly Row[] = [
      [2, CALL, refused, 1, 2],
      [0, PROBE, FREE, 3, 4],
      [2, CALL, refused, 5, 6],
    ];
    expect(isExplained([passing, ...between])).toBe(false);
  });
});

describe('3: what has more behind it covers what has less', () => {
  const refusal: readonly Row[] = [
    [1, CALL, done, 0, 5],
    [2, CALL, refused, 1, 2],
  ];
  it('where the same active calls have taken effect', () => {
    expect(isExplained([...refusal, [0, PROBE, OWNED, 3, 7]])).toBe(true);
    expect(isExplained([...refusal, [0, PROBE, OWNED, 6, 7]])).toBe(false);
  });

  it('and keeps both where they have not', () => {
    const twice = (first: Response, second: Response): readonly Row[] => [
      [1, CALL, done, 0, 9],
      [2, CALL, refused, 1, 2],
      [0, PROBE, first, 3, 4],
      [0, PROBE, second, 5, 6],
    ];
    expect(isExplained(twice(OWNED, OWNED))).toBe(true);
    expect(isExplained(twice(OWNED, FREE))).toBe(true);
    expect(isExplained(twice(FREE, FREE))).toBe(true);
    expect(isExplained(twice(FREE, OWNED))).toBe(false);
  });

  it('takes what may be left for what may be gone', () => {
    const killed: readonly Row[] = [
      [1, START, IN_TABLE, 0, 1],
      [1, KILL, GONE, 2, 3],
    ];
    expect(isExplained([...killed, [2, CALL, refused, 4, 5], [2, CALL, done, 6, 7]])).toBe(true);
    expect(isExplained([...killed, [2, CALL, done, 4, 5], [2, CALL, refused, 6, 7]])).toBe(false);
  });
});

describe('4: of calls that pass in the same way, the one that responds first goes first', () => {
  const passing: readonly Row[] = [
    [1, CALL, done, 0, 8],
    [2, CALL, done, 1, 9],
  ];
  it('where nobody can see who it is', () => {
    expect(isExplained([...passing, [3, CALL, refused, 2, 3]])).toBe(true);
    expect(isExplained([...passing, [3, CALL, refused, 2, 3], [3, CALL, refused, 10, 11]])).toBe(false);
  });

  /** Refusals and looks in turns: each of the two passes once, so one look at most is between their tables. */
  const seen = (
    look: (process: number) => readonly [Operation, Response],
    named: readonly number[],
  ): readonly Row[] => [
    [1, CALL, done, 0, 40],
    [2, CALL, done, 1, 41],
    ...[0, 1, 2, 3].map((turn): Row => [3, CALL, refused, 10 + 4 * turn, 11 + 4 * turn]),
    ...named.map((process, turn): Row => [0, ...look(process), 12 + 4 * turn, 13 + 4 * turn]),
  ];

  it.each<readonly [string, (process: number) => readonly [Operation, Response]]>([
    ['the event log names who it is', (process) => [EVENTS, naming(process)]],
    ['a probe names the owner', (process) => [PROBE, ownedBy(process)]],
  ])('but not where %s', (_, look) => {
    expect(isExplained(seen(look, [1, 1, 2]))).toBe(true);
    // P2 has to go first, though P1 responds first.
    expect(isExplained(seen(look, [2, 2, 1]))).toBe(true);
    expect(isExplained(seen(look, [2, 1, 2]))).toBe(false);
  });

  it('and again where the owner is named before both or after the first has responded', () => {
    const before: readonly Row[] = [
      [3, START, IN_TABLE, 0, 1],
      [0, PROBE, ownedBy(3), 2, 3],
      [3, ADVANCE, done, 4, 5],
    ];
    const later = (owner: number): readonly Row[] => [
      [1, CALL, done, 6, 12],
      [2, CALL, done, 7, 20],
      [3, CALL, refused, 8, 9],
      [0, PROBE, ownedBy(owner), 14, 15],
    ];
    expect(isExplained([...before, ...later(2)])).toBe(true);
    expect(isExplained([...before, ...later(1)])).toBe(false);
  });
});
