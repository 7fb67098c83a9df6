import type { Context, Operation, Response } from '../../../spec/index.ts';
import * as fc from 'fast-check';
import { applicationOf, NAMED_READINGS } from '../../../spec/index.ts';
import { history } from '../../../testing/history.ts';
import type { Row } from '../../../testing/history.ts';
import { callsOf } from '../../pairer.ts';
import type { Call } from '../../pairer.ts';
import type { UnstampedEvent } from '../../history.ts';
import { simulate } from './simulate.ts';

export interface SimulatedHistory {
  readonly context: Context;
  readonly processes: number;
  readonly events: readonly UnstampedEvent[];
  readonly calls: readonly Call[];
}

/** Concurrent histories of up to so many operations, most of them legal. */
export const histories = (most: number): fc.Arbitrary<SimulatedHistory> =>
  fc
    .record({
      processes: fc.integer({ min: 1, max: 4 }),
      operations: fc.integer({ min: 1, max: most }),
      reading: fc.constantFrom(...NAMED_READINGS),
      oneWrongIn: fc.constantFrom(0, 3, 8),
      oneLostIn: fc.constantFrom(0, 10),
      windowsInstaller: fc.constantFrom('5.0', '5.0', '2.0'),
      choices: fc.array(fc.nat(), { minLength: 10, maxLength: 15 * most, size: 'max' }),
    })
    .map(({ reading, windowsInstaller, choices, ...rest }) => {
      let drawn = 0;
      const context = { reading, windowsInstaller };
      const choose = (limit: number): number => {
        const round = Math.floor(drawn / choices.length);
        return ((choices[drawn++ % choices.length] ?? 0) + round) % limit;
      };
      const events = simulate({ ...rest, context, choose });
      return { context, processes: rest.processes, events, calls: callsOf(events) };
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
  ...[1, 2, 4].map((owner): readonly [number, Operation, Response] => [
    0,
    { op: 'probe' },
    { type: 'mutex', state: 'owned', owner },
  ]),
  [0, { op: 'probe' }, { type: 'mutex', state: 'free' }],
  [0, { op: 'service' }, { type: 'service', state: 4, controlsAccepted: 1 }],
  [0, { op: 'events' }, { type: 'events', installing: [applicationOf(1)] }],
  [0, { op: 'events' }, { type: 'events', installing: [applicationOf(2)] }],
  [3, CALL, { type: 'returned', code: 1618 }],
);
/** Calls that may pass through a table, or one and the kill of its process, around all that is seen. */
const around = fc.constantFrom<readonly Row[]>(
  [
    [1, CALL, returned, 2, 100],
    [2, CALL, returned, 3, 101],
  ],
  [
    [1, CALL, returned, 2, 102],
    [2, CALL, returned, 3, 101],
    [4, CALL, returned, 4, 100],
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

/** Histories of which most lies within two or three calls. */
export const withinCalls: fc.Arbitrary<Omit<SimulatedHistory, 'events'>> = fc
  .record({
    outer: around,
    inner: fc.array(seen, { minLength: 2, maxLength: 8 }),
    reading: fc.constantFrom(...NAMED_READINGS),
  })
  .map(({ outer, inner, reading }) => {
    const within = inner.map(([process, operation, response], index): Row => {
      return [process, operation, response, 10 + 2 * index, 11 + 2 * index];
    });
    return {
      context: { reading, windowsInstaller: '5.0' },
      processes: 4,
      calls: history(...outer, ...within),
    };
  });
