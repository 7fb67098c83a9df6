import { expect, test } from 'vitest';
import { openReference } from '../adapters/index.ts';
import type { OpenedImplementation } from '../adapters/implementation.ts';
import { runSuite } from '../properties/index.ts';
import { DEFAULT_READING, READINGS } from '../spec/index.ts';
import { resultOf } from './result.ts';
import type { HistoryHead } from './schema/history.ts';
import type { Result } from './schema/result.ts';

/** One idle call is refused, and none after it, not even of a fresh one. */
const openOnce = (): OpenedImplementation => {
  const reference = openReference();
  let calls = 0;
  return {
    ...reference,
    restart: async () => {},
    perform: async (process, operation, signal) => {
      const response = await reference.perform(process, operation, signal);
      const isIdle = operation.op === 'call' && response.type === 'returned' && response.code === 0;
      return isIdle && ++calls === 30 ? { type: 'returned', code: 1618 } : response;
    },
  };
};

const resultWith = async (isTried: boolean, shard?: { index: number; count: number }): Promise<Result> => {
  const implementation = openOnce();
  const draw = { seed: 5, numRuns: 60, processes: 2, maxSteps: 8 };
  const { tally } = await runSuite(implementation, { ...draw, readings: READINGS, deadline: 5000 });
  const { identity, capabilities } = implementation;
  return resultOf({
    head: {
      format: 'msiconform-history',
      version: 1,
      implementation: identity,
      capabilities: structuredClone(capabilities) as HistoryHead['capabilities'],
      mode: 'lockstep',
      seed: 5,
      startedAt: '1970-01-01T00:00:00.000Z',
      ...(shard === undefined ? {} : { shard }),
    },
    tally,
    tail: {
      end: 'complete',
      failures: [],
      durationMs: 0,
      ...(isTried ? {} : { notTriedBehind: tally.divergences.map(({ signature }) => signature) }),
    },
    readings: READINGS,
    reading: DEFAULT_READING,
    drawn: true,
  });
};

const divergencesOf = ({ clauses }: Result): Result['clauses'][number]['divergences'] =>
  clauses.flatMap(({ divergences }) => divergences);

test('the replay of what was not tried behind the cases before it runs all of them', async () => {
  const untried = divergencesOf(await resultWith(false));
  expect(untried).not.toEqual([]);
  for (const { replay, first, explanation } of untried) {
    expect(replay).toBe(`msiconform run reference --seed 5 --path 0-${first}`);
    expect(explanation).toContain('There was no time left to run it behind');
  }
  for (const { replay, explanation } of divergencesOf(await resultWith(true))) {
    expect(replay).toMatch(/ --path [\d:]+$/);
    expect(explanation).toContain('It is flaky');
  }
});

test('a shard, which ran only some of them, names its own', async () => {
  for (const { replay } of divergencesOf(await resultWith(false, { index: 1, count: 2 })))
    expect(replay).toMatch(/ --path [\d:]+$/);
});
