import { codeOf, FIRST_EXECUTING } from '../compiled/index.ts';
import type { Operation, Step } from '../events.ts';
import type { Context } from '../rules.ts';
import { IDLE } from '../state.ts';
import { roundTrip } from './balance.ts';
import type { Arc } from './balance.ts';
import { graphOf } from './graph.ts';
import type { Graph, NumberedEdge } from './graph.ts';
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
 * Cases that together do every operation of every process in every state, in about as few steps as that
 * can be done: a round trip through all that leads on, with all that changes nothing done where one
 * passes, cut into cases at its resets.
 *
 * @throws {RangeError} when cases are too short to reach every state
 */
export const tourOf = ({ processes, maxSteps, operations }: TourOptions, context: Context): Tour => {
  const initial = Array.from({ length: processes }, () => 0);
  const graph = graphOf(initial, walkOf(operations, context));
  const cases = cut(circuit(roundTrip(graph), graph.length), graph, maxSteps);
  const everyEdge = graph.flatMap((moves) =>
    moves.map((move) => ({ ...stepOf(move), standing: move.standing })),
  );
  return {
    cases: cases.map((moves) => moves.map(stepOf)),
    withWaysBack: cases.map((moves) =>
      moves.flatMap((move, index) => [stepOf(move), ...(index === moves.length - 1 ? [] : wayBack(move))]),
    ),
    edges: everyEdge.length,
    everyEdge,
    steps: cases.reduce((sum, moves) => sum + moves.length, 0),
  };
};

const STANDS_IDLE = codeOf(IDLE);

const stepOf = ({ edge: { process, operation } }: NumberedEdge): Step => ({ process, operation });

/** What ends a call that was let in where it should have been refused: a cancel of its UI, or its end. */
const wayBack = ({ standing, edge: { process, operation, next } }: NumberedEdge): readonly Step[] => {
  const begins = operation.op === 'start' || operation.op === 'advance';
  const isRefused =
    begins && next[process - 1] === STANDS_IDLE && (standing[process - 1] ?? 0) < FIRST_EXECUTING;
  if (!isRefused) return [];
  return [
    ...(operation.op === 'start' ? [{ process, operation: { op: 'cancel' } } as const] : []),
    { process, operation: { op: 'advance' } },
  ];
};

const movesFrom = (graph: Graph, standing: number): readonly NumberedEdge[] => graph[standing] as readonly NumberedEdge[];

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

/** Walks the way round, does all that changes nothing at the first visit, and begins anew when it must. */
const cut = (way: readonly Arc[], graph: Graph, maxSteps: number): readonly (readonly NumberedEdge[])[] => {
  const left = new Set(graph.flat());
  const cases: NumberedEdge[][] = [[]];
  let at = 0;
  const steps = (): NumberedEdge[] => cases.at(-1) as NumberedEdge[];
  const append = (move: NumberedEdge): void => {
    if (steps().length >= maxSteps) {
      const approach = shortest(graph, move.from);
      if (approach.length >= maxSteps) {
        throw new RangeError(`cases of ${maxSteps} steps are too short to reach every state`);
      }
      cases.push([...approach]);
    }
    steps().push(move);
    left.delete(move);
    at = move.to;
  };
  const loops = (): void => {
    const here = movesFrom(graph, at).filter((move) => move.from === move.to && left.has(move));
    // At the end of a case no way back is needed.
    for (const move of here) if (wayBack(move).length === 0) append(move);
    for (const move of here) if (wayBack(move).length > 0) append(move);
  };
  loops();
  for (const { move } of way) {
    if (left.size === 0) break;
    if (move === undefined) {
      cases.push([]);
      at = 0;
    } else {
      append(move);
    }
    loops();
  }
  return cases.filter((moves) => moves.length > 0);
};

/** The shortest way from a reset to a standing. */
const shortest = (graph: Graph, target: number): readonly NumberedEdge[] => {
  const cameBy: (NumberedEdge | undefined)[] = [];
  const queue = [0];
  const seen = new Set(queue);
  for (const at of queue) {
    if (at === target) break;
    for (const move of movesFrom(graph, at)) {
      if (seen.has(move.to)) continue;
      seen.add(move.to);
      cameBy[move.to] = move;
      queue.push(move.to);
    }
  }
  const path: NumberedEdge[] = [];
  for (let move = cameBy[target]; move !== undefined; move = cameBy[move.from]) path.unshift(move);
  return path;
};
