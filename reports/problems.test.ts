import { expect, test } from 'vitest';
import { problemsOf } from './problems.ts';
import type { ProblemsInput } from './problems.ts';

const run: Omit<ProblemsInput, 'end' | 'drawn'> = {
  mode: 'lockstep',
  interleavings: 5,
  clauses: [{ id: '1618-mutex', verdict: 'conforms' }],
  failures: [],
};

test('a replay that the time limit cut short proves nothing, and a draw that it cut short is a smaller one', () => {
  expect(problemsOf({ ...run, end: 'time-limit', drawn: false })).toEqual([
    'the time limit came before the last interleaving of the replay',
  ]);
  expect(problemsOf({ ...run, end: 'time-limit', drawn: true })).toEqual([]);
  expect(problemsOf({ ...run, end: 'complete', drawn: false })).toEqual([]);
});
