import { describe, expect, test } from 'vitest';
import { agreeing } from './agreement.ts';
import { mergeResults } from './merge/merge.ts';
import type { Result } from './schema/result.ts';
import { BEHAVIOURS, run } from './testing/runs.ts';
import type { BehaviourName } from './testing/runs.ts';

const DRAW = { seed: 3, numRuns: 60 };
const names = Object.keys(BEHAVIOURS) as BehaviourName[];

test.each(names)(
  'a result of a run, of its shards and of them together agrees with itself: %s',
  async (name) => {
    const draw = { behaviour: name, ...DRAW };
    const shards = await Promise.all([1, 2].map((index) => run(draw, { index, count: 2 })));
    for (const result of [
      await run(draw),
      ...shards,
      ...mergeResults(shards),
      ...mergeResults(shards.slice(1)),
    ])
      expect(agreeing(result, 'x')).toBe(result);
  },
);

const changed = (result: Result, id: string, change: object): Result => ({
  ...result,
  clauses: result.clauses.map((clause) => (clause.id === id ? { ...clause, ...change } : clause)),
});

describe('a result that contradicts itself is refused', () => {
  const cases: readonly (readonly [string, BehaviourName, (result: Result) => Result, RegExp])[] = [
    [
      'a verdict above a clause that diverges',
      'no mutex',
      (result) => ({ ...result, verdict: 'conforms' }),
      /by the verdicts of its clauses it is "diverges"/,
    ],
    [
      'a clause that conforms and has a divergence',
      'no mutex',
      (result) =>
        changed(result, '1618-mutex', {
          verdict: 'conforms',
          readings: { intended: 'conforms', literal: 'conforms', lenient: 'conforms' },
        }),
      /1618-mutex is "conforms" under intended, where it has a divergence/,
    ],
    [
      'a divergence that was taken out',
      'no mutex',
      (result) => changed(result, '1618-mutex', { divergences: [] }),
      /without a divergence/,
    ],
    [
      'a clause that says something else than its readings',
      'conforming',
      (result) => changed(result, 'mutex-held', { verdict: 'unsupported' }),
      /mutex-held is "unsupported", and under the reading that decides, intended, "conforms"/,
    ],
    [
      'no interleaving',
      'conforming',
      (result) => ({ ...result, interleavings: 0 }),
      /no interleaving was run/,
    ],
    [
      'a clause that was never exercised',
      'conforming',
      (result) => changed(result, 'mutex-held', { exercised: 0 }),
      /never exercised/,
    ],
    [
      'a problem, and it conforms',
      'conforming',
      (result) => ({ ...result, problems: ['no clause was exercised'] }),
      /by 1 problem it is "inconclusive"/,
    ],
    [
      'a clause that is not there',
      'conforming',
      (result) => ({ ...result, clauses: result.clauses.slice(1) }),
      /mutex-scope must stand among its clauses, once/,
    ],
    [
      'a clause that is there twice',
      'conforming',
      (result) => ({ ...result, clauses: [...result.clauses, ...result.clauses.slice(0, 1)] }),
      /mutex-scope must stand among its clauses, once/,
    ],
    [
      'a reading that decides and is not judged',
      'conforming',
      (result) => ({ ...result, reading: 'strict' }),
      /"not judged"/,
    ],
  ];
  test.each(cases)('%s', async (_name, behaviour, change, says) => {
    const result = await run({ behaviour, ...DRAW });
    expect(() => agreeing(change(result), 'file.json')).toThrow(says);
    expect(() => agreeing(change(result), 'file.json')).toThrow(
      /^file\.json: the result contradicts itself: /,
    );
  });
});
