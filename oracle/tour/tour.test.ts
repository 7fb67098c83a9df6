import { describe, expect, it } from 'vitest';
import { intended } from '../../spec/index.ts';
import { mostProcesses } from '../../testing/bounds.ts';
import { CLIENT_OPERATIONS, OBSERVATIONS } from '../compiled/index.ts';
import type { Operation, Step } from '../events.ts';
import { tourOf, walkOf } from './index.ts';
import type { Edge, Standing, Tour } from './index.ts';

const context = { reading: intended, windowsInstaller: '5.0' };
const operations = [...CLIENT_OPERATIONS, ...OBSERVATIONS];

const keyOf = (standing: Standing, { process, operation }: Step): string =>
  `${standing.join()} P${process} ${JSON.stringify(operation)}`;

/** Follows a case from a reset. @returns the edges it passes; fails on a step that cannot be done */
const follow = (
  steps: readonly Step[],
  processes: number,
  asked: readonly Operation[],
): readonly string[] => {
  const walk = walkOf(asked, context);
  let standing: Standing = Array.from({ length: processes }, () => 0);
  return steps.map((step) => {
    const key = keyOf(standing, step);
    const edge = walk
      .edges(standing)
      .find(({ process, operation }) => process === step.process && operation === step.operation);
    if (edge === undefined) throw new Error(`cannot be done: ${key}`);
    standing = edge.next;
    return key;
  });
};

/** Every edge that can be reached, found without the tour. */
const edgesOf = (processes: number, asked: readonly Operation[]): ReadonlySet<string> => {
  const walk = walkOf(asked, context);
  const initial: Standing = Array.from({ length: processes }, () => 0);
  const seen = new Map([[initial.join(), initial]]);
  const keys = new Set<string>();
  for (const standing of seen.values()) {
    for (const edge of walk.edges(standing)) {
      keys.add(keyOf(standing, edge));
      if (!seen.has(edge.next.join())) seen.set(edge.next.join(), edge.next);
    }
  }
  return keys;
};

const bounds = [
  [1, 100],
  [1, 5],
  [2, 100],
  [2, 9],
  [3, 100],
].filter(([processes = 0]) => processes <= mostProcesses(3));

describe.each(bounds)('a tour of %i processes in cases of at most %i steps', (processes, maxSteps) => {
  // Not here: what throws outside of a test fails none of them.
  const plan = (): Tour => tourOf({ processes, maxSteps, operations }, context);

  it('passes every edge there is, by steps that can be done', () => {
    const tour = plan();
    const edges = edgesOf(processes, operations);
    const passed = new Set(tour.cases.flatMap((steps) => follow(steps, processes, operations)));
    expect([...edges].filter((edge) => !passed.has(edge))).toEqual([]);
    expect(passed.size).toBe(edges.size);
    expect(tour.edges).toBe(edges.size);
  });

  it('has cases that are neither empty nor too long, and counts their steps', () => {
    const tour = plan();
    const lengths = tour.cases.map((steps) => steps.length);
    expect(Math.min(...lengths)).toBeGreaterThan(0);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(maxSteps);
    expect(tour.steps).toBe(lengths.reduce((sum, length) => sum + length, 0));
  });
});

it.each([
  [1, 100, 75, 1, 7],
  [1, 9, 84, 10, 7],
  [2, 100, 968, 69, 94],
  [2, 9, 1164, 158, 121],
])('%i processes in cases of at most %i steps: %i steps, %i cases, %i kills, and none more', (...row) => {
  const [processes, maxSteps, steps, cases, kills] = row;
  const tour = tourOf({ processes, maxSteps, operations }, context);
  expect([tour.steps, tour.cases.length]).toEqual([steps, cases]);
  expect(tour.cases.flat().filter(({ operation }) => operation.op === 'kill').length).toBe(kills);
});

it('does what changes nothing where it first passes', () => {
  const [first] = tourOf({ processes: 1, maxSteps: 100, operations }, context).cases;
  const idle: readonly Edge[] = walkOf(operations, context)
    .edges([0])
    .filter(({ next }) => next[0] === 0);
  expect(first?.slice(0, idle.length)).toEqual(
    idle.map(({ process, operation }) => ({ process, operation })),
  );
});

it('says when cases are too short to reach every state', () => {
  expect(() => tourOf({ processes: 2, maxSteps: 2, operations }, context)).toThrow(
    new RangeError('cases of 2 steps are too short to reach every state'),
  );
});
