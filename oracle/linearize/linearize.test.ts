import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NAMED_READINGS } from '../../spec/index.ts';
import type { Context, Reading } from '../../spec/index.ts';
import { history } from '../../testing/history.ts';
import { check } from '../check.ts';
import { callsOf } from '../pairer.ts';
import type { Call } from '../pairer.ts';
import { Encoder } from './fast/encode.ts';
import { firstUnexplained, someOrderExplains } from './testing/every-order.ts';
import { findUnexplained } from './fast/search.ts';
import { linearize } from './linearize.ts';
import { boundariesOf } from './order.ts';
import { histories } from './testing/histories.ts';
import { byNight } from '../../testing/bounds.ts';

/** More on demand: MSICONFORM_HISTORIES=100000. */
const RUNS = Number(process.env['MSICONFORM_HISTORIES'] ?? byNight(50, 100));

/** One encoder of each kind: what it learns serves every history. */
const encoders = new Map<string, Encoder>();
const encoderFor = (processes: number, context: Context): Encoder => {
  const key = `${processes} ${context.reading.name} ${context.windowsInstaller}`;
  const encoder = encoders.get(key) ?? new Encoder(processes, context);
  encoders.set(key, encoder);
  return encoder;
};

describe('linearize', () => {
  it(`agrees with a search over every order, the blamed call included (${RUNS} histories, each reading)`, () => {
    const verdicts = { legal: 0, illegal: 0 };
    fc.assert(
      fc.property(histories(8), ({ calls, processes, context }) => {
        for (const reading of NAMED_READINGS) {
          const read = { ...context, reading };
          const legal = someOrderExplains(calls, processes, read);
          verdicts[legal ? 'legal' : 'illegal']++;
          const { findings, unknown } = linearize(calls, processes, read);
          expect({ legal: findings.length === 0, unknown }).toEqual({ legal, unknown: undefined });
          const fast = findUnexplained(encoderFor(processes, read).encode(calls));
          expect(fast.type).toBe(legal ? 'explained' : 'unexplained');
          if (!legal) expect(findings[0]?.index).toBe(firstUnexplained(calls, processes, read));
        }
      }),
      { numRuns: RUNS },
    );
    expect(Math.min(verdicts.legal, verdicts.illegal)).toBeGreaterThan(RUNS / 20);
  });

  it('stops where the fast checker stops, in longer histories too', () => {
    fc.assert(
      fc.property(histories(60), ({ calls, processes, context }) => {
        const [first] = linearize(calls, processes, context).findings;
        const fast = findUnexplained(encoderFor(processes, context).encode(calls));
        const call =
          fast.type === 'unexplained' ? boundariesOf(calls.entries())[fast.event]?.call : undefined;
        expect(call).toBe(first?.index);
      }),
      { numRuns: RUNS },
    );
  });

  it('is not kept from an observation by one that never came back', () => {
    const context = { reading: NAMED_READINGS[0] as Reading, windowsInstaller: '5.0' };
    const probe = { process: 0, operation: { op: 'probe' } } as const;
    const calls: Call[] = [
      { ...probe, response: { type: 'open', reason: 'deadline' }, invoked: 0, responded: Infinity },
      { ...probe, response: { type: 'mutex', state: 'owned' }, invoked: 1, responded: 2 },
    ];
    expect(linearize(calls, 1, context).findings).toMatchObject([{ clause: 'mutex-scope', index: 1 }]);
    expect(findUnexplained(new Encoder(1, context).encode(calls)).type).toBe('unexplained');
  });

  it('has a process do nothing after its end, whenever its last response was read', () => {
    const context = { reading: NAMED_READINGS[0] as Reading, windowsInstaller: '5.0' };
    const start = { op: 'start', args: { action: 'INSTALL', ui: 'none' } } as const;
    const kill = { process: 1, op: 'kill' } as const;
    const calls = callsOf([
      { kind: 'invoke', process: 1, ...start },
      { kind: 'invoke', ...kill, args: {} },
      { kind: 'ok', ...kill, value: { type: 'gone' } },
      { kind: 'invoke', process: 2, ...start },
      { kind: 'ok', process: 1, op: 'start', value: { type: 'returned', code: 1618 } },
      { kind: 'ok', process: 2, op: 'start', value: { type: 'held', table: 'InstallExecuteSequence' } },
    ]);
    expect(linearize(calls, 2, context).findings).toMatchObject([{ clause: '1618-only', index: 0 }]);
    expect(someOrderExplains(calls, 2, context)).toBe(false);
    expect(findUnexplained(new Encoder(2, context).encode(calls)).type).toBe('unexplained');
  });

  it('has a process that is killed in a call end after that call, and tells of what shows otherwise', () => {
    const start = { op: 'start', action: 'INSTALL', ui: 'none' } as const;
    for (const reading of NAMED_READINGS) {
      const context = { reading, windowsInstaller: '5.0' };
      // Nothing explains the call, so nothing explains that its process has ended.
      const calls = history(
        [1, start, { type: 'held', table: 'InstallExecuteSequence' }, 0, 1],
        [1, { op: 'call', api: 'MsiInstallProduct' }, { type: 'returned', code: 0 }, 2, 6],
        [1, { op: 'kill' }, { type: 'gone' }, 3, 7],
        [0, { op: 'events' }, { type: 'events', installing: [] }, 4, 5],
      );
      const fast = findUnexplained(new Encoder(1, context).encode(calls));
      const stopped =
        fast.type === 'unexplained' ? boundariesOf(calls.entries())[fast.event]?.call : undefined;
      expect(stopped).toBe(linearize(calls, 1, context).findings[0]?.index);
    }
  });

  it('finds in a history without overlap what the lockstep check finds', () => {
    fc.assert(
      fc.property(histories(20), ({ calls, processes, context }) => {
        const sequence = calls.map((call, index) => ({
          ...call,
          invoked: 2 * index,
          responded: 2 * index + 1,
        }));
        const found = linearize(sequence, processes, context).findings;
        const expected = check(sequence, processes, context).findings;
        expect(found.map(({ clause, index }) => [clause, index])).toEqual(
          expected.map(({ clause, index }) => [clause, index]),
        );
      }),
      { numRuns: RUNS },
    );
  });
});
