import { describe, expect, it } from 'vitest';
import { conforming, openReference, REFERENCE_CAPABILITIES } from '../adapters/reference/index.ts';
import { READINGS } from '../spec/index.ts';
import { runCase } from './run-case.ts';
import { runSuite } from './suite.ts';
import type { SuiteOptions } from './course.ts';
import { EdgeCoverage, planTour } from './tour.ts';

const OPTIONS: SuiteOptions = {
  seed: 5,
  numRuns: 1,
  strategy: 'tour',
  processes: 2,
  maxSteps: 20,
  readings: READINGS,
  deadline: 5000,
};

describe.each([1, 2, 3])('the tour of %i processes', (processes) => {
  const tour = planTour(REFERENCE_CAPABILITIES, processes);
  const steps = tour.interleavings.reduce((sum, each) => sum + each.steps.length, 0);

  it('covers every edge of the reference in at most 1.3 operations an edge', async () => {
    const coverage = new EdgeCoverage();
    const reference = openReference();
    for (const interleaving of tour.interleavings) {
      const { observed } = await runCase(reference, interleaving, { deadline: 5000, emit: () => {} });
      // A step that could not be done would mean that the plan is not what the reference does.
      expect(observed.length).toBe(interleaving.steps.length);
      coverage.add(observed, processes);
    }
    expect(coverage.covered).toBe(tour.edges);
    expect(steps / tour.edges).toBeLessThanOrEqual(1.3);
  }, 60_000);

  it('keeps its cases short', () => {
    expect(Math.max(...tour.interleavings.map((each) => each.steps.length))).toBeLessThanOrEqual(100);
  });
});

it('plans for three processes at most, and for what can be asked', () => {
  expect(planTour(REFERENCE_CAPABILITIES, 9).processes).toBe(3);
  const some = planTour(
    { ...REFERENCE_CAPABILITIES, actions: ['ADVERTISE'], apis: ['MsiInstallProduct'], observations: [] },
    1,
  );
  // Idle: start, call. In the table: advance, call, kill. Gone: start.
  expect(some.edges).toBe(6);
});

it('runs before the draw, is counted, and its counterexamples can be found again by path', async () => {
  const faulty = (): ReturnType<typeof openReference> =>
    openReference({ behaviour: { ...conforming, applicationsInLog: () => [] } });
  const { tally } = await runSuite(faulty(), OPTIONS);
  const tour = planTour(REFERENCE_CAPABILITIES, 2);
  expect(tally.interleavings).toBe(tour.interleavings.length + 1);
  expect(tally.tour?.covered).toBe(tour.edges);
  expect(tally.divergences.length).toBeGreaterThan(0);
  for (const { head, signature, observed } of tally.divergences) {
    expect(observed.length).toBe(2);
    const again = await runSuite(faulty(), { ...OPTIONS, path: head.path ?? '' });
    expect(again.tally.divergences.map((divergence) => divergence.signature)).toContain(signature);
  }
}, 60_000);
