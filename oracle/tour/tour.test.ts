import type { Observed, Operation, Step } from '../../spec/index.ts';
import { describe, expect, it } from 'vitest';
import { IDLE, intended } from '../../spec/index.ts';
import { mostProcesses } from '../../testing/bounds.ts';
import { CLIENT_KINDS, CLIENTS, FIRST_EXECUTING, OBSERVATION_KINDS } from '../compiled/index.ts';
import { step } from '../step.ts';
import { tourOf, walkOf } from './index.ts';
import type { Edge, Standing, Tour } from './index.ts';

const context = { reading: intended, windowsInstaller: '5.0' };
const all: readonly Operation[] = [...CLIENT_KINDS, ...OBSERVATION_KINDS];
/** So few that two processes have a dozen standings. */
const few: readonly Operation[] = [
  { op: 'start', action: 'INSTALL', ui: 'full' },
  { op: 'start', action: 'INSTALL', ui: 'none' },
  { op: 'advance' },
  { op: 'kill' },
  { op: 'probe' },
];

const keyOf = (standing: Standing, { process, operation }: Step): string =>
  `${standing.join()} P${process} ${JSON.stringify(operation)}`;

/** Follows a case from a reset. @returns all standings, before and after; fails on a step that cannot be done */
const standingsOf = (
  steps: readonly Step[],
  processes: number,
  asked: readonly Operation[],
): readonly Standing[] => {
  const walk = walkOf(asked, context);
  let standing: Standing = Array.from({ length: processes }, () => 0);
  return [
    standing,
    ...steps.map((each) => {
      const edge = walk
        .edges(standing)
        .find(({ process, operation }) => process === each.process && operation === each.operation);
      if (edge === undefined) throw new Error(`cannot be done: ${keyOf(standing, each)}`);
      standing = edge.next;
      return standing;
    }),
  ];
};

