import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { FAULTS, openFault } from '../../adapters/reference/faults/index.ts';
import { REFERENCE_CAPABILITIES } from '../../adapters/reference/index.ts';
import {
  ACTIONS,
  APIS,
  DEFAULT_READING,
  KNOWN_VERSIONS,
  OBSERVATION_NAMES,
  OBSERVER,
  UI_LEVELS,
} from '../../spec/index.ts';
import type { Step } from '../../spec/index.ts';
import { interleavings } from '../draw/interleavings.ts';
import { describeInterleaving } from '../interleaving/interleaving.ts';
import type { Interleaving } from '../interleaving/interleaving.ts';
import { isOffered } from '../interleaving/offered.ts';
import type { Offer } from '../interleaving/offered.ts';
import { runSuite } from '../run/suite.ts';
import { compareSize } from './shrink.ts';

const some = <T>(among: readonly T[], minLength: number): fc.Arbitrary<T[]> =>
  fc.subarray([...among], { minLength });
const offer: fc.Arbitrary<Offer> = fc.record({
  actions: some(ACTIONS, 1),
  uiLevels: some(UI_LEVELS, 1),
  apis: some(APIS, 0),
  observations: some(OBSERVATION_NAMES, 0),
  versions: some(KNOWN_VERSIONS, 0),
});

const drawn = (capabilities: Offer, seed: number): { value: Interleaving; smaller: Interleaving[] } => {
  const arbitrary = interleavings({ capabilities, maxProcesses: 3, maxSteps: 12 });
  const [value] = fc.sample(arbitrary, { numRuns: 1, seed });
  if (value === undefined) throw new Error('nothing was drawn');
  return { value, smaller: [...arbitrary.shrink(value, undefined)].map((each) => each.value) };
};

test('nothing is drawn, and nothing shrunk to, that the implementation does not offer', () => {
  fc.assert(
    fc.property(offer, fc.integer(), (capabilities, seed) => {
      const { value, smaller } = drawn(capabilities, seed);
      const asked = [value, ...smaller].filter((each) => !isOffered(each, capabilities));
      expect(asked.map(describeInterleaving)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test('nothing that it shrinks to is longer, or the same', () => {
  fc.assert(
    fc.property(offer, fc.integer(), (capabilities, seed) => {
      const { value, smaller } = drawn(capabilities, seed);
      for (const each of smaller) {
        expect(each.steps.length).toBeLessThanOrEqual(value.steps.length);
        expect(describeInterleaving(each) + each.windowsInstaller + each.processes).not.toBe(
          describeInterleaving(value) + value.windowsInstaller + value.processes,
        );
      }
    }),
    { numRuns: 60 },
  );
});

test('shrinking ends, whatever the property, at what cannot be made smaller', () => {
  fc.assert(
    fc.property(offer, fc.integer(), fc.integer({ min: 1, max: 5 }), (capabilities, seed, kind) => {
      // A property without any sense: whatever it shows, no shrink may go round in a circle.
      const shows = (each: Interleaving): boolean => hash(describeInterleaving(each)) % 5 < kind;
      let { value } = drawn(capabilities, seed);
      const arbitrary = interleavings({ capabilities, maxProcesses: 3, maxSteps: 12 });
      const seen = new Set<string>();
      for (let next: Interleaving | undefined = value; next !== undefined;) {
        value = next;
        const key = JSON.stringify(value);
        expect(seen.has(key)).toBe(false);
        seen.add(key);
        next = [...arbitrary.shrink(value, undefined)].map((each) => each.value).find(shows);
      }
    }),
    { numRuns: 20 },
  );
});

test('the tries that a long one needs grow with its steps, not with their square', () => {
  const arbitrary = interleavings({ capabilities: REFERENCE_CAPABILITIES, maxProcesses: 3, maxSteps: 200 });
  const steps = Array.from({ length: 200 }, (): Step => ({ process: OBSERVER, operation: { op: 'probe' } }));
  // Every fourth step is needed, so that no run of more than three can be left out.
  const needed = new Set(steps.filter((_, index) => index % 4 === 0));
  let shown = new fc.Value<Interleaving>({ processes: 1, steps }, undefined);
  let tried = 0;
  for (let next: typeof shown | undefined = shown; next !== undefined;) {
    shown = next;
    next = undefined;
    if (shown.value.steps.length === needed.size) break;
    for (const each of arbitrary.shrink(shown.value, shown.context)) {
      tried++;
      if (each.value.steps.filter((step) => needed.has(step)).length < needed.size) continue;
      next = each;
      break;
    }
  }
  expect(shown.value.steps).toEqual([...needed]);
  expect(tried).toBeLessThan(5 * steps.length);
});

test('a look takes the place of a call that only shows that the mutex is free', async () => {
  const fault = FAULTS.find(({ id }) => id === 'refused-after-a-kill');
  if (fault === undefined) throw new Error('the fault has another name');
  const { tally } = await runSuite(openFault(fault), {
    seed: 19,
    bail: 1,
    numRuns: 1000,
    processes: 3,
    maxSteps: 20,
    longSteps: 200,
    readings: [DEFAULT_READING],
    deadline: 5000,
    shrinkBudget: Infinity,
  });
  const found = tally.divergences.map(({ observed }) => observed.map(({ operation }) => operation.op));
  expect(found).toEqual([['start', 'kill', 'probe', 'start']]);
});

test('another makes a call, so that the process that was killed in it need not begin again', () => {
  const start = (process: number): Step => ({
    process,
    operation: { op: 'start', action: 'INSTALL', ui: 'none' },
  });
  const kill = (process: number): Step => ({ process, operation: { op: 'kill' } });
  const [begun, called] = [start(1), { process: 2, operation: { op: 'call', api: APIS[0] } } as const];
  const killed = (...by: readonly number[]): Step[] =>
    by.flatMap((process) => [start(process), kill(process)]);
  const value = { processes: 2, steps: [...killed(1, 2, 1), start(2), begun, called] };
  const arbitrary = interleavings({ capabilities: REFERENCE_CAPABILITIES, maxProcesses: 2, maxSteps: 20 });
  const smaller = [...arbitrary.shrink(value, undefined)].map((each) => each.value.steps);
  expect(smaller).toContainEqual([...killed(1, 1, 1), begun, called]);
});

test('histories are put in order by steps, then by how unusual they are', () => {
  const probe = { process: 0, operation: { op: 'probe' } } as const;
  const kill = { process: 1, operation: { op: 'kill' } } as const;
  const advance = { process: 1, operation: { op: 'advance' } } as const;
  expect([[kill, probe], [advance, probe], [kill]].toSorted(compareSize)).toEqual([
    [kill],
    [advance, probe],
    [kill, probe],
  ]);
});

const hash = (text: string): number =>
  [...text].reduce((sum, character) => (Math.imul(sum, 31) + character.charCodeAt(0)) >>> 0, 7);
