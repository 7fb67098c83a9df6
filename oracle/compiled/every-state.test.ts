import type { Context, Observed, State } from '../../spec/index.ts';
import { describe, expect, it } from 'vitest';
import {
  CLAUSE_IDS,
  DEFAULT_READING,
  executing,
  isObservation,
  keyOf,
  NAMED_READINGS,
  withClient,
} from '../../spec/index.ts';
import { byGrade, mostProcesses } from '../../testing/bounds.ts';
import { exploreNaive } from '../explore/index.ts';
import { step } from '../step.ts';
import type { Stepped } from '../step.ts';
import type { OracleTable } from './index.ts';
import {
  applyingBits,
  CLIENT_KINDS,
  CLIENT_RESPONSES,
  CLIENTS,
  codeOf,
  encode,
  entryOf,
  FIRST_EXECUTING,
  nextClient,
  nextResidues,
  OBSERVATION_KINDS,
  responsesToObservation,
  rowOf,
  tableFor,
  violatedBits,
} from './index.ts';

/** The sets of residues that the oracle can be in at these clients. */
const residueSets = [[false], [true], [false, true]] as const;

const eventsIn = (state: State): readonly Observed[] => [
  ...state.clients.flatMap((_, index) =>
    CLIENT_KINDS.flatMap((operation) =>
      CLIENT_RESPONSES.map((response) => ({ process: index + 1, operation, response })),
    ),
  ),
  ...OBSERVATION_KINDS.flatMap((operation) =>
    responsesToObservation(operation.op, executing(state)).map((response) => ({
      process: 0,
      operation,
      response,
    })),
  ),
];

/** The table's entry, asked for as a user of the table asks. */
const entryFor = (states: readonly State[], event: Observed, table: OracleTable): number => {
  const [state] = states;
  if (state === undefined) throw new Error('no state');
  const residues = states.reduce((bits, { residue }) => bits | (residue ? 2 : 1), 0);
  const codes = state.clients.map(codeOf);
  const own = isObservation(event.operation) ? 0 : (codes[event.process - 1] ?? 0);
  const others = codes.filter((code) => code >= FIRST_EXECUTING).length - (own >= FIRST_EXECUTING ? 1 : 0);
  return entryOf(table, rowOf(own, others > 0, residues) + encode(event, Uint8Array.from(codes)));
};

const bitsOf = (clauses: readonly string[]): number =>
  clauses.reduce((bits, clause) => bits | (1 << CLAUSE_IDS.findIndex((id) => id === clause)), 0);

/** Whether the entry says what the rules say: the same states, clauses broken and clauses that bear. */
const agree = (
  entry: number,
  { states, violates, applies }: Stepped,
  from: State,
  event: Observed,
): boolean => {
  if (violatedBits(entry) !== bitsOf(violates) || applyingBits(entry) !== bitsOf(applies)) return false;
  const client = CLIENTS[nextClient(entry)];
  if (client === undefined) return false;
  const next = isObservation(event.operation) ? from : withClient(from, event.process, client);
  const after = [false, true]
    .filter((residue) => (nextResidues(entry) & (residue ? 2 : 1)) !== 0)
    .map((residue) => keyOf({ ...next, residue }));
  return states.length === after.length && states.every((state) => after.includes(keyOf(state)));
};

const disagreements = (processes: number, context: Context): readonly unknown[] => {
  const table = tableFor(context);
  const wrong: unknown[] = [];
  const seen = new Set<string>();
  for (const state of exploreNaive(processes, context).reached.values()) {
    // Without a residue in reach the sets with one are no states of the oracle's.
    for (const residues of state.residue ? residueSets : residueSets.slice(0, 1)) {
      const states = residues.map((residue) => ({ ...state, residue }));
      const key = states.map(keyOf).join('|');
      if (seen.has(key)) continue;
      seen.add(key);
      for (const event of eventsIn(state)) {
        const [entry, rules] = [entryFor(states, event, table), step(states, event, context)];
        if (!agree(entry, rules, state, event)) wrong.push({ states, event, entry, rules });
      }
    }
  }
  return wrong;
};

/** In CI 3 processes, and at night under every reading. `MSICONFORM_PROCESSES=4`: 4 of them too, a minute. */
const cases = NAMED_READINGS.flatMap((reading) =>
  [3, 4]
    .filter(
      (processes) =>
        processes <= mostProcesses(reading === DEFAULT_READING ? byGrade(2, 3, 4) : byGrade(2, 2, 3)),
    )
    .map((processes) => ({ processes, name: reading.name, reading })),
);

describe('the table is the ts-pattern oracle on every reachable state and event', () => {
  it.each(NAMED_READINGS.flatMap((reading) => ['2.0', '5.0'].map((version) => ({ reading, version }))))(
    'for 1 and 2 processes under $reading.name on Windows Installer $version',
    ({ reading, version }) => {
      for (const n of [1, 2].filter((each) => each <= mostProcesses(2))) {
        expect(disagreements(n, { reading, windowsInstaller: version })).toEqual([]);
      }
    },
    120_000,
  );

  it.each(cases)(
    'for $processes processes under $name',
    ({ processes, reading }) => {
      expect(disagreements(processes, { reading, windowsInstaller: '5.0' })).toEqual([]);
    },
    120_000,
  );
});
