/** The readable oracle against the table that is derived from it, on the same histories. */
import type { Context, Observed, State } from '../spec/index.ts';
import * as fc from 'fast-check';
import { checkCompiled, tableFor } from '../oracle/compiled/index.ts';
import { check, step } from '../oracle/index.ts';
import { openReference } from '../adapters/reference/index.ts';
import { interleavings, runCase } from '../properties/index.ts';
import { DEFAULT_READING, initialState } from '../spec/index.ts';
import { measure, report } from './measure.ts';

const PROCESSES = 4;
const context: Context = { reading: DEFAULT_READING, windowsInstaller: '5.0' };
const table = tableFor(context);
const reference = openReference({ windowsInstaller: '5.0' });

const histories: Observed[][] = [];
const drawn = interleavings({
  capabilities: reference.capabilities,
  maxProcesses: PROCESSES,
  maxSteps: 50,
});
for (const interleaving of fc.sample(drawn, { seed: 1, numRuns: 300 })) {
  const { observed } = await runCase(reference, interleaving, { deadline: 5000, emit: () => {} });
  // As they are read from a file: objects of the same kind have the same shape.
  histories.push(JSON.parse(JSON.stringify(observed)) as Observed[]);
}
const steps = histories.reduce((sum, history) => sum + history.length, 0);

const repeated = (times: number, run: () => number) => (): number => {
  let units = 0;
  for (let round = 0; round < times; round++) units += run();
  return units;
};

const byRules = (): number => {
  for (const history of histories) {
    let states: readonly State[] = [initialState(PROCESSES)];
    for (const event of history) {
      const stepped = step(states, event, context);
      if (stepped.violates.length > 0) throw new Error('the reference diverged');
      states = stepped.states;
    }
  }
  return steps;
};

const byCompiled = (): number => {
  for (const history of histories) checkCompiled(history, PROCESSES, table);
  return steps;
};

if (histories.some((history) => check(history, PROCESSES, context).findings.length > 0)) {
  throw new Error('the reference diverged');
}

await report({
  id: 'oracle-steps',
  title: `Judging ${histories.length} histories of the reference, ${steps} events, ${PROCESSES} processes`,
  unit: 'steps',
  against: 'ts-pattern oracle',
  measured: await measure(
    [
      { name: 'ts-pattern oracle', run: byRules },
      { name: 'table, from events as they are recorded', run: repeated(10, byCompiled) },
    ],
    { rounds: 7, warmUp: 2, clock: 'cpu' },
  ),
  facts: { steps, histories: histories.length, processes: PROCESSES },
});
