import { CLAUSES } from '../../spec/index.ts';
import pc from 'picocolors';
import { expect, test } from 'vitest';
import { CLAUSE_VERDICTS } from '../schema/result.ts';
import type { ClauseVerdict, Result } from '../schema/result.ts';
import { run } from '../testing/runs.ts';
import type { BehaviourName } from '../testing/runs.ts';
import { compareResults, regressionsOf, renderDiff } from './index.ts';

const draw = (behaviour: BehaviourName, seed = 3) => run({ behaviour, seed, numRuns: 400 });
const clausesOf = (readings: readonly { clause: string; change: string }[]): string[] => [
  ...new Set(readings.filter(({ change }) => change !== 'same').map(({ clause }) => clause)),
];

test('two runs that differ in one clause: that clause only is named', async () => {
  const [before, after] = [await draw('conforming'), await draw('blind to its own UI')];
  const diff = compareResults([before], [after]);
  expect(clausesOf(diff.implementations[0]?.readings ?? [])).toEqual(['1618-ui']);
  expect([...new Set(regressionsOf(diff).map(({ clause }) => clause))]).toEqual(['1618-ui']);
  const text = renderDiff(diff, pc.createColors(false));
  expect(text).toMatch(
    new RegExp(`3 new, 0 gone, 0 changed, ${3 * CLAUSES.length - 3} same[\\s\\S]*regression in 1618-ui$`),
  );
  expect(text).not.toContain('mutex-held');
});

test('a divergence that is gone is no regression', async () => {
  const diff = compareResults([await draw('no mutex')], [await draw('conforming')]);
  expect(regressionsOf(diff)).toEqual([]);
  expect(clausesOf(diff.implementations[0]?.readings ?? [])).toEqual(['mutex-held', '1618-mutex']);
});

test('the same run compared with itself is the same in every clause and reading', async () => {
  const result = await draw('service always on');
  const diff = compareResults([result], [result]);
  expect(diff.implementations[0]?.readings.map(({ change }) => change)).toEqual(
    Array(3 * CLAUSES.length).fill('same'),
  );
});

test('a new kind of divergence in a clause that diverged is a regression, one less is not', async () => {
  const result = await draw('no mutex');
  const fewer = {
    ...result,
    clauses: result.clauses.map((clause) => ({ ...clause, divergences: clause.divergences.slice(1) })),
  };
  expect(regressionsOf(compareResults([fewer], [result])).length).toBeGreaterThan(0);
  expect(regressionsOf(compareResults([result], [fewer]))).toEqual([]);
});

test('what is on one side only is told, not compared', async () => {
  const result = await draw('conforming');
  const other = { ...result, implementation: { ...result.implementation, id: 'wine' } };
  const diff = compareResults([result], [other]);
  expect(diff).toEqual({ implementations: [], added: ['wine'], removed: ['reference'], empty: [] });
});

/** The result with another verdict on one clause under every reading. */
const judged = (result: Result, clause: string, verdict: ClauseVerdict): Result => ({
  ...result,
  clauses: result.clauses.map((each) =>
    each.id === clause
      ? {
          ...each,
          verdict,
          readings: Object.fromEntries(Object.keys(each.readings).map((reading) => [reading, verdict])),
          divergences:
            verdict === 'diverges' || verdict === 'flaky'
              ? each.divergences.map((divergence) => ({ ...divergence, flaky: verdict === 'flaky' }))
              : [],
        }
      : each,
  ),
});

test.each(['lockstep', 'racing'] as const)(
  'between any two verdicts in %s: new and gone are what they say, and only a new divergence is a regression',
  async (mode) => {
    const result: Result = { ...(await draw('no mutex')), mode };
    // What is flaky in lockstep decides nothing.
    const isFirm = (verdict: ClauseVerdict): boolean =>
      verdict === 'diverges' || (verdict === 'flaky' && mode === 'racing');
    for (const before of CLAUSE_VERDICTS) {
      for (const after of CLAUSE_VERDICTS) {
        const diff = compareResults(
          [judged(result, '1618-mutex', before)],
          [judged(result, '1618-mutex', after)],
        );
        const changes = new Set(
          diff.implementations[0]?.readings
            .filter(({ clause }) => clause === '1618-mutex')
            .map(({ change }) => change),
        );
        const expected =
          before === after
            ? 'same'
            : isFirm(after) && !isFirm(before)
              ? 'new'
              : isFirm(before) && after === 'conforms'
                ? 'gone'
                : 'changed';
        expect([before, after, ...changes]).toEqual([before, after, expected]);
        expect(regressionsOf(diff).length > 0).toBe(expected === 'new');
      }
    }
  },
);

test('a run that did nothing makes no divergence go away', async () => {
  const result = await draw('no mutex');
  const nothing = { ...(await draw('conforming')), interleavings: 0 };
  const diff = compareResults([result], [nothing]);
  expect(diff).toEqual({ implementations: [], added: [], removed: [], empty: ['reference'] });
  expect(renderDiff(diff, pc.createColors(false))).toMatch(/nothing was compared$/);
});

test('two results that cannot be told apart are refused, those of two modes are not', async () => {
  const result = await draw('conforming');
  const racing = { ...result, mode: 'racing' } as const;
  expect(() => compareResults([result, result], [result])).toThrow(
    /the baseline has two results of reference/,
  );
  expect(compareResults([result, racing], [racing, result]).implementations).toHaveLength(2);
});
