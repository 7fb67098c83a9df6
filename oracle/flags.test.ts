import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applicationOf,
  CLAUSES,
  clientOf,
  demandsAtLeast,
  FLAGS,
  flagsOf,
  initialState,
  NAMED_READINGS,
  OBSERVER,
} from '../spec/index.ts';
import type { ClauseId, Flag, Observed, Reading } from '../spec/index.ts';
import { canPerform } from './can-perform.ts';
import { check } from './check.ts';
import { CLIENT_KINDS, CLIENT_RESPONSES, responsesToObservation } from './compiled/alphabet.ts';
import { outcomes } from './rules.ts';
import { byGrade } from '../testing/bounds.ts';

const PROCESSES = 2;

const seen = <T extends Observed['operation']>(operation: T, responses: readonly Observed['response'][]) =>
  fc.constantFrom(...responses).map((response): Observed => ({ process: OBSERVER, operation, response }));

const event = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record<Observed>({
      process: fc.integer({ min: 1, max: PROCESSES }),
      operation: fc.constantFrom(...CLIENT_KINDS),
      response: fc.constantFrom(...CLIENT_RESPONSES),
    }),
  },
  seen({ op: 'probe' }, responsesToObservation('probe', undefined)),
  seen({ op: 'service' }, responsesToObservation('service', undefined)),
  seen(
    { op: 'events' },
    [[], [applicationOf(1)], [applicationOf(2)]].map((installing) => ({ type: 'events', installing })),
  ),
);

/** Any answers, to operations that can be done where the process stands. */
const histories = (maxLength: number): fc.Arbitrary<readonly Observed[]> =>
  fc.array(event, { minLength: 1, maxLength }).map((events) => {
    let state = initialState(PROCESSES);
    return events.filter((each) => {
      if (each.process !== OBSERVER && !canPerform(clientOf(state, each.process), each.operation))
        return false;
      // Where the clients stand is the same under every reading.
      state = outcomes(state, each, { reading: NAMED_READINGS[0] as Reading, windowsInstaller: '5.0' })[0]
        ?.state as typeof state;
      return true;
    });
  });

/** Under which places each clause is broken. */
const verdicts = (history: readonly Observed[], reading: Reading, windowsInstaller: string) => {
  const { findings } = check(history, PROCESSES, { reading, windowsInstaller });
  const of = (id: ClauseId): string =>
    findings
      .filter(({ clause }) => clause === id)
      .map(({ index }) => index)
      .join();
  return new Map(CLAUSES.map(({ id }) => [id, of(id)]));
};

/** Draws seldom come upon these: a query that went through shows that nothing was left behind, if it is a call of the API. */
const DIED_THEN_QUERIED: readonly Observed[] = [
  { process: 1, operation: { op: 'start', action: 'INSTALL', ui: 'none' }, response: { type: 'gone' } },
  {
    process: 2,
    operation: { op: 'call', api: 'MsiGetProductInfo' },
    response: { type: 'returned', code: 0 },
  },
];
const RARE: readonly (readonly Observed[])[] = [
  ...(['absent', 'free'] as const).map((state): readonly Observed[] => [
    { process: 1, operation: { op: 'start', action: 'INSTALL', ui: 'none' }, response: { type: 'gone' } },
    { process: OBSERVER, operation: { op: 'probe' }, response: { type: 'mutex', state } },
    {
      process: OBSERVER,
      operation: { op: 'service' },
      response: { type: 'service', state: 4, controlsAccepted: 4 },
    },
  ]),
  [
    ...DIED_THEN_QUERIED,
    {
      process: 2,
      operation: { op: 'start', action: 'INSTALL', ui: 'none' },
      response: { type: 'returned', code: 1618 },
    },
  ],
  [
    ...DIED_THEN_QUERIED,
    {
      process: OBSERVER,
      operation: { op: 'service' },
      response: { type: 'service', state: 4, controlsAccepted: 4 },
    },
  ],
];

