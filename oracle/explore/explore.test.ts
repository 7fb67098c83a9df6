import type { Client, Context, Observed, State } from '../../spec/index.ts';
import { describe, expect, it } from 'vitest';
import { keyOf, lenient, NAMED_READINGS } from '../../spec/index.ts';
import { byGrade, mostProcesses } from '../../testing/bounds.ts';
import { outcomes } from '../rules.ts';
import { INVARIANTS } from './invariants.ts';
import { answersOf, exploreNaive, exploreSymmetric, observationsOf } from './index.ts';
import type { Rules } from './index.ts';
import { COUNTS } from './testing/counts.ts';

const contexts: readonly Context[] = NAMED_READINGS.map((reading) => ({ reading, windowsInstaller: '5.0' }));
const [literal] = contexts;
if (literal === undefined) throw new Error('there is no reading');

const counts = (found: { states: number | bigint; transitions: number | bigint }): readonly number[] => [
  Number(found.states),
  Number(found.transitions),
];

const broken = (found: {
  readonly violations: readonly { readonly invariant: string; readonly states: number | bigint }[];
}): Readonly<Record<string, number>> =>
  Object.fromEntries(found.violations.map(({ invariant, states }) => [invariant, Number(states)]));

describe.each(contexts)('exploring the rules under $reading.name', (context) => {
  it.each([1, 2, 3, 4].filter((n) => n <= mostProcesses(byGrade(3, 4, 4))))(
    'gives the same counts in both forms for %i processes',
    (processes) => {
      expect(counts(exploreSymmetric(processes, context))).toEqual(counts(exploreNaive(processes, context)));
    },
  );

  it.each([1, 2, 3].filter((n) => n <= mostProcesses(3)))(
    'finds as many orbits as the states have, for %i processes',
    (processes) => {
      const { reached } = exploreNaive(processes, context);
      const sorted = [...reached.values()].map(({ clients, residue }) =>
        [residue, ...clients.map((client) => JSON.stringify(client)).toSorted()].join(' '),
      );
      expect(exploreSymmetric(processes, context).orbits).toBe(new Set(sorted).size);
    },
  );

  it.each([2, 3, 4, 5, 6, 7, 8, 9].filter((n) => n <= mostProcesses(9)))(
    'counts for %i processes what a search of every state counts',
    (processes) => {
      const known = COUNTS[context.reading.name]?.[processes - 2];
      expect(counts(exploreSymmetric(processes, context))).toEqual(known);
    },
  );

  it('keeps every invariant in every reachable state', () => {
    expect(exploreNaive(mostProcesses(3), context).violations).toEqual([]);
    expect(exploreSymmetric(mostProcesses(12), context).violations).toEqual([]);
  });
});

it('reaches 4^(N-1) (8 + 5N) - 2^N states: a residue keeps every process out of a UI sequence', () => {
  for (let n = 1; n <= mostProcesses(9); n++) {
    expect(Number(exploreSymmetric(n, literal).states)).toBe(4 ** (n - 1) * (8 + 5 * n) - 2 ** n);
  }
});

it('reaches more states where the mutex may outlast its table', () => {
  const session: Context = { reading: lenient, windowsInstaller: '5.0' };
  const processes = mostProcesses(4);
  const { states } = exploreSymmetric(processes, session);
  expect(states).toBeGreaterThan(exploreSymmetric(processes, literal).states);
});

it('counts 40 processes', () => {
  const processes = mostProcesses(40);
  const n = BigInt(processes);
  expect(exploreSymmetric(processes, literal).states).toBe(4n ** (n - 1n) * (8n + 5n * n) - 2n ** n);
});

describe('a fault put into the rules', () => {
  const forgive = (clause: string, when: (event: Parameters<Rules>[1]) => boolean = () => true): Rules => {
    return (state, event, context) =>
      outcomes(state, event, context).map((outcome) =>
        when(event) ? { ...outcome, violates: outcome.violates.filter((id) => id !== clause) } : outcome,
      );
  };
  const faults: readonly (readonly [string, Rules, string])[] = [
    [
      'a process in a UI sequence need not be refused',
      forgive('1618-ui', ({ operation }) => operation.op === 'call'),
      'refused-in-ui',
    ],
    [
      'any call may be refused',
      forgive('1618-only', ({ operation }) => operation.op === 'start'),
      'refused-in-no-other-case',
    ],
    [
      'a resumed call may be refused',
      forgive('1618-only', ({ operation }) => operation.op === 'advance'),
      'resumption-not-refused',
    ],
    ['the mutex may be set at any time', forgive('mutex-scope'), 'set-only-while'],
    [
      'a call is let through beside an installation',
      forgive('1618-mutex', ({ operation }) => operation.op === 'call'),
      'refused-while-set',
    ],
    [
      'nothing may answer a probe',
      (state, event, context) => (event.operation.op === 'probe' ? [] : outcomes(state, event, context)),
      'always-an-answer',
    ],
  ];

  const faultyProcesses = mostProcesses(3);
  it.each(faults)('%s: breaks an invariant, in as many states in both forms', (_, rules, invariant) => {
    const naive = exploreNaive(faultyProcesses, literal, rules);
    expect(broken(naive)).toHaveProperty(invariant);
    expect(broken(exploreSymmetric(faultyProcesses, literal, rules))).toEqual(broken(naive));
  });

  it('two execute tables at once are seen in both forms', () => {
    const rules = forgive('mutual-exclusion');
    expect(broken(exploreNaive(2, literal, rules))).toHaveProperty('one-execute-table');
    expect(broken(exploreSymmetric(2, literal, rules))).toHaveProperty('one-execute-table');
  });

  it('has a test above for each invariant that the rules could break', () => {
    const tested = new Set([...faults.map(([, , invariant]) => invariant), 'one-execute-table']);
    // These two follow from the shape of the rules: see the mutation tests of rules.ts.
    tested.add('set-throughout').add('refusal-changes-nothing');
    expect(INVARIANTS.map(({ id }) => id).filter((id) => !tested.has(id))).toEqual([]);
  });
});

