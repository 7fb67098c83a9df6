import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { applicationOf, NAMED_READINGS } from '../../spec/index.ts';
import type { Operation, Response } from '../events.ts';
import type { Call } from './calls.ts';
import { DEFAULT_BUDGET, linearize } from './linearize.ts';
import { linearizeLong } from './long.ts';
import { histories } from './testing/histories.ts';

/** More on demand: MSICONFORM_HISTORIES=100000. */
const RUNS = Number(process.env['MSICONFORM_HISTORIES'] ?? 300);

it('finds what the readable checker finds, however little of the history that is shown', () => {
  let found = 0;
  fc.assert(
    fc.property(histories(60), fc.constantFrom(0, 1, 7, 64), (history, window) => {
      const { calls, processes } = history;
      const whole = linearize(calls, processes, history.context);
      const long = linearizeLong(calls, processes, history.context, DEFAULT_BUDGET, { window });
      const places = ({ findings }: typeof whole) =>
        findings.map(({ index, clause }) => `${index} ${clause}`);
      expect(places(long)).toEqual(places(whole));
      if (whole.findings.length > 1) found++;
    }),
    { numRuns: RUNS },
  );
  expect(found).toBeGreaterThan(RUNS / 15);
});

const CALL: Operation = { op: 'call', api: 'MsiInstallProduct' };
const START: Operation = { op: 'start', action: 'ADMIN', ui: 'full' };
const HELD: Response = { type: 'held', table: 'AdminUISequence' };
const returned: Response = { type: 'returned', code: 0 };

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
/** Two calls that may pass through a table, around all that is seen. */
const passing = fc.constantFrom<readonly (readonly [number, Operation, Response])[]>(
  [
    [1, CALL, returned],
    [2, CALL, returned],
  ],
  [
    [1, { op: 'advance' }, returned],
    [2, CALL, { type: 'gone' }],
  ],
  [
    [1, { op: 'advance' }, HELD],
    [2, { op: 'start', action: 'ADVERTISE', ui: 'none' }, returned],
  ],
);

it('goes on from within the table that a call passes through', () => {
  const contexts = NAMED_READINGS.map((reading) => ({ reading, windowsInstaller: '5.0' }));
  fc.assert(
    fc.property(
      passing,
      fc.array(seen, { minLength: 2, maxLength: 8 }),
      fc.constantFrom(0, 1, 2, 3, 5),
      fc.constantFrom(...contexts),
      (around, within, window, context) => {
        const calls: readonly Call[] = [
          ...(around[0]?.[1].op === 'advance' ? [[1, START, HELD, 0, 1] as const] : []),
          ...around.map(([process, operation, response], index) => {
            return [process, operation, response, 2 + index, 100 + index] as const;
          }),
          ...within.map(([process, operation, response], index) => {
            return [process, operation, response, 10 + 2 * index, 11 + 2 * index] as const;
          }),
        ].map(([process, operation, response, invoked, responded]) => ({
          process,
          operation,
          response,
          invoked,
          responded,
        }));
        const places = ({ findings }: { readonly findings: readonly { index: number; clause: string }[] }) =>
          findings.map(({ index, clause }) => `${index} ${clause}`);
        expect(places(linearizeLong(calls, 3, context, DEFAULT_BUDGET, { window }))).toEqual(
          places(linearize(calls, 3, context)),
        );
      },
    ),
    { numRuns: Math.max(100, RUNS) },
  );
});
