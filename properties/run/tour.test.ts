import { describe, expect, it } from 'vitest';
import { conforming, openReference, REFERENCE_CAPABILITIES } from '../../adapters/reference/index.ts';
import type { Behaviour } from '../../adapters/reference/index.ts';
import type { Implementation } from '../../adapters/implementation.ts';
import { READINGS } from '../../spec/index.ts';
import { runCase } from './run-case.ts';
import { runSuite } from './suite.ts';
import type { SuiteOptions } from './options.ts';
import { planTour } from '../draw/tour.ts';
import type { PlannedTour } from '../draw/tour.ts';
import { EdgeCoverage } from '../tally/edge-coverage.ts';
import type { TourCoverage } from '../tally/edge-coverage.ts';

/** As Wine is: no mutex, and whoever calls is let in. */
const lawless: Behaviour = {
  ...conforming,
  seesMutexSet: () => false,
  seesOwnUiSequence: () => false,
  enterExecute: () => true,
  leaveExecute: () => {},
};

const OPTIONS: SuiteOptions = {
  seed: 5,
  numRuns: 1,
  strategy: 'tour',
  processes: 2,
  maxSteps: 20,
  readings: READINGS,
  deadline: 5000,
};

/** Goes through the tour. @returns what was covered, in how many operations, and those of the longest case */
const goThrough = async (
  tour: PlannedTour,
  implementation: Implementation,
): Promise<TourCoverage & { readonly operations: number; readonly longest: number }> => {
  const coverage = new EdgeCoverage();
  let operations = 0;
  let longest = 0;
  for (const interleaving of tour.interleavings) {
    const { observed } = await runCase(implementation, interleaving, { deadline: 5000, emit: () => {} });
    operations += observed.length;
    longest = Math.max(longest, observed.length);
    coverage.add(observed, tour.processes);
  }
  return { ...coverage.of(tour), operations, longest };
};

describe.each([1, 2, 3])('the tour of %i processes', (processes) => {
  const tour = planTour(REFERENCE_CAPABILITIES, processes);

  it('covers every edge of the reference in at most 1.3 operations an edge', async () => {
    const { edges, covered, unreached, operations, longest } = await goThrough(tour, openReference());
    expect({ covered, unreached }).toEqual({ covered: edges, unreached: 0 });
    // A step that could not be done would mean that the plan is not what the reference does.
    expect(operations).toBe(tour.operations);
    expect(operations / edges).toBeLessThanOrEqual(1.3);
    expect(longest).toBeLessThanOrEqual(100);
  }, 60_000);

  it('finds its way back where nothing is ever refused', async () => {
    const { edges, covered, operations } = await goThrough(tour, openReference({ behaviour: lawless }));
    expect(covered).toBe(edges);
    expect(operations / edges).toBeLessThanOrEqual(1.45);
  }, 60_000);
});

it('plans for three processes at most, and for what can be asked', () => {
  expect(planTour(REFERENCE_CAPABILITIES, 9).processes).toBe(3);
  const some = planTour(
    { ...REFERENCE_CAPABILITIES, actions: ['ADVERTISE'], apis: ['MsiInstallProduct'], observations: [] },
    1,
  );
  // Idle: start, call. In the table: advance, call, kill. Gone: start.
  expect([...some.edges.values()].reduce((sum, names) => sum + names.size, 0)).toBe(6);
});

it('runs before the draw, is counted, and its counterexamples can be found again by path', async () => {
  const faulty = (): ReturnType<typeof openReference> =>
    openReference({ behaviour: { ...conforming, applicationsInLog: () => [] } });
  const { tally } = await runSuite(faulty(), OPTIONS);
  const tour = planTour(REFERENCE_CAPABILITIES, 2);
  expect(tally.interleavings).toBe(tour.interleavings.length + 1);
  expect(tally.tour?.of(tour)).toMatchObject({ covered: 1288, edges: 1288 });
  expect(tally.divergences.length).toBeGreaterThan(0);
  for (const { head, signature, observed } of tally.divergences) {
    expect(observed.length).toBe(2);
    const again = await runSuite(faulty(), { ...OPTIONS, path: head.path ?? '' });
    expect(again.tally.divergences.map((divergence) => divergence.signature)).toContain(signature);
  }
}, 60_000);