/** What is asked about a client in this state: operations with their responses. */
const asked = (state: State): readonly string[] =>
  answersOf(state, 1, literal).map(
    ({ operation, response }) =>
      `${operation.op} ${response.type === 'held' ? response.table : response.type === 'returned' ? response.code : response.type}`,
  );

it('asks for every answer that an operation can have there, and for none that says nothing', () => {
  const calls = ['call 1618', 'call 0', 'call 1618', 'call 0'];
  const starts = [
    'InstallUISequence',
    'InstallExecuteSequence',
    'AdminUISequence',
    'AdminExecuteSequence',
    'AdvtExecuteSequence',
  ].flatMap((table) => [`start ${table}`, 'start 1618', 'start 0']);
  const ended = ['cancel 1618', 'cancel 0', 'kill gone'];
  const alone = (client: Client): State => ({ clients: [client], residue: false });
  const state = alone({ at: 'ui', table: 'AdminUISequence' });
  expect(asked(state)).toEqual([
    'advance AdminExecuteSequence',
    'advance 1618',
    'advance 0',
    ...calls,
    ...ended,
  ]);
  expect(asked(alone({ at: 'ui', table: 'InstallUISequence' }))[0]).toBe('advance InstallExecuteSequence');
  expect(asked(alone({ at: 'execute', table: 'AdvtExecuteSequence', within: null }))).toEqual([
    'advance 1618',
    'advance 0',
    ...calls,
    'kill gone',
  ]);
  expect(asked(alone({ at: 'idle' }))).toEqual([...starts, ...calls]);
  expect(asked(alone({ at: 'gone' }))).toEqual(starts);
  expect(observationsOf(state, literal).map(({ operation }) => operation.op)).toEqual([
    ...Array.from({ length: 4 }, () => 'probe'),
    // One of these: the version does not offer the query.
    ...Array.from({ length: 4 }, () => 'service'),
    ...Array.from({ length: 2 }, () => 'events'),
  ]);
});

it.each([
  ['a kill', ({ operation }: Observed) => operation.op === 'kill'],
  ['a call that is held', ({ response }: Observed) => response.type === 'held'],
])('follows the silent end of a residue that %s always leaves, in both forms', (_, when) => {
  // So that the silent end alone leads to some machines with nothing left.
  const leaves: Rules = (state, event, context) =>
    outcomes(state, event, context).map((outcome) =>
      when(event) ? { ...outcome, state: { ...outcome.state, residue: true } } : outcome,
    );
  const processes = mostProcesses(3);
  const naive = exploreNaive(processes, literal, leaves);
  expect(counts(exploreSymmetric(processes, literal, leaves))).toEqual(counts(naive));
});

it.each([
  ['idle', { at: 'idle' }],
  ['in InstallUISequence', { at: 'ui', table: 'InstallUISequence' }],
  ['in AdminUISequence', { at: 'ui', table: 'AdminUISequence' }],
  ['gone', { at: 'gone' }],
] as const)('follows a residue that comes beside an installation from a client that is %s', (_, client) => {
  const at = keyOf({ clients: [client], residue: false });
  const leaves: Rules = (state, event, context) => {
    const all = outcomes(state, event, context);
    const before = event.process === 0 ? undefined : state.clients[event.process - 1];
    const others = state.clients.filter((_other, index) => index !== event.process - 1);
    const isThere = before !== undefined && keyOf({ clients: [before], residue: false }) === at;
    if (!isThere || state.residue || !others.some((other) => other.at === 'execute')) return all;
    return all.flatMap((outcome) => [outcome, { ...outcome, state: { ...outcome.state, residue: true } }]);
  };
  const naive = exploreNaive(2, literal, leaves);
  expect(naive.states).toBeGreaterThan(exploreNaive(2, literal).states);
  expect(counts(exploreSymmetric(2, literal, leaves))).toEqual(counts(naive));
});
