import { describe, expect, it } from 'vitest';
import type { Response } from '../../../spec/index.ts';
import type { Call } from '../../pairer.ts';
import { judgeRace } from '../judge.ts';
import { context, found, history, probes } from '../testing/one-after-another.ts';
import type { Row } from '../testing/one-after-another.ts';
import { CALL, GONE, mutex, PROBE, refused, returned } from '../testing/steps.ts';

/** One call of each of eight processes, all of them at once. */
const ofEight = (api: 'MsiInstallProduct' | 'MsiGetProductInfo', from: number): readonly Call[] =>
  Array.from({ length: 8 }, (_, index) => ({
    process: index + 1,
    operation: { op: 'call', api },
    response: returned,
    invoked: from + index,
    responded: from + 20 + index,
  }));
/** Installations that four processes die in, perhaps before, within or after their tables: many configurations. */
const crowd = (from: number): readonly Call[] =>
  ofEight('MsiInstallProduct', from)
    .slice(0, 4)
    .map((call) => ({ ...call, response: GONE }));
/** Calls that only look: the fast checker needs few configurations for them, the readable one many. */
const looks = (from: number): readonly Call[] => ofEight('MsiGetProductInfo', from);
const reasonOf = (calls: readonly Call[], configurations = 5): string | undefined =>
  judgeRace(calls, 8, context, { configurations }).unknown;
const withCrowd = (...rows: readonly Row[]): readonly Call[] => {
  const calls = history(...rows);
  return [...calls, ...crowd(4 * calls.length)];
};

describe('a long history that takes more than the budget', () => {
  it('says before which response, and keeps what was found before', () => {
    const calls = withCrowd(...probes(400), [1, CALL, refused], ...probes(1700));
    const judged = judgeRace(calls, 8, context, { configurations: 5 });
    expect(judged.unknown).toBe('more than 5 configurations before the response of call 2102');
    expect(judged.findings.map(({ index }) => index)).toEqual([400]);
    expect(judged.exercised.get('1618-only')).toBeGreaterThan(0);
    expect(judgeRace(calls, 8, context).unknown).toBeUndefined();
  });

  it('says so alike when it is judged as a long one or a short one', () => {
    for (const few of [496, 497]) {
      expect(reasonOf(withCrowd(...probes(few)))).toBe(
        `more than 5 configurations before the response of call ${few + 1}`,
      );
    }
  });

  it('takes fewer configurations beyond 500 calls, and any number of processes', () => {
    const judged = (length: number, processes: number) => {
      const calls = [...history(...probes(length - 9), [processes, CALL, refused]), ...looks(4 * length)];
      return judgeRace(calls, processes, context, { configurations: 50 });
    };
    expect(judged(500, 11).unknown).toBe('more than 50 configurations before the response of call 493');
    expect(judged(501, 11).unknown).toBeUndefined();
    for (const processes of [11, 12]) {
      expect(judged(501, processes).findings).toMatchObject([{ index: 492, clause: '1618-only' }]);
    }
  });

  it('says so too when the readable checker comes to the budget before a response that breaks a clause', () => {
    const calls = history(...probes(700), [1, CALL, refused], ...probes(300));
    const at = 4 * calls.length;
    const last = history([9, CALL, refused]).map((call) => ({
      ...call,
      invoked: at + 50,
      responded: at + 51,
    }));
    const judged = judgeRace([...calls, ...looks(at), ...last], 9, context, { configurations: 50 });
    expect(judged.unknown).toBe('more than 50 configurations before the response of call 1002');
    expect(judged.findings.map(({ index }) => index)).toEqual([700]);
  });
});

describe('a history in which several things are looked at', () => {
  const service = (controlsAccepted: number): Response => ({ type: 'service', state: 4, controlsAccepted });

  it('is judged thing by thing: each divergence once, in the order of the responses', () => {
    const calls: readonly Call[] = [
      ...history(
        [0, PROBE, mutex('free')],
        [0, { op: 'service' }, service(1)],
        [0, { op: 'events' }, { type: 'events', installing: [] }],
        [0, { op: 'service' }, service(4)],
        [1, CALL, refused],
        [0, PROBE, mutex('owned'), 2],
        [0, { op: 'service' }, service(4)],
      ),
    ];
    expect(found(calls)).toEqual([
      ['service-running', 3],
      ['1618-only', 4],
      ['service-running', 6],
      ['mutex-scope', 5],
    ]);
    expect(Object.fromEntries(judgeRace(calls, 3, context).exercised)).toMatchObject({ '1618-only': 1 });
  });

  const around = (names: readonly ('probe' | 'service')[]): readonly Call[] =>
    names.map((op, index) => ({
      process: 0,
      operation: { op },
      response: op === 'probe' ? mutex('free') : service(1),
      invoked: index,
      responded: 100 + index,
    }));

  it('may be too much as a whole and not thing by thing', () => {
    const each = ['probe', 'probe', 'probe'] as const;
    const both = [...each, ...each.map(() => 'service' as const)];
    expect(reasonOf(around(each), 10)).toBeUndefined();
    expect(reasonOf(around(both), 10)).toBeUndefined();
    // With one thing to look at there is no other view, and nothing is said of what comes later.
    const later: Call = { process: 1, operation: CALL, response: refused, invoked: 300, responded: 301 };
    const one = [...around([...each, ...each]), later];
    expect(judgeRace(one, 8, context, { configurations: 10 })).toMatchObject({
      findings: [],
      unknown: 'more than 10 configurations before the response of call 1',
    });
  });

  it('says what is too much in one of the views', () => {
    const many = Array.from({ length: 6 }, () => 'probe' as const);
    expect(reasonOf(around([...many, 'service']), 10)).toMatch('more than 10 configurations');
    expect(reasonOf(around(['service', ...many]), 10)).toMatch('more than 10 configurations');
  });
});
