import pc from 'picocolors';
import { expect, test } from 'vitest';
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
  expect(text).toMatch(/3 new, 0 gone, 0 changed, 21 same[\s\S]*regression in 1618-ui$/);
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
  expect(diff.implementations[0]?.readings.map(({ change }) => change)).toEqual(Array(24).fill('same'));
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
  expect(diff).toEqual({ implementations: [], added: ['wine'], removed: ['reference'] });
});
