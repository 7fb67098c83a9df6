/** The readable oracle against the table that is derived from it, on the same histories. */
import type { Context, Observed, State } from '../spec/index.ts';
import * as fc from 'fast-check';
import {
  checkCompiled,
  compile,
  encode,
  FIRST_EXECUTING,
  nextClient,
  nextResidues,
  RESIDUE_NONE,
  rowOf,
  violatedBits,
} from '../oracle/compiled/index.ts';
import { check, step } from '../oracle/index.ts';
import { openReference } from '../adapters/reference/index.ts';
import { interleavings, runCase } from '../properties/index.ts';
import { DEFAULT_READING, initialState, isObservation } from '../spec/index.ts';
import { measure, report } from './measure.ts';

const PROCESSES = 4;
const context: Context = { reading: DEFAULT_READING, windowsInstaller: '5.0' };
const table = compile(context);
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

/** Two numbers an event: the client (or -1 for the observer) and the column of the table. */
const encoded = histories.map((history) => {
  const executing = new Set<number>();
  return Int32Array.from(
    history.flatMap((event) => {
      const { process, operation, response } = event;
      const column = encode(event, [...executing]);
      if (!isObservation(operation)) {
        if (response.type === 'held' && response.table.endsWith('ExecuteSequence')) executing.add(process);
        else if (response.type !== 'unsupported' && operation.op !== 'call') executing.delete(process);
      }
      return [isObservation(operation) ? -1 : process - 1, column];
    }),
  );
});

const byTable = (): number => {
  const { entries } = table;
  const clients = new Uint8Array(PROCESSES);
  let divergences = 0;
  for (const events of encoded) {
    clients.fill(0);
    let executing = 0;
    let residues = RESIDUE_NONE;
    for (let index = 0; index < events.length; index += 2) {
      const process = events[index] as number;
      const client = process < 0 ? 0 : (clients[process] as number);
      const others = client >= FIRST_EXECUTING ? executing - 1 : executing;
      const entry = entries[rowOf(client, others, residues) + (events[index + 1] as number)] as number;
      if (violatedBits(entry) !== 0) divergences++;
      residues = nextResidues(entry);
      if (process >= 0) {
        const next = nextClient(entry);
        clients[process] = next;
        executing = next >= FIRST_EXECUTING ? others + 1 : others;
      }
    }
  }
  if (divergences > 0) throw new Error('the reference diverged');
  return steps;
};

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
      { name: 'table, from encoded events', run: repeated(500, byTable) },
    ],
    { rounds: 7, warmUp: 2, clock: 'cpu' },
  ),
  facts: { steps, histories: histories.length, processes: PROCESSES },
});