/** The edges that a case passes. */
const follow = (
  steps: readonly Step[],
  processes: number,
  asked: readonly Operation[],
): readonly string[] => {
  const standings = standingsOf(steps, processes, asked);
  return steps.map((each, index) => keyOf(standings[index] ?? [], each));
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

const bounds = (
  [
    ['few', 1, 100],
    ['few', 1, 4],
    ['few', 2, 100],
    ['few', 2, 7],
    ['all', 1, 100],
    ['all', 1, 5],
    ['all', 2, 100],
    ['all', 2, 9],
    ['all', 3, 100],
  ] as const
).filter(([which, processes]) => which === 'few' || processes <= mostProcesses(3));

describe.each(bounds)(
  'of %s operations a tour of %i processes, %i steps a case',
  (which, processes, maxSteps) => {
    const operations = which === 'few' ? few : all;
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
  },
);

it.each([
  ['few', 1, 100, 17, 1, 3],
  ['few', 1, 4, 27, 7, 5],
  ['few', 1, 3, 30, 10, 5],
  ['few', 2, 100, 139, 11, 22],
  ['few', 2, 7, 195, 32, 36],
  ['few', 2, 5, 247, 51, 53],
  ['all', 1, 100, 75, 1, 7],
  ['all', 1, 9, 84, 10, 7],
  ['all', 2, 100, 968, 69, 94],
  ['all', 2, 9, 1164, 158, 121],
] as const)(
  'of %s operations, %i processes in cases of at most %i steps: %i steps, %i cases, %i kills, and none more',
  (which, processes, maxSteps, ...least) => {
    const operations = which === 'few' ? few : all;
    if (which === 'all' && processes > mostProcesses(2)) return;
    const tour = tourOf({ processes, maxSteps, operations }, context);
    const kills = tour.cases.flat().filter(({ operation }) => operation.op === 'kill').length;
    expect([tour.steps, tour.cases.length, kills]).toEqual(least);
  },
);

/** Whether the rules have this call refused where everybody stands as they do. */
const isRefused = (standing: Standing, { process, operation }: Step): boolean => {
  if (operation.op !== 'start' && operation.op !== 'advance') return false;
  if ((standing[process - 1] ?? 0) >= FIRST_EXECUTING) return false;
  const table =
    operation.op === 'start' && operation.ui === 'full' ? 'InstallUISequence' : 'InstallExecuteSequence';
  const clients = standing.map((code) => CLIENTS[code] ?? IDLE);
  const event: Observed = { process, operation, response: { type: 'held', table } };
  return step([{ clients, residue: false }], event, context).violates.length > 0;
};

/** With what changes nothing, or ends a UI sequence, and is no call that could be let in. */
const more: readonly Operation[] = [...few, { op: 'cancel' }, { op: 'call', api: 'MsiInstallProduct' }];

/** The steps of each case, each with the standing before it and the one after it. */
const followed = (tour: Tour) =>
  tour.cases.map((steps) => {
    const standings = standingsOf(steps, 2, more);
    return steps.map((each, index) => ({
      each,
      index,
      before: standings[index] ?? [],
      after: standings[index + 1] ?? [],
      isLast: index === steps.length - 1,
    }));
  });

describe.each([100, 7])('a tour with ways back, %i steps a case', (maxSteps) => {
  it('ends what had to be refused, by a cancel of its UI or its end, unless the case ends anyway', () => {
    const tour = tourOf({ processes: 2, maxSteps, operations: more }, context);
    const expected = followed(tour).map((steps) =>
      steps.flatMap(({ each, before, isLast }): readonly Step[] => {
        if (isLast || !isRefused(before, each)) return [each];
        const { process } = each;
        const end: Step = { process, operation: { op: 'advance' } };
        return each.operation.op === 'start'
          ? [each, { process, operation: { op: 'cancel' } }, end]
          : [each, end];
      }),
    );
    expect(tour.withWaysBack).toEqual(expected);
    expect(expected.flat().length).toBeGreaterThan(tour.steps);
  });

  it('does what needs a way back after what needs none, where both change nothing', () => {
    const tour = tourOf({ processes: 2, maxSteps, operations: more }, context);
    const stays = ({ before, after }: { before: Standing; after: Standing }): boolean =>
      before.join() === after.join();
    let pairs = 0;
    for (const steps of followed(tour)) {
      for (const [index, next] of steps.slice(1).entries()) {
        const last = steps[index];
        if (last === undefined || !stays(last) || !stays(next)) continue;
        pairs++;
        expect(isRefused(last.before, last.each) && !isRefused(next.before, next.each)).toBe(false);
      }
    }
    expect(pairs).toBeGreaterThan(0);
  });
});

it('lists every edge once, with where everybody stands before it', () => {
  const tour = tourOf({ processes: 2, maxSteps: 100, operations: few }, context);
  const keys = tour.everyEdge.map((edge) => keyOf(edge.standing, edge));
  expect(keys.toSorted()).toEqual([...edgesOf(2, few)].toSorted());
});

it('does what changes nothing where it first passes', () => {
  const [first] = tourOf({ processes: 1, maxSteps: 100, operations: all }, context).cases;
  const idle: readonly Edge[] = walkOf(all, context)
    .edges([0])
    .filter(({ next }) => next[0] === 0);
  expect(first?.slice(0, idle.length)).toEqual(
    idle.map(({ process, operation }) => ({ process, operation })),
  );
});

it.each([
  [2, 4],
  [1, 2],
])(
  'says when cases of %i processes are too short, at %i steps, to reach every state',
  (processes, maxSteps) => {
    expect(() => tourOf({ processes, maxSteps, operations: few }, context)).toThrow(
      new RangeError(`cases of ${maxSteps} steps are too short to reach every state`),
    );
    expect(() => tourOf({ processes, maxSteps: maxSteps + 1, operations: few }, context)).not.toThrow();
  },
);

it('has no case where there is nothing to do', () => {
  expect(tourOf({ processes: 1, maxSteps: 5, operations: [] }, context)).toEqual({
    cases: [],
    withWaysBack: [],
    edges: 0,
    everyEdge: [],
    steps: 0,
  });
});
