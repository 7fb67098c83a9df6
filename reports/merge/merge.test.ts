import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Result } from '../schema/result.ts';
import { BEHAVIOURS, run } from '../testing/runs.ts';
import type { BehaviourName, Draw } from '../testing/runs.ts';
import { mergeResults } from './merge.ts';
import { byGrade, firstByDay } from '../../testing/bounds.ts';

const shards = (draw: Draw, count: number): Promise<Result[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => run(draw, { index: index + 1, count })));

const draws: fc.Arbitrary<Draw> = fc.record({
  behaviour: fc.constantFrom(...(Object.keys(BEHAVIOURS) as BehaviourName[])),
  seed: fc.integer(),
  numRuns: fc.integer({ min: 1, max: 60 }),
});

describe('merging shards', () => {
  test('in any order, in any grouping, a shard twice: the result of the whole run', async () => {
    const scenario = draws.chain((draw) =>
      fc.integer({ min: 1, max: 5 }).chain((count) =>
        fc.record({
          draw: fc.constant(draw),
          count: fc.constant(count),
          order: fc.shuffledSubarray([...Array(count).keys()], { minLength: count }),
          again: fc.array(fc.nat({ max: count - 1 }), { maxLength: 3 }),
          cut: fc.nat({ max: count + 3 }),
        }),
      ),
    );
    await fc.assert(
      fc.asyncProperty(scenario, async ({ draw, count, order, again, cut }) => {
        const whole = await run(draw);
        const parts = await shards(draw, count);
        const given = [...order, ...again].flatMap((index) => parts.slice(index, index + 1));
        expect(mergeResults(given)).toEqual([whole]);
        const grouped = [...mergeResults(given.slice(0, cut)), ...mergeResults(given.slice(cut))];
        expect(mergeResults(grouped)).toEqual([whole]);
      }),
      { numRuns: byGrade(10, 40, 40) },
    );
  });

  test('a kind that a tour came upon first is shown as the whole run shows it', async () => {
    for (const behaviour of firstByDay(2, Object.keys(BEHAVIOURS) as BehaviourName[])) {
      const draw: Draw = { behaviour, seed: 7, numRuns: 30, strategy: 'tour' };
      const { tour, ...whole } = await run(draw);
      expect(tour?.covered).toBeGreaterThan(0);
      expect(mergeResults(await shards(draw, 3))).toEqual([whole]);
    }
  });

  test('while a shard is missing it says which, and proves nothing', async () => {
    const [first, , third] = await shards({ behaviour: 'conforming', seed: 1, numRuns: 300 }, 3);
    const [merged] = mergeResults([first, third].filter((part) => part !== undefined));
    expect(merged?.verdict).toBe('inconclusive');
    expect(merged?.problems).toContain('the shards 2/3 are missing');
    const [alone] = mergeResults(third === undefined ? [] : [third]);
    expect(alone?.verdict).toBe('inconclusive');
    expect(alone?.problems).toContain('the shards 1/3, 2/3 are missing');
  });

  test('shards of different runs stay apart', async () => {
    const one = await shards({ behaviour: 'conforming', seed: 1, numRuns: 30 }, 2);
    const other = await shards({ behaviour: 'conforming', seed: 2, numRuns: 30 }, 2);
    expect(mergeResults([...one, ...other]).map((result) => result.seed)).toEqual([1, 2]);
  });

  test('shards cut differently, or two results of one shard, are refused', async () => {
    const draw: Draw = { behaviour: 'conforming', seed: 1, numRuns: 30 };
    const halves = await shards(draw, 2);
    const thirds = await shards(draw, 3);
    expect(() => mergeResults([...halves, ...thirds])).toThrow(/overlap: merge shards of one count/);
    const changed = halves.map((half) => ({ ...half, operations: half.operations + 1 }));
    expect(() => mergeResults([...halves, ...changed])).toThrow(/shard 1\/2 .* two different results/);
  });
});
