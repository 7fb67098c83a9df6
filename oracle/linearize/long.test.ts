import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { applicationOf, NAMED_READINGS } from '../../spec/index.ts';
import { history } from '../../testing/history.ts';
import type { Row } from '../../testing/history.ts';
import { OBSERVATION_NAMES, OBSERVER } from '../events.ts';
import type { Operation, Response } from '../events.ts';
import { DEFAULT_BUDGET, linearize } from './linearize.ts';
import type { RacingJudgement } from './linearize.ts';
import { linearizeLong } from './long.ts';
import { histories } from './testing/histories.ts';

/** More on demand: MSICONFORM_HISTORIES=100000. */
const RUNS = Number(process.env['MSICONFORM_HISTORIES'] ?? 300);

const places = ({ findings }: RacingJudgement): readonly string[] =>
  findings.map(({ index, clause }) => `${index} ${clause}`);

it('finds what the readable checker finds, however little of the history that is shown', () => {
  let found = 0;
  fc.assert(
    fc.property(histories(60), fc.constantFrom(0, 1, 7, 64), ({ calls, processes, context }, window) => {
      const whole = linearize(calls, processes, context);
      const long = linearizeLong(calls, processes, context, DEFAULT_BUDGET, { window });
      expect(places(long)).toEqual(places(whole));
      if (whole.findings.length > 1) found++;
    }),
    { numRuns: RUNS },
  );
  expect(found).toBeGreaterThan(RUNS / 15);
});

it('counts what a legal history exercises as the readable checker does, and no more for a call that breaks a clause', () => {
  fc.assert(
    fc.property(histories(60), ({ calls, processes, context }) => {
      const whole = linearize(calls, processes, context);
      const { exercised } = linearizeLong(calls, processes, context, DEFAULT_BUDGET);
      for (const [clause, times] of exercised) {
        const exact = whole.exercised.get(clause) ?? 0;
        expect(times).toBeGreaterThanOrEqual(exact);
        // Of a call that breaks a clause it is not asked what else would have borne on it.
        expect(times).toBeLessThanOrEqual(exact + whole.findings.length);
      }
      expect([...exercised.keys()]).toEqual(expect.arrayContaining([...whole.exercised.keys()]));
    }),
    { numRuns: RUNS },
  );
});

it('looks at one kind of observation alone, and says then nothing of what was exercised', () => {
  fc.assert(
    fc.property(
      histories(30),
      fc.constantFrom(...OBSERVATION_NAMES),
      ({ calls, processes, context }, only) => {
        const view = [...calls.entries()].filter(
          ([, { process, operation }]) => process !== OBSERVER || operation.op === only,
        );
        const long = linearizeLong(calls, processes, context, DEFAULT_BUDGET, { only });
        expect(places(long)).toEqual(places(linearize(new Map(view), processes, context)));
        expect(long.exercised.size).toBe(0);
      },
    ),
    { numRuns: RUNS },
  );
});

const CALL: Operation = { op: 'call', api: 'MsiInstallProduct' };
const ADVANCE: Operation = { op: 'advance' };
const HELD: Response = { type: 'held', table: 'AdminUISequence' };
const IN_UI: Row = [1, { op: 'start', action: 'ADMIN', ui: 'full' }, HELD, 0, 1];
const EXECUTES: Row = [
  1,
  { op: 'start', action: 'ADVERTISE', ui: 'none' },
  { type: 'held', table: 'AdvtExecuteSequence' },
  0,
  1,
];
const returned: Response = { type: 'returned', code: 0 };
const gone: Response = { type: 'gone' };

/** What is seen while calls pass through their tables, one thing after another. */
const seen = fc.constantFrom<readonly [number, Operation, Response]>(
  [0, { op: 'probe' }, { type: 'mutex', state: 'owned' }],
  [0, { op: 'probe' }, { type: 'mutex', state: 'owned' }],
  [0, { op: 'probe' }, { type: 'mutex', state: 'free' }],
  [0, { op: 'service' }, { type: 'service', state: 4, controlsAccepted: 1 }],
  [0, { op: 'events' }, { type: 'events', installing: [applicationOf(1)] }],
  [0, { op: 'events' }, { type: 'events', installing: [applicationOf(2)] }],
  [3, CALL, { type: 'returned', code: 1618 }],
);
/** Two calls that may pass through a table, or one and the kill of its process, around all that is seen. */
const around = fc.constantFrom<readonly Row[]>(
  [
    [1, CALL, returned, 2, 100],
    [2, CALL, returned, 3, 101],
  ],
  [IN_UI, [1, ADVANCE, returned, 2, 100], [2, CALL, gone, 3, 101]],
  [
    IN_UI,
    [1, ADVANCE, HELD, 2, 100],
    [2, { op: 'start', action: 'ADVERTISE', ui: 'none' }, returned, 3, 101],
  ],
  ...[IN_UI, EXECUTES].flatMap((before): Row[][] => [
    [before, [1, CALL, returned, 2, 100], [1, { op: 'kill' }, gone, 3, 101]],
    [before, [1, ADVANCE, returned, 2, 100], [1, { op: 'kill' }, gone, 3, 101]],
  ]),
);

it('goes on from within the table that a call passes through, or the call that its process dies in', () => {
  const contexts = NAMED_READINGS.map((reading) => ({ reading, windowsInstaller: '5.0' }));
  fc.assert(
    fc.property(
      around,
      fc.array(seen, { minLength: 2, maxLength: 8 }),
      fc.constantFrom(0, 1, 2, 3, 5),
      fc.constantFrom(...contexts),
      (outer, inner, window, context) => {
        const within = inner.map(([process, operation, response], index): Row => {
          return [process, operation, response, 10 + 2 * index, 11 + 2 * index];
        });
        const calls = history(...outer, ...within);
        expect(places(linearizeLong(calls, 3, context, DEFAULT_BUDGET, { window }))).toEqual(
          places(linearize(calls, 3, context)),
        );
      },
    ),
    { numRuns: Math.max(150, RUNS) },
  );
});