/** What a killed installation left behind has ended once the mutex is not set, and a free one is set under `exists`. */
const KILLED_THEN_FREE: readonly Observed[] = [
  {
    process: 1,
    operation: { op: 'start', action: 'INSTALL', ui: 'none' },
    response: { type: 'held', table: 'InstallExecuteSequence' },
  },
  { process: 1, operation: { op: 'kill' }, response: { type: 'gone' } },
  { process: OBSERVER, operation: { op: 'probe' }, response: { type: 'mutex', state: 'free' } },
  {
    process: 2,
    operation: { op: 'call', api: 'MsiInstallProduct' },
    response: { type: 'returned', code: 1618 },
  },
];

const toggled = (reading: Reading, flag: Flag): Reading => {
  const other = FLAGS.find((known) => known.flag === flag)?.values.find((value) => value !== reading[flag]);
  return { ...reading, [flag]: other };
};

/** The clauses whose verdict on the history turns with the flag. */
const turnedBy = (history: readonly Observed[], flag: Flag): ReadonlySet<ClauseId> => {
  const turned = new Set<ClauseId>();
  for (const reading of NAMED_READINGS) {
    for (const windowsInstaller of ['5.0', '2.0']) {
      const before = verdicts(history, reading, windowsInstaller);
      const after = verdicts(history, toggled(reading, flag), windowsInstaller);
      for (const { id } of CLAUSES) if (before.get(id) !== after.get(id)) turned.add(id);
    }
  }
  return turned;
};

it.each(FLAGS)('the flag $flag is listed by a clause', ({ flag }) => {
  expect(CLAUSES.filter((clause) => flagsOf(clause).includes(flag))).not.toEqual([]);
});

describe.each(FLAGS)('the flag $flag', ({ flag }) => {
  const listing = CLAUSES.filter((clause) => flagsOf(clause).includes(flag)).map(({ id }) => id);

  it('turns no verdict of a clause that does not list it', () => {
    fc.assert(
      fc.property(histories(6), (history) => {
        expect(listing).toEqual(expect.arrayContaining([...turnedBy(history, flag)]));
      }),
      { numRuns: byGrade(150, 500, 2000) },
    );
  });

  it('turns a verdict of each clause that lists it', () => {
    const missing = new Set(listing);
    for (let seed = 1; missing.size > 0 && seed <= 40; seed++) {
      for (const history of [...RARE, KILLED_THEN_FREE, ...fc.sample(histories(5), { seed, numRuns: 500 })]) {
        for (const id of turnedBy(history, flag)) missing.delete(id);
        if (missing.size === 0) break;
      }
    }
    expect([...missing]).toEqual([]);
  });
});

describe('of two readings', () => {
  const reading = fc.record<Omit<Reading, 'name'>>(
    Object.fromEntries(FLAGS.map(({ flag, values }) => [flag, fc.constantFrom(...values)])) as never,
  );
  const named = reading.map((flags): Reading => ({ name: 'drawn', ...flags }));

  it('what conforms to the one that demands more conforms to the other', () => {
    fc.assert(
      fc.property(
        named,
        fc.subarray([...FLAGS]),
        histories(8),
        fc.constantFrom('5.0', '2.0'),
        (strong, weakened, history, windowsInstaller) => {
          const weaker = weakened.flatMap(({ flag, values, stronger }) =>
            stronger === undefined ? [] : [[flag, values.find((value) => value !== stronger)] as const],
          );
          const stronger = FLAGS.flatMap(({ flag, stronger: value }) =>
            value === undefined ? [] : [[flag, value] as const],
          );
          const upper: Reading = { ...strong, ...Object.fromEntries(stronger) };
          const lower: Reading = { ...upper, ...Object.fromEntries(weaker) };
          expect(demandsAtLeast(upper, lower)).toBe(true);
          const broken = (each: Reading): number =>
            check(history, PROCESSES, { reading: each, windowsInstaller }).findings.length;
          if (broken(upper) === 0) expect(broken(lower)).toBe(0);
        },
      ),
      { numRuns: byGrade(300, 1000, 5000) },
    );
  });

  it('neither demands more where each forbids what the other allows', () => {
    const [literal, , lenient] = NAMED_READINGS as readonly [Reading, Reading, Reading];
    expect(demandsAtLeast(literal, lenient)).toBe(true);
    expect(demandsAtLeast(lenient, literal)).toBe(false);
    expect(demandsAtLeast(literal, toggled(literal, 'serviceValue'))).toBe(false);
    expect(demandsAtLeast(toggled(literal, 'serviceValue'), literal)).toBe(false);
  });
});
