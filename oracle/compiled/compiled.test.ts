import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ACTIONS,
  APIS,
  applicationOf,
  CLAUSE_IDS,
  DEFAULT_READING,
  lenient,
  NAMED_READINGS,
  SEQUENCE_TABLES,
  UI_LEVELS,
} from '../../spec/index.ts';
import { check } from '../check.ts';
import type { Observed, Operation, Response } from '../events.ts';
import { isObservation } from '../events.ts';
import { exploreNaive } from '../explore/index.ts';
import type { Context } from '../rules.ts';
import { executing, keyOf, withClient } from '../state.ts';
import type { State } from '../state.ts';
import { step } from '../step.ts';
import {
  bearingBits,
  checkCompiled,
  CLIENT_OPERATIONS,
  CLIENT_RESPONSES,
  CLIENTS,
  clausesOf,
  codeOf,
  compile,
  encode,
  EVENTS_RESPONSES,
  FIRST_EXECUTING,
  nextClient,
  nextResidues,
  OBSERVATIONS,
  PROBE_RESPONSES,
  rowOf,
  SERVICE_RESPONSES,
  violatedBits,
} from './index.ts';

const contexts: readonly Context[] = NAMED_READINGS.flatMap((reading) =>
  ['2.0', '5.0'].map((windowsInstaller) => ({ reading, windowsInstaller })),
);

/** The sets of residues that the oracle can be in at these clients. */
const residueSets = [[false], [true], [false, true]] as const;

const eventsIn = (state: State): readonly Observed[] => [
  ...state.clients.flatMap((_, index) =>
    CLIENT_OPERATIONS.flatMap((operation) =>
      CLIENT_RESPONSES.map((response) => ({ process: index + 1, operation, response })),
    ),
  ),
  ...OBSERVATIONS.flatMap((operation, kind) =>
    ([PROBE_RESPONSES, SERVICE_RESPONSES, EVENTS_RESPONSES(executing(state))][kind] ?? []).map(
      (response) => ({
        process: 0,
        operation,
        response,
      }),
    ),
  ),
];

/** What the table says, in the oracle's words. */
const byTable = (states: readonly State[], event: Observed, entries: Int32Array): string => {
  const [state] = states;
  if (state === undefined) throw new Error('no state');
  const residues = states.reduce((bits, { residue }) => bits | (residue ? 2 : 1), 0);
  const codes = state.clients.map(codeOf);
  const own = isObservation(event.operation) ? 0 : (codes[event.process - 1] ?? 0);
  const others = codes.filter((code) => code >= FIRST_EXECUTING).length - (own >= FIRST_EXECUTING ? 1 : 0);
  const named = state.clients.flatMap((client, index) => (client.at === 'execute' ? [index + 1] : []));
  const entry = entries[rowOf(own, others > 0, residues) + encode(event, named)] ?? -1;
  const client = CLIENTS[nextClient(entry)];
  if (client === undefined) throw new Error('no client');
  const next = isObservation(event.operation) ? state : withClient(state, event.process, client);
  const after = [false, true]
    .filter((residue) => (nextResidues(entry) & (residue ? 2 : 1)) !== 0)
    .map((residue) => keyOf({ ...next, residue }));
  return says(after, clausesOf(violatedBits(entry)), clausesOf(bearingBits(entry)));
};

const says = (states: readonly string[], violates: readonly string[], bears: readonly string[]): string =>
  `${[...states].sort().join(' | ')} violates ${violates.join()} bears ${bears.join()}`;

const inOrder = (clauses: readonly string[]) => CLAUSE_IDS.filter((id) => clauses.includes(id));

const byRules = (states: readonly State[], event: Observed, context: Context): string => {
  const stepped = step(states, event, context);
  return says(stepped.states.map(keyOf), inOrder(stepped.violates), inOrder(stepped.bears));
};

const disagreements = (processes: number, context: Context): readonly unknown[] => {
  const { entries } = compile(context);
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
        const [table, rules] = [byTable(states, event, entries), byRules(states, event, context)];
        if (table !== rules) wrong.push({ states, event, table, rules });
      }
    }
  }
  return wrong;
};

describe('the table is the ts-pattern oracle on every reachable state and event', () => {
  it.each(contexts)(
    'under $reading.name on Windows Installer $windowsInstaller',
    (context) => {
      for (const n of [1, 2]) expect(disagreements(n, context)).toEqual([]);
    },
    120_000,
  );

  it.each([3, 4])(
    'for %i processes',
    (processes) => {
      const context: Context = { reading: DEFAULT_READING, windowsInstaller: '5.0' };
      expect(disagreements(processes, context)).toEqual([]);
    },
    120_000,
  );

  it('for 3 processes where a residue and an execute table can be together', () => {
    expect(disagreements(3, { reading: lenient, windowsInstaller: '5.0' })).toEqual([]);
  }, 120_000);
});

const response: fc.Arbitrary<Response> = fc.oneof(
  fc.constantFrom(...SEQUENCE_TABLES).map((table): Response => ({ type: 'held', table })),
  fc.constantFrom(0, 1602, 1603, 1618).map((code): Response => ({ type: 'returned', code })),
  fc.constant<Response>({ type: 'gone' }),
  fc.constant<Response>({ type: 'open', reason: 'no answer' }),
  fc.constant<Response>({ type: 'unsupported' }),
  fc.constantFrom('absent', 'free', 'owned', 'denied').map((state): Response => ({ type: 'mutex', state })),
  fc.nat(7).map((controlsAccepted): Response => ({ type: 'service', state: 4, controlsAccepted })),
  fc.subarray([1, 2, 3].map(applicationOf)).map((installing): Response => ({ type: 'events', installing })),
);

const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({
    op: fc.constant('start' as const),
    action: fc.constantFrom(...ACTIONS),
    ui: fc.constantFrom(...UI_LEVELS),
  }),
  fc.record({ op: fc.constant('call' as const), api: fc.constantFrom(...APIS) }),
  fc.constantFrom<Operation>(
    { op: 'advance' },
    { op: 'cancel' },
    { op: 'kill' },
    { op: 'probe' },
    { op: 'service' },
    { op: 'events' },
  ),
);

const event: fc.Arbitrary<Observed> = fc
  .record({ process: fc.integer({ min: 1, max: 3 }), operation, response })
  .map((made) => (isObservation(made.operation) ? { ...made, process: 0 } : made));

describe('a whole history of any answers, sensible or not', () => {
  it.each(contexts)('is judged alike under $reading.name on $windowsInstaller', (context) => {
    const table = compile(context);
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), (history) => {
        const judged = check(history, 3, context);
        const compiled = checkCompiled(history, 3, table);
        expect(
          compiled.divergences.flatMap(({ index, violated }) =>
            clausesOf(violated).map((clause) => ({ index, clause })),
          ),
        ).toEqual(
          judged.findings
            .map(({ index, clause }) => ({ index, clause }))
            .sort((a, b) => a.index - b.index || CLAUSE_IDS.indexOf(a.clause) - CLAUSE_IDS.indexOf(b.clause)),
        );
        expect([...compiled.exercised]).toEqual(CLAUSE_IDS.map((id) => judged.exercised.get(id) ?? 0));
      }),
      { numRuns: 300 },
    );
  });
});

it('refuses a process that is not in the case', () => {
  const table = compile({ reading: DEFAULT_READING, windowsInstaller: '5.0' });
  const stray: Observed = { process: 3, operation: { op: 'advance' }, response: { type: 'gone' } };
  expect(() => checkCompiled([stray], 2, table)).toThrow('process 3 is not among the 2 clients of this case');
});
