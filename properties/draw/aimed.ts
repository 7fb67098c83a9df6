import type { Random } from 'fast-check';
import { graphOf, walkOf } from '../../oracle/tour/index.ts';
import type { Graph, Passage } from '../../oracle/tour/index.ts';
import { OBSERVER } from '../../spec/index.ts';
import type { Capabilities, Step } from '../../spec/index.ts';
import { operationsOf, TOUR_CONTEXT } from './tour.ts';

type Offered = Pick<Capabilities, 'actions' | 'uiLevels' | 'apis' | 'observations'>;

/** More clients have more states than a walk can aim at, and hide nothing that three do not show. */
const MOST_PROCESSES = 3;

/**
 * Walks that aim at edges of the oracle's state space: an operation in a state, each as likely as the others. A walk
 * without aim seldom comes to states in which every client is at something, for most of its steps lead back.
 */
export class Aimed {
  readonly #offered: Offered;
  readonly #maps = new Map<number, StateMap>();

  constructor(offered: Offered) {
    this.#offered = offered;
  }

  /** So many steps from where everybody is idle; of many clients only the first few take part. */
  draw(mrng: Random, processes: number, length: number): readonly Step[] {
    const map = this.#mapOf(Math.min(processes, MOST_PROCESSES));
    const steps: Step[] = [];
    const taken = new Set<Passage>();
    // Few clients come by each state often, and look by chance; the looks would only make the walk shorter.
    const seen = processes < MOST_PROCESSES ? [] : this.#offered.observations;
    const looks = seen.map((op): Step => ({ process: OBSERVER, operation: { op } }));
    let at = 0;
    while (steps.length < length) {
      const aim = map.aim(mrng, taken);
      const way = map.way(at, aim.from);
      const passages = [...way, aim];
      // What is wrong in a state may be seen by the observer only.
      steps.push(...way.map(stepOf), ...looks, stepOf(aim));
      at = aim.to;
      for (const passage of passages) taken.add(passage);
    }
    return steps.slice(0, length);
  }

  #mapOf(processes: number): StateMap {
    const known = this.#maps.get(processes);
    if (known !== undefined) return known;
    const initial = Array.from({ length: processes }, () => 0);
    const map = new StateMap(graphOf(initial, walkOf(operationsOf(this.#offered), TOUR_CONTEXT)));
    this.#maps.set(processes, map);
    return map;
  }
}

const stepOf = ({ edge }: Passage): Step => ({ process: edge.process, operation: edge.operation });

/** How often an edge that the walk took already is put back for another. */
const TRIES = 4;

class StateMap {
  readonly #graph: Graph;
  readonly #passages: readonly Passage[];
  /** By goal, and there by state: the passage that leads nearer. */
  readonly #nearer = new Map<number, readonly (Passage | undefined)[]>();
  readonly #into: readonly (readonly Passage[])[];

  constructor(graph: Graph) {
    this.#graph = graph;
    this.#passages = graph.flat();
    const into: Passage[][] = graph.map(() => []);
    for (const passage of this.#passages) if (passage.to !== passage.from) into[passage.to]?.push(passage);
    this.#into = into;
  }

  aim(mrng: Random, taken: ReadonlySet<Passage>): Passage {
    for (let tries = 1; ; tries++) {
      const passage = this.#passages[mrng.nextInt(0, this.#passages.length - 1)];
      if (passage === undefined) throw new RangeError('nothing can be done');
      if (tries === TRIES || !taken.has(passage)) return passage;
    }
  }

  /** One of the shortest ways. */
  way(from: number, to: number): readonly Passage[] {
    const nearer = this.#nearer.get(to) ?? this.#search(to);
    this.#nearer.set(to, nearer);
    const way: Passage[] = [];
    for (let at = from; at !== to;) {
      const passage = nearer[at];
      if (passage === undefined) throw new RangeError(`no way leads from state ${at} to state ${to}`);
      way.push(passage);
      at = passage.to;
    }
    return way;
  }

  /** Breadth first, backwards from the goal. */
  #search(goal: number): readonly (Passage | undefined)[] {
    const nearer: (Passage | undefined)[] = this.#graph.map(() => undefined);
    const queue = [goal];
    for (const state of queue) {
      for (const passage of this.#into[state] ?? []) {
        if (passage.from === goal || nearer[passage.from] !== undefined) continue;
        nearer[passage.from] = passage;
        queue.push(passage.from);
      }
    }
    return nearer;
  }
}
