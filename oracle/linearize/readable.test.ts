import { describe, expect, it } from 'vitest';
import { IDLE, initialState, intended, lenient, literal } from '../../spec/index.ts';
import { history } from '../../testing/history.ts';
import type { Call } from '../pairer.ts';
import { linearize } from './linearize.ts';
import { ADVANCE, CALL, GONE, HELD, KILL, mutex, PROBE, refused, returned, START } from './testing/steps.ts';

const context = { reading: intended, windowsInstaller: '5.0' };

const exercised = (calls: readonly Call[], reading = intended): Readonly<Record<string, number>> =>
  Object.fromEntries(linearize(calls, 3, { ...context, reading }).exercised);

describe('what a history exercised', () => {
  it('is what bears on its calls, one by one', () => {
    const calls = history(
      [1, START, HELD, 0, 1],
      [2, CALL, refused, 2, 3],
      [0, PROBE, mutex('owned'), 4, 5],
      [0, PROBE, mutex('owned'), 6, 7],
      [1, ADVANCE, returned, 8, 9],
      [2, CALL, returned, 10, 11],
    );
    expect(exercised(calls)).toEqual({ '1618-only': 3, '1618-mutex': 1, 'mutex-held': 2 });
  });

  it('is what bears on a call in every order of those beside it, and no more', () => {
    const beside = history([1, START, HELD, 0, 9], [0, PROBE, mutex('owned'), 1, 2]);
    expect(exercised(beside)).toEqual({ '1618-only': 1, 'mutex-held': 1 });
    // A refusal may lie before or after the end of the installation that it is for: it is for that all the same.
    const end = history([1, START, HELD, 0, 1], [1, ADVANCE, returned, 2, 9], [2, CALL, refused, 3, 4]);
    expect(exercised(end)).toEqual({ '1618-only': 2, '1618-mutex': 1 });
    // A free mutex may have been seen before the installation or after it; in between it says nothing.
    const passed = history(
      [1, CALL, returned, 0, 9],
      [0, PROBE, mutex('free'), 1, 2],
      [0, PROBE, mutex('free'), 3, 4],
    );
    expect(exercised(passed)).toEqual({ '1618-only': 1, 'mutex-scope': 2 });
    // One that may set nothing either way is seen outside of it or within: no one clause bears on that for certain.
    const seen = history([1, CALL, returned, 0, 3], [0, PROBE, mutex('free'), 1, 4]);
    expect(exercised(seen, literal)).toEqual({ '1618-only': 1 });
    expect(exercised(seen)).toEqual({ '1618-only': 1, 'mutex-scope': 1 });
    const unsure = history([1, START, HELD, 0, 1], [1, KILL, GONE, 2, 3], [0, PROBE, mutex('free'), 4, 5]);
    expect(exercised(unsure)).toEqual({ '1618-only': 1, 'mutex-scope': 1 });
    // Where what was left may be seen free too, nothing says that it had ended.
    expect(exercised(unsure, literal)).toEqual({ '1618-only': 1 });
    const either = history([1, START, HELD, 0, 9], [0, PROBE, mutex('free'), 1, 2]);
    expect(exercised(either)).toEqual({ '1618-only': 1, 'mutex-scope': 1 });
  });

  it('counts a clause that a call breaks, and goes on from there', () => {
    const calls = history([1, CALL, refused, 0, 1], [2, START, HELD, 2, 3], [3, START, HELD, 4, 5]);
    const { findings } = linearize(calls, 3, context);
    expect(findings.map(({ index, clause }) => [index, clause])).toEqual([
      [0, '1618-only'],
      [2, '1618-mutex'],
    ]);
    expect(exercised(calls)).toEqual({ '1618-only': 2, '1618-mutex': 1 });
  });
});

