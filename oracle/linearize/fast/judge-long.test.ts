import { describe, expect, it } from 'vitest';
import { applicationOf, lenient } from '../../../spec/index.ts';
import type { Response } from '../../../spec/index.ts';
import { judgeRace } from '../judge.ts';
import { context, found, history, probes } from '../testing/one-after-another.ts';
import type { Row } from '../testing/one-after-another.ts';
import { ADVANCE, CALL, GONE, HELD, refused, returned, START } from '../testing/steps.ts';

const OPEN: Response = { type: 'open', reason: 'deadline' };

describe('a long history', () => {
  it('is judged to its end: what breaks a clause is named by its place in the whole', () => {
    const calls = history(
      ...probes(300),
      [1, CALL, refused],
      ...probes(1700),
      [0, { op: 'service' }, { type: 'service', state: 4, controlsAccepted: 4 }],
      ...probes(500),
      [2, CALL, refused],
    );
    expect(found(calls)).toEqual([
      ['1618-only', 300],
      ['service-running', 2001],
      ['1618-only', 2502],
    ]);
  });

  it('goes on from a divergence, which leaves nothing behind', () => {
    const [first, second] = [probes(998), probes(700)];
    expect(found(history(...first, [1, CALL, refused], ...probes(1), [2, CALL, refused], ...second))).toEqual(
      [
        ['1618-only', 998],
        ['1618-only', 1000],
      ],
    );
  });

  it('knows for as long as it lasts that two install at once', () => {
    const seen = (...processes: readonly number[]): Row => [
      0,
      { op: 'events' },
      { type: 'events', installing: processes.map(applicationOf) },
    ];
    for (const length of [1, 70, 300]) {
      const looks = Array.from({ length }, (): Row => [
        3,
        { op: 'call', api: 'MsiGetProductInfo' },
        returned,
      ]);
      const calls = history(
        ...probes(700),
        [2, START, HELD],
        [1, START, HELD],
        ...looks,
        [1, ADVANCE, returned],
        seen(),
        ...looks,
        [2, ADVANCE, returned],
        seen(),
      );
      expect(found(calls)).toEqual([
        ['1618-mutex', 701],
        ['event-log', 703 + length],
      ]);
    }
  });

  it('knows its sessions, whatever is called in them', () => {
    for (const begin of [900, 999, 1000]) {
      const session: readonly Row[] = [
        [1, START, HELD],
        ...probes(100, 'owned'),
        [1, CALL, refused],
        ...probes(20, 'owned'),
        [1, ADVANCE, returned],
      ];
      expect(found(history(...probes(begin), ...session, ...probes(700)))).toEqual([]);
    }
  });

  it('knows what is within a call', () => {
    for (const begin of [960, 999]) {
      const calls = history(
        ...probes(begin),
        [2, CALL, returned, 60],
        ...probes(58, 'owned'),
        ...probes(700),
      );
      expect(found(calls)).toEqual([]);
    }
  });

  it('knows a call that never came back, which may take effect at any time', () => {
    const calls = history(
      ...probes(10),
      [1, START, OPEN, Infinity],
      ...probes(1200),
      ...Array.from({ length: 900 }, (): Row => [2, CALL, refused]),
    );
    expect(found(calls)).toEqual([]);
    expect(found(calls.filter(({ process }) => process !== 1))).not.toEqual([]);
  });

  it('knows to its end whether something may be left', () => {
    const killed = history(
      ...probes(997),
      [1, START, HELD],
      [1, { op: 'kill' }, GONE],
      ...probes(1, 'owned'),
      ...Array.from({ length: 700 }, (): Row => [2, CALL, refused]),
    );
    expect(found(killed)).toEqual([]);
    const ended = history(...probes(998), [1, START, HELD], [1, ADVANCE, returned], ...probes(1000), [
      2,
      CALL,
      refused,
    ]);
    expect(found(ended)).toEqual([['1618-only', 2000]]);
    expect(found(ended, lenient)).toEqual([]);
  });

  it('counts for each clause the calls on which it applies, those that break it among them', () => {
    const calls = history(...probes(1500), [1, CALL, refused], ...probes(600));
    const { exercised } = judgeRace(calls, 3, context);
    expect(exercised.get('1618-only')).toBe(1);
    expect(exercised.get('mutex-scope')).toBe(2100);
    const clean = judgeRace(history(...probes(2500), [1, CALL, returned]), 3, context).exercised;
    expect(Object.fromEntries(clean)).toEqual({ 'mutex-scope': 2500, '1618-only': 1 });
  });
});
