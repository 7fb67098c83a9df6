import type { ClauseId, Context, Observed, Operation, Reading, Response, State } from '../../spec/index.ts';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ACTIONS,
  APIS,
  applicationOf,
  beginsWithUi,
  CLAUSE_IDS,
  DEFAULT_READING,
  initialState,
  isInstallingApi,
  isObservation,
  NAMED_READINGS,
  parseReading,
  SEQUENCE_TABLES,
  UI_LEVELS,
} from '../../spec/index.ts';
import { check } from '../check.ts';
import { step } from '../step.ts';
import {
  CLIENT_KINDS,
  CLIENTS,
  checkCompiled,
  codeOf,
  entryOf,
  EVENT_COUNT,
  FIRST_EXECUTING,
  FIRST_OBSERVATION,
  kindOfOperation,
  OBSERVATION_KINDS,
  RESIDUE_NONE,
  RESIDUE_SOME,
  rowOf,
  tableFor,
  Tracker,
} from './index.ts';
import { byNight } from '../../testing/bounds.ts';

/** More on demand: MSICONFORM_HISTORIES=100000. */
const RUNS = Number(process.env['MSICONFORM_HISTORIES'] ?? byNight(120, 300));

const contexts: readonly Context[] = NAMED_READINGS.flatMap((reading) =>
  ['2.0', '5.0'].map((windowsInstaller) => ({ reading, windowsInstaller })),
);

const response: fc.Arbitrary<Response> = fc.oneof(
  fc.constantFrom(...SEQUENCE_TABLES).map((table): Response => ({ type: 'held', table })),
  fc.constantFrom(0, 1602, 1603, 1618).map((code): Response => ({ type: 'returned', code })),
  fc.constant<Response>({ type: 'gone' }),
  fc.constant<Response>({ type: 'open', reason: 'no answer' }),
  fc.constant<Response>({ type: 'unsupported' }),
  fc.constantFrom('absent', 'free', 'owned', 'denied').map((state): Response => ({ type: 'mutex', state })),
  fc
    .constantFrom(1, 2, 3, 'other' as const)
    .map((owner): Response => ({ type: 'mutex', state: 'owned', owner })),
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

const clausesOf = (bits: number): readonly ClauseId[] =>
  CLAUSE_IDS.filter((_, index) => (bits & (1 << index)) !== 0);

const event: fc.Arbitrary<Observed> = fc
  .record({ process: fc.integer({ min: 1, max: 3 }), operation, response })
  .map((made) => (isObservation(made.operation) ? { ...made, process: 0 } : made));

describe('a whole history of any answers, sensible or not', () => {
  it.each(contexts)('is judged alike under $reading.name on $windowsInstaller', (context) => {
    const table = tableFor(context);
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
        expect(compiled.divergences.filter(({ violated }) => violated === 0)).toEqual([]);
        expect([...compiled.exercised]).toEqual(CLAUSE_IDS.map((id) => judged.exercised.get(id) ?? 0));
      }),
      { numRuns: RUNS },
    );
  });
});

it('has nothing to say of nothing', () => {
  const { divergences, exercised } = checkCompiled([], 1, tableFor(contexts[0] as Context));
  expect([divergences, [...exercised]]).toEqual([[], CLAUSE_IDS.map(() => 0)]);
});

it('follows every client and what may be left, and derives no entry twice', () => {
  const context: Context = { reading: DEFAULT_READING, windowsInstaller: '5.0' };
  const table = tableFor(context);
  fc.assert(
    fc.property(fc.array(event, { maxLength: 20 }), (history) => {
      const tracker = new Tracker(3, table);
      let states: readonly State[] = [initialState(3)];
      for (const each of history) {
        tracker.step(each);
        states = step(states, each, context).states;
        expect([...tracker.clients]).toEqual(states[0]?.clients.map(codeOf));
        expect(tracker.residues).toBe(
          states.reduce((bits, { residue }) => bits | (residue ? RESIDUE_SOME : RESIDUE_NONE), 0),
        );
      }
    }),
    { numRuns: 40 },
  );
  const at = rowOf(0, 0, RESIDUE_NONE);
  table.entries[at] = 77;
  expect(entryOf(table, at)).toBe(77);
});

it('wants every client in the log that is in an execute table, and nobody else', () => {
  const holds = (process: number): Observed => ({
    process,
    operation: { op: 'start', action: 'INSTALL', ui: 'none' },
    response: { type: 'held', table: 'InstallExecuteSequence' },
  });
  const log = (...processes: number[]): Observed => ({
    process: 0,
    operation: { op: 'events' },
    response: { type: 'events', installing: processes.map(applicationOf) },
  });
  const missed = (...history: Observed[]): boolean => {
    const { divergences } = checkCompiled(history, 3, tableFor(contexts[0] as Context));
    return divergences.some(
      ({ index, violated }) => index === history.length - 1 && clausesOf(violated).includes('event-log'),
    );
  };
  const logs = [[], [1], [2], [3], [1, 2], [1, 2, 3]];
  expect(logs.filter((named) => missed(log(...named)))).toEqual([]);
  expect(logs.filter((named) => missed(holds(2), log(...named)))).toEqual([[], [1], [3]]);
  expect(logs.filter((named) => missed(holds(1), holds(2), log(...named)))).toEqual([[], [1], [2], [3]]);
  const returned: Observed = {
    process: 2,
    operation: { op: 'advance' },
    response: { type: 'returned', code: 0 },
  };
  expect(logs.filter((named) => missed(holds(2), returned, log(...named)))).toEqual([]);
  expect(logs.filter((named) => missed(holds(1), holds(2), returned, log(...named)))).toEqual([[], [2], [3]]);
});

