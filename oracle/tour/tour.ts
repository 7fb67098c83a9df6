import type { Context, Operation, Step } from '../../spec/index.ts';
import { IDLE } from '../../spec/index.ts';
import { codeOf, FIRST_EXECUTING } from '../compiled/index.ts';
import { roundTrip } from './balance.ts';
import type { Arc } from './balance.ts';
import { graphOf } from './graph.ts';
import type { Graph, Passage } from './graph.ts';
import { walkOf } from './walk.ts';
import type { Standing } from './walk.ts';

export interface TourOptions {
  readonly processes: number;
  /** The most steps of a case; each begins with everybody idle. */
  readonly maxSteps: number;
  /** What the clients and the observer do. */
  readonly operations: readonly Operation[];
}

export interface Tour {
  /** Cases, each from a reset, of steps that a conforming implementation does. */
  readonly cases: readonly (readonly Step[])[];
  /**
   * The same, and where a call should be refused the steps that would end it. They cannot be done when it was
   * refused; when it was not, they lead back to where the tour goes on.
   */
  readonly withWaysBack: readonly (readonly Step[])[];
  /** How many (state, process, operation) a conforming implementation has. The tour covers them all. */
  readonly edges: number;
  readonly everyEdge: readonly (Step & { readonly standing: Standing })[];
  readonly steps: number;
}

/**
 * Cases that together do every operation of every process in every state, in about as few steps as possible.
 * A round trip goes once through every passage that leads to another standing. What changes nothing is done at
 * the first visit of its standing. Cases begin at the resets of the round trip.
 *
 * @throws {RangeError} when cases are too short to reach every state
 */
export const tourOf = ({ processes, maxSteps, operations }: TourOptions, context: Context): Tour => {
  const initial = Array.from({ length: processes }, () => 0);
  const graph = graphOf(initial, walkOf(operations, context));
  const cases = cut(circuit(roundTrip(graph), graph.length), graph, maxSteps);
  const everyEdge = graph.flatMap((passages) =>
    passages.map((passage) => ({ ...stepOf(passage), standing: passage.standing })),
  );
  return {
    cases: cases.map((passages) => passages.map(stepOf)),
    withWaysBack: cases.map((passages) =>
      passages.flatMap((passage, index) => [
        stepOf(passage),
        ...(index === passages.length - 1 ? [] : wayBack(passage)),
      ]),
    ),
    edges: everyEdge.length,
    everyEdge,
    steps: cases.reduce((sum, passages) => sum + passages.length, 0),
  };
};

const STANDS_IDLE = codeOf(IDLE);

const stepOf = ({ edge: { process, operation } }: Passage): Step => ({ process, operation });

/** What ends a call that was let in where it should have been refused: a cancel of its UI, or its end. */
const wayBack = ({ standing, edge: { process, operation, next } }: Passage): readonly Step[] => {
  const begins = operation.op === 'start' || operation.op === 'advance';
  const isRefused =
    begins && next[process - 1] === STANDS_IDLE && (standing[process - 1] ?? 0) < FIRST_EXECUTING;
  if (!isRefused) return [];
  return [
    ...(operation.op === 'start' ? [{ process, operation: { op: 'cancel' } } as const] : []),
    { process, operation: { op: 'advance' } },
  ];
};

const passagesFrom = (graph: Graph, standing: number): readonly Passage[] =>
  graph[standing] as readonly Passage[];

/** Orders the arcs into one way round from standing 0 (Hierholzer). */
const circuit = (arcs: readonly Arc[], size: number): readonly Arc[] => {
  const unused: Arc[][] = Array.from({ length: size }, () => []);
  const unusedFrom = (standing: number): Arc[] => unused[standing] as Arc[];
  for (const arc of arcs) unusedFrom(arc.from).push(arc);
  const way: Arc[] = [];
  const stack: (Arc | undefined)[] = [undefined];
  while (stack.length > 0) {
    const last = stack.at(-1);
    const next = unusedFrom(last === undefined ? 0 : last.to).pop();
    if (next !== undefined) {
      stack.push(next);
    } else {
      stack.pop();
      if (last !== undefined) way.push(last);
    }
  }
  return way.toReversed();
};

/** Walks the round trip, does what changes nothing at the first visit, and begins a case where it must. */
const cut = (way: readonly Arc[], graph: Graph, maxSteps: number): readonly (readonly Passage[])[] => {
  const left = new Set(graph.flat());
  const cases: Passage[][] = [[]];
  let at = 0;
  const steps = (): Passage[] => cases.at(-1) as Passage[];
  const append = (passage: Passage): void => {
    if (steps().length >= maxSteps) {
      const approach = shortest(graph, passage.from);
      if (approach.length >= maxSteps) {
        throw new RangeError(`cases of ${maxSteps} steps are too short to reach every state`);
      }
      cases.push([...approach]);
    }
    steps().push(passage);
    left.delete(passage);
    at = passage.to;
  };
  const loops = (): void => {
    const here = passagesFrom(graph, at).filter(
      (passage) => passage.from === passage.to && left.has(passage),
    );
    // At the end of a case no way back is needed.
    for (const passage of here) if (wayBack(passage).length === 0) append(passage);
    for (const passage of here) if (wayBack(passage).length > 0) append(passage);
  };
  loops();
  for (const { passage } of way) {
    if (left.size === 0) break;
    if (passage === undefined) {
      cases.push([]);
      at = 0;
    } else {
      append(passage);
    }
    loops();
  }
  return cases.filter((passages) => passages.length > 0);
};

/** The shortest way from a reset to a standing. */
const shortest = (graph: Graph, target: number): readonly Passage[] => {
  const cameBy: (Passage | undefined)[] = [];
  const queue = [0];
  const seen = new Set(queue);
  for (const at of queue) {
    if (at === target) break;
    for (const passage of passagesFrom(graph, at)) {
      if (seen.has(passage.to)) continue;
      seen.add(passage.to);
      cameBy[passage.to] = passage;
      queue.push(passage.to);
    }
  }
  const path: Passage[] = [];
  for (let passage = cameBy[target]; passage !== undefined; passage = cameBy[passage.from])
    path.unshift(passage);
  return path;
};