describe('a finding', () => {
  it('tells the call and where everybody may have stood before it', () => {
    const calls = history([1, START, HELD, 0, 1], [1, KILL, GONE, 2, 3], [1, CALL, refused, 4, 5]);
    const wrong = history([1, CALL, refused, 0, 1]);
    expect(linearize(wrong, 2, context).findings).toEqual([
      { clause: '1618-only', index: 0, event: wrong[0], before: [initialState(2)] },
    ]);
    expect(linearize(calls, 2, context).findings).toEqual([]);
    const twice = history([1, START, HELD, 0, 1], [2, START, HELD, 2, 3]);
    const [finding] = linearize(twice, 2, context).findings;
    expect(finding).toEqual({
      clause: '1618-mutex',
      index: 1,
      event: twice[1],
      before: [
        { clients: [{ at: 'execute', table: 'InstallExecuteSequence', within: null }, IDLE], residue: false },
      ],
    });
  });

  it('names each state before it once, whatever orders lead there', () => {
    const looks = [1, 2, 3].map((at) => [0, PROBE, mutex('free'), at, 20 + at] as const);
    const calls = history([1, CALL, refused, 4, 10], ...looks);
    const [finding] = linearize(calls, 2, context).findings;
    expect(finding?.before).toEqual([initialState(2)]);
  });

  it('blames of all orders those that break least', () => {
    // Refused while it began: nobody else installs, in whatever order.
    const calls = history([2, START, HELD, 0, 9], [1, CALL, refused, 1, 2], [3, CALL, refused, 10, 11]);
    expect(linearize(calls, 3, context).findings).toEqual([]);
    const none = history([2, START, refused, 0, 9], [1, CALL, refused, 1, 2]);
    expect(linearize(none, 3, context).findings.map(({ index }) => index)).toEqual([1, 0]);
    // Let through within its own UI sequence, and perhaps before the other had set the mutex.
    const beside = history(
      [1, { ...START, ui: 'full' }, { type: 'held', table: 'InstallUISequence' }, 0, 1],
      [2, START, HELD, 2, 9],
      [1, CALL, returned, 3, 4],
    );
    expect(linearize(beside, 3, context).findings.map(({ clause }) => clause)).toEqual(['1618-ui']);
  });

  it('ends its call all the same', () => {
    const calls = history(
      [1, START, HELD, 0, 1],
      [2, CALL, returned, 2, 3],
      [1, ADVANCE, returned, 4, 5],
      [0, PROBE, mutex('owned'), 6, 7],
    );
    expect(linearize(calls, 3, context).findings.map(({ index, clause }) => [index, clause])).toEqual([
      [1, '1618-mutex'],
      [3, 'mutex-scope'],
    ]);
  });
});

it('holds as many configurations as the budget allows, to the last', () => {
  const calls = history(...[0, 1, 2].map((at) => [0, PROBE, mutex('free'), at, 10 + at] as const), [
    1,
    CALL,
    refused,
    20,
    21,
  ]);
  // Of three calls that only look each subset is one.
  expect(linearize(calls, 2, context, { configurations: 8 }).unknown).toBeUndefined();
  expect(linearize(calls, 2, context, { configurations: 7 })).toEqual({
    findings: [],
    exercised: new Map(),
    unknown: 'more than 7 configurations before the response of call 1',
  });
  const late = history(
    [1, CALL, refused, 0, 1],
    ...[2, 3, 4].map((at) => [0, PROBE, mutex('free'), at, 10 + at] as const),
  );
  expect(linearize(late, 2, context, { configurations: 7 })).toMatchObject({
    findings: [{ index: 0 }],
    unknown: 'more than 7 configurations before the response of call 2',
  });
});

it('has a kill wait for the call that it met, however that is judged', () => {
  const met = history([1, START, HELD, 0, 7], [1, KILL, GONE, 1, 8], [0, PROBE, mutex('free'), 9, 10]);
  expect(linearize(met, 2, context).findings).toEqual([]);
  // Killed before it took effect it could not have been held.
  const seen = history(
    [1, START, HELD, 0, 7],
    [1, KILL, GONE, 1, 8],
    [2, CALL, refused, 2, 3],
    [0, PROBE, mutex('owned'), 4, 5],
  );
  expect(linearize(seen, 2, context).findings).toEqual([]);
  expect(linearize(seen, 2, { ...context, reading: lenient }).findings).toEqual([]);
});