it('wants the mutex to be owned by a client in an execute table, where a probe names one', () => {
  const holds: Observed = {
    process: 2,
    operation: { op: 'start', action: 'INSTALL', ui: 'none' },
    response: { type: 'held', table: 'InstallExecuteSequence' },
  };
  const brokenUnder = (owner: number | 'other', reading: Reading): readonly ClauseId[] => {
    const probe: Observed = {
      process: 0,
      operation: { op: 'probe' },
      response: { type: 'mutex', state: 'owned', owner },
    };
    const { divergences } = checkCompiled([holds, probe], 3, tableFor({ reading, windowsInstaller: '5.0' }));
    return divergences.flatMap(({ violated }) => clausesOf(violated));
  };
  const owners = [1, 2, 3, 9, 'other'] as const;
  const held = owners.map((owner) => brokenUnder(owner, DEFAULT_READING));
  expect(held).toEqual([['mutex-held'], [], ['mutex-held'], ['mutex-held'], []]);
  for (const text of ['literal', 'lenient', 'intended,mutexSet=exists'])
    expect(owners.flatMap((owner) => brokenUnder(owner, parseReading(text)))).toEqual([]);
});

it('refuses a process that is not in the case', () => {
  const table = tableFor({ reading: DEFAULT_READING, windowsInstaller: '5.0' });
  const stray: Observed = { process: 3, operation: { op: 'advance' }, response: { type: 'gone' } };
  expect(() => checkCompiled([stray], 2, table)).toThrow('process 3 is not among the 2 clients of this case');
});

it('names what no table knows', () => {
  const table = tableFor({ reading: DEFAULT_READING, windowsInstaller: '5.0' });
  const nowhere = { at: 'execute', table: 'AdvtExecuteSequence', within: 'AdminUISequence' } as const;
  expect(CLIENTS.map(codeOf)).toEqual(CLIENTS.map((_, code) => code));
  expect(CLIENTS.map(({ at }) => at === 'execute')).toEqual(
    CLIENTS.map((_, code) => code >= FIRST_EXECUTING),
  );
  expect(() => codeOf({ ...nowhere, within: 'Elsewhere' as 'AdminUISequence' })).toThrow(
    'no client of the model stands at AdvtExecuteSequence<Elsewhere',
  );
  const beyond = rowOf(CLIENTS.length, 0, RESIDUE_NONE);
  expect(() => entryOf(table, beyond)).toThrow(`the table has no entry ${beyond}`);
  expect(() => entryOf(table, rowOf(0, 0, 0))).toThrow(
    'the table has no entry 0: no residue is possible there',
  );
  expect(() => entryOf(table, rowOf(0, 0, RESIDUE_NONE) + EVENT_COUNT)).toThrow(
    `no event has column ${EVENT_COUNT}`,
  );
});

it('derives every entry that an event can ask for, when it is first asked for', () => {
  const context = { reading: DEFAULT_READING, windowsInstaller: '5.0' };
  const table = tableFor(context);
  expect(table.context).toBe(context);
  expect(table.entries.every((entry) => entry < 0)).toBe(true);
  for (const [client] of CLIENTS.entries()) {
    for (const residues of [RESIDUE_NONE, RESIDUE_SOME, RESIDUE_NONE | RESIDUE_SOME]) {
      for (const others of [0, 1, 2]) {
        const row = rowOf(client, others, residues);
        for (let column = 0; column < (client === 0 ? EVENT_COUNT : FIRST_OBSERVATION); column++) {
          const entry = entryOf(table, row + column);
          expect(entry).toBeGreaterThanOrEqual(0);
          expect(table.entries[row + column]).toBe(entry);
        }
      }
    }
  }
});

it('knows the kind of everything that the vocabulary can ask', () => {
  fc.assert(
    fc.property(operation, (asked) => {
      const kind = [...CLIENT_KINDS, ...OBSERVATION_KINDS][kindOfOperation(asked)];
      expect(kind?.op).toBe(asked.op);
      if (asked.op === 'start' && kind?.op === 'start') {
        expect(kind.action).toBe(asked.action);
        expect(beginsWithUi(asked.action, kind.ui)).toBe(beginsWithUi(asked.action, asked.ui));
      }
      if (asked.op === 'call' && kind?.op === 'call') {
        expect(isInstallingApi(kind.api)).toBe(isInstallingApi(asked.api));
      }
    }),
  );
});
