import { describe, expect, it } from 'vitest';
import { intended } from '../../spec/index.ts';
import { CLIENT_OPERATIONS, OBSERVATIONS } from '../compiled/index.ts';
import type { Operation, Step } from '../events.ts';
import { tourOf, walkOf } from './index.ts';
import type { Edge, Standing } from './index.ts';

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

describe.each([
  [1, 100],
  [1, 5],
  [2, 100],
  [2, 9],
  [3, 100],
])('a tour of %i processes in cases of at most %i steps', (processes, maxSteps) => {
  const tour = tourOf({ processes, maxSteps, operations }, context);

  it('passes every edge there is, by steps that can be done', () => {
    const edges = edgesOf(processes, operations);
    const passed = new Set(tour.cases.flatMap((steps) => follow(steps, processes, operations)));
    expect([...edges].filter((edge) => !passed.has(edge))).toEqual([]);
    expect(passed.size).toBe(edges.size);
    expect(tour.edges).toBe(edges.size);
  });

  it('has cases that are neither empty nor too long, and counts their steps', () => {
    const lengths = tour.cases.map((steps) => steps.length);
    expect(Math.min(...lengths)).toBeGreaterThan(0);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(maxSteps);
    expect(tour.steps).toBe(lengths.reduce((sum, length) => sum + length, 0));
  });
});

it.each([
  [1, 1.1],
  [2, 1.35],
  [3, 1.5],
])('takes few steps an edge for %i processes', (processes, most) => {
  const { steps, edges } = tourOf({ processes, maxSteps: 100, operations }, context);
  expect(steps / edges).toBeLessThanOrEqual(most);
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
