import type { Operation } from '../../spec/index.ts';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundTrip } from './balance.ts';
import type { Arc } from './balance.ts';
import type { Graph, Passage } from './graph.ts';

const STEP: Operation = { op: 'advance' };
const KILL: Operation = { op: 'kill' };

type Way = readonly [from: number, to: number, operation: Operation];

const graphOf = (size: number, ways: readonly Way[]): Graph =>
  Array.from({ length: size }, (_, node) =>
    ways
      .filter(([from]) => from === node)
      .map(([from, to, operation]): Passage => ({
        edge: { process: 1, operation, next: [to] },
        standing: [from],
        from,
        to,
      })),
  );

const costOf = (arc: Arc): number =>
  arc.passage === undefined ? 0 : arc.passage.edge.operation.op === 'kill' ? 8 : 1;

/** Graphs in which everything can be reached from 0, as standings are. */
const graphs = fc.integer({ min: 2, max: 6 }).chain((size) => {
  const node = fc.nat(size - 1);
  const operation = fc.constantFrom(STEP, KILL);
  return fc
    .record({
      parents: fc.tuple(...Array.from({ length: size - 1 }, (_, index) => fc.nat(index))),
      operations: fc.array(operation, { minLength: size - 1, maxLength: size - 1 }),
      others: fc.array(fc.tuple(node, node, operation), { maxLength: 10 }),
    })
    .map(({ parents, operations, others }) =>
      graphOf(size, [
        ...parents.map((parent, index): Way => [parent, index + 1, operations[index] ?? STEP]),
        ...others,
      ]),
    );
});

/**
 * Whether some of what is gone once more than needed could be gone more cheaply: a flow costs the least when
 * no round way along it, or back along what it uses, has a negative cost.
 */
const canBeCheaper = (graph: Graph, extra: readonly Arc[]): boolean => {
  const size = graph.length;
  const distance = Array.from({ length: size }, () => Array.from({ length: size }, () => Infinity));
  const shorten = (from: number, to: number, cost: number): void => {
    const row = distance[from] ?? [];
    row[to] = Math.min(row[to] ?? Infinity, cost);
  };
  for (const { from, to, edge } of graph.flat()) shorten(from, to, edge.operation.op === 'kill' ? 8 : 1);
  for (let from = 1; from < size; from++) shorten(from, 0, 0);
  for (const arc of extra) shorten(arc.to, arc.from, -costOf(arc));
  for (let by = 0; by < size; by++) {
    for (let from = 0; from < size; from++) {
      for (let to = 0; to < size; to++) {
        shorten(from, to, (distance[from]?.[by] ?? Infinity) + (distance[by]?.[to] ?? Infinity));
      }
    }
  }
  return distance.some((row, node) => (row[node] ?? 0) < 0);
};

/** Here ways that were chosen first have to be given up again for others. */
const REROUTED: readonly Graph[] = [
  graphOf(4, [
    [0, 1, KILL],
    [1, 2, STEP],
    [2, 3, STEP],
    [1, 1, STEP],
    [2, 2, STEP],
    [1, 2, STEP],
    [2, 1, STEP],
    [1, 0, STEP],
    [3, 0, KILL],
    [3, 1, KILL],
    [1, 2, KILL],
    [1, 1, STEP],
  ]),
  graphOf(6, [
    [0, 1, KILL],
    [0, 2, KILL],
    [2, 3, STEP],
    [1, 4, KILL],
    [0, 5, KILL],
    [2, 5, STEP],
    [5, 2, STEP],
    [2, 4, STEP],
    [4, 5, STEP],
    [4, 3, KILL],
    [2, 3, STEP],
    [4, 3, KILL],
    [3, 4, STEP],
    [1, 1, KILL],
    [5, 1, KILL],
    [2, 5, KILL],
  ]),
];

describe('a round trip', () => {
  it('goes every passage that leads on, in its order, then more, and leaves each standing as often as it enters', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const arcs = roundTrip(graph);
        const once = graph.flat().filter(({ from, to }) => from !== to);
        expect(arcs.slice(0, once.length).map(({ passage }) => passage)).toEqual(once);
        for (const { from, to, passage } of arcs) {
          if (passage === undefined) expect([from > 0, to]).toEqual([true, 0]);
          else expect([from, to]).toEqual([passage.from, passage.to]);
        }
        const surplus = graph.map(
          (_, node) =>
            arcs.filter(({ to }) => to === node).length - arcs.filter(({ from }) => from === node).length,
        );
        expect(surplus.filter((amount) => amount !== 0)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('costs the least: a kill 8, any other step 1, a reset nothing', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const arcs = roundTrip(graph);
        expect(arcs.map(({ cost }) => cost)).toEqual(arcs.map(costOf));
        const once = graph.flat().filter(({ from, to }) => from !== to).length;
        expect(canBeCheaper(graph, arcs.slice(once))).toBe(false);
      }),
      { numRuns: 150, examples: REROUTED.map((graph) => [graph]) },
    );
  });

  it('takes the cheaper of two ways between the same standings, of two alike the first', () => {
    for (const [first, second, taken] of [
      [STEP, KILL, 1],
      [KILL, STEP, 2],
      [STEP, STEP, 1],
    ] as const) {
      const graph = graphOf(6, [
        [0, 1, STEP],
        [1, 2, first],
        [1, 2, second],
        [2, 3, STEP],
        [2, 4, STEP],
        [2, 5, STEP],
      ]);
      const once = graph.flat();
      const more = roundTrip(graph).slice(once.length);
      expect(more.map(costOf).toSorted()).toEqual([0, 0, 0, 1, 1, 1]);
      expect(more.filter(({ from, to }) => from === 1 && to === 2).map(({ passage }) => passage)).toEqual([
        once[taken],
      ]);
      expect(more.find(({ from, to }) => from === 1 && to === 2)?.passage).toBe(once[taken]);
    }
  });

  it('of nothing that leads on is empty', () => {
    expect(roundTrip(graphOf(1, [[0, 0, STEP]]))).toEqual([]);
  });
});
