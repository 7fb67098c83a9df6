import type { Step } from '../../spec/index.ts';
import * as fc from 'fast-check';
import { Arbitrary, Stream, Value } from 'fast-check';
import type { Random } from 'fast-check';
import { expect, it } from 'vitest';
import { openReference, REFERENCE_CAPABILITIES } from '../../adapters/reference/index.ts';
import { beginsWithUi } from '../../spec/index.ts';
import { interleavings } from './interleavings.ts';
import { drawCrowd, drawPast, roundsOf, startsOf } from './past.ts';
import { runCase } from '../run/run-case.ts';

/** What a draw gives; nothing of it is shrunk. */
class Drawn<T> extends Arbitrary<T> {
  readonly #draw: (mrng: Random) => T;

  constructor(draw: (mrng: Random) => T) {
    super();
    this.#draw = draw;
  }

  override generate(mrng: Random): Value<T> {
    return new Value(this.#draw(mrng), undefined);
  }

  override canShrinkWithoutContext(_value: unknown): _value is T {
    return false;
  }

  override shrink(): Stream<Value<T>> {
    return Stream.nil();
  }
}

const PROCESSES = 3;
const respond = async (steps: readonly Step[]): Promise<readonly string[]> => {
  const run = await runCase(
    openReference(),
    { processes: PROCESSES, steps },
    { deadline: 60_000, emit: () => {} },
  );
  return run.observed.map(({ response }) => response.type);
};

const pasts = new Drawn((mrng) => {
  const most = mrng.nextInt(0, 16);
  return { most, steps: drawPast(mrng, roundsOf(REFERENCE_CAPABILITIES), PROCESSES, most) };
});

it('a past is not too long, and each of its steps can be done; after it nobody is in a call', async () => {
  await fc.assert(
    fc.asyncProperty(pasts, async ({ most, steps }) => {
      expect(steps.length).toBeLessThanOrEqual(most);
      const idle: Step[] = [1, 2, 3].map((process) => ({ process, operation: { op: 'advance' } }));
      const responses = await respond([...steps, ...idle]);
      expect(responses.length).toBe(steps.length);
    }),
  );
});

it('pasts have five installations of one client now and then, of all kinds and of one', () => {
  const installed = fc
    .sample(pasts, 500)
    .map(({ steps }) => steps.filter(({ operation }) => operation.op === 'advance').length);
  expect(installed.filter((count) => count >= 5).length).toBeGreaterThan(50);
  const first = (steps: readonly Step[]): string => JSON.stringify(steps.slice(0, 2));
  const alike = fc
    .sample(pasts, 500)
    .filter(({ steps }) => steps.length > 6 && first(steps) === first(steps.slice(2)));
  expect(alike.length).toBeGreaterThan(50);
});

it('a crowd has every client in a call at once, the last one in its execute table now and then', async () => {
  const crowds = new Drawn((mrng) => drawCrowd(mrng, startsOf(REFERENCE_CAPABILITIES), PROCESSES));
  const tables = new Set<string>();
  await fc.assert(
    fc.asyncProperty(crowds, async (steps) => {
      expect(await respond(steps)).toEqual(['held', 'held', 'held']);
      const { operation } = steps[PROCESSES - 1] as Step;
      if (operation.op === 'start') tables.add(String(beginsWithUi(operation.action, operation.ui)));
    }),
  );
  expect(tables.size).toBe(2);
});

it('asks for nothing that is not offered, and stays within its bounds', () => {
  const offered = {
    ...REFERENCE_CAPABILITIES,
    actions: ['ADVERTISE'],
    uiLevels: ['full'],
    apis: [],
    observations: [],
  } as const;
  const drawn = interleavings({ capabilities: offered, maxProcesses: 3, maxSteps: 6 });
  fc.assert(
    fc.property(drawn, ({ steps }) => {
      expect(steps.length).toBeLessThanOrEqual(6);
      for (const { operation } of steps) {
        expect(operation.op).not.toBe('call');
        if (operation.op === 'start')
          expect(operation).toEqual({ op: 'start', action: 'ADVERTISE', ui: 'full' });
      }
    }),
  );
});
