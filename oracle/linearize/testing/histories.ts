import * as fc from 'fast-check';
import { NAMED_READINGS } from '../../../spec/index.ts';
import type { Context } from '../../rules.ts';
import { callsOf } from '../calls.ts';
import type { Call, UnstampedEvent } from '../calls.ts';
import { simulate } from '../simulated.ts';

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
