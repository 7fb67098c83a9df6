import type { Graph, Passage } from './graph.ts';

/** A way from one standing to another, with what it costs to go it once more than needed. */
export interface Arc {
  readonly from: number;
  readonly to: number;
  readonly cost: number;
  /** `undefined`: a reset. */
  readonly passage: Passage | undefined;
}

/** A killed process has to be started anew, which a real machine takes its time for. */
const KILL_COST = 8;
const STEP_COST = 1;
const RESET_COST = 0;

const costOf = ({ edge }: Passage): number => (edge.operation.op === 'kill' ? KILL_COST : STEP_COST);

/**
 * The arcs of a round trip through every passage: each passage once, and as few more, resets included, as it
 * takes to leave every standing as often as it is entered (the route inspection problem, as a flow of
 * least cost).
 */
export const roundTrip = (graph: Graph): readonly Arc[] => {
  const once = graph.flatMap((passages) =>
    passages
      .filter(({ from, to }) => from !== to)
      .map((passage): Arc => ({ ...passage, cost: costOf(passage), passage })),
  );
  // Each standing has to be left once more for each of these; negative: entered once more.
  const surplus = new Int32Array(graph.length);
  for (const { from, to } of once) {
    surplus[to] = at(surplus, to) + 1;
    surplus[from] = at(surplus, from) - 1;
  }
  const network = new Network(graph.length, cheapest(once, graph.length));
  const tooMuch = surplus.reduce((sum, amount) => sum + Math.max(0, amount), 0);
  for (let sent = 0; sent < tooMuch; sent++) network.augment(surplus);
  return [...once, ...network.flow()];
};

/** One arc for each pair of standings, the cheapest, and a reset from everywhere. */
const cheapest = (arcs: readonly Arc[], size: number): readonly Arc[] => {
  const best = new Map<number, Arc>();
  const resets = Array.from({ length: size - 1 }, (_, index): Arc => ({
    from: index + 1,
    to: 0,
    cost: RESET_COST,
    passage: undefined,
  }));
  for (const arc of [...arcs, ...resets]) {
    const known = best.get(arc.from * size + arc.to);
    if (known === undefined || arc.cost < known.cost) best.set(arc.from * size + arc.to, arc);
  }
  return [...best.values()];
};

const at = (numbers: Int32Array | Float64Array, index: number): number => numbers[index] as number;

/**
 * Successive shortest paths; costs are kept from going negative by potentials. Every standing can be reached
 * from every other, over the reset if in no other way.
 */
class Network {
  readonly #arcs: readonly Arc[];
  readonly #used: Int32Array;
  readonly #potential: Int32Array;
  /** By standing: the arcs that touch it, outgoing as they are, incoming as their complement. */
  readonly #touching: readonly number[][];

  constructor(size: number, arcs: readonly Arc[]) {
    this.#arcs = arcs;
    this.#used = new Int32Array(arcs.length);
    this.#potential = new Int32Array(size);
    this.#touching = Array.from({ length: size }, () => []);
    for (const [index, { from, to }] of arcs.entries()) {
      this.#touchingAt(from).push(index);
      this.#touchingAt(to).push(~index);
    }
  }

  #touchingAt(node: number): number[] {
    return this.#touching[node] as number[];
  }

  /** Sends one more from where there is too much to where there is too little, as cheaply as can be. */
  augment(surplus: Int32Array): void {
    const distance = new Float64Array(surplus.length).fill(Infinity);
    const settled = new Uint8Array(surplus.length);
    const cameBy = new Int32Array(surplus.length);
    for (const [node, amount] of surplus.entries()) if (amount > 0) distance[node] = 0;
    for (;;) {
      const node = nearest(distance, settled);
      if (node < 0) break;
      settled[node] = 1;
      for (const signed of this.#touchingAt(node)) {
        const index = signed < 0 ? ~signed : signed;
        const arc = this.#arcs[index] as Arc;
        if (signed < 0 && at(this.#used, index) === 0) continue;
        const next = signed < 0 ? arc.from : arc.to;
        const cost = signed < 0 ? -arc.cost : arc.cost;
        const reduced = cost + at(this.#potential, node) - at(this.#potential, next);
        const reached = at(distance, node) + reduced;
        if (reached >= at(distance, next)) continue;
        distance[next] = reached;
        cameBy[next] = signed;
      }
    }
    const target = this.#cheapestTarget(surplus, distance);
    for (const [node, reached] of distance.entries()) {
      this.#potential[node] = at(this.#potential, node) + reached;
    }
    let node = target;
    while (at(surplus, node) <= 0) {
      const signed = at(cameBy, node);
      const index = signed < 0 ? ~signed : signed;
      const arc = this.#arcs[index] as Arc;
      this.#used[index] = at(this.#used, index) + (signed < 0 ? -1 : 1);
      node = signed < 0 ? arc.to : arc.from;
    }
    surplus[node] = at(surplus, node) - 1;
    surplus[target] = at(surplus, target) + 1;
  }

  flow(): readonly Arc[] {
    return this.#arcs.flatMap((arc, index) => Array.from({ length: at(this.#used, index) }, () => arc));
  }

  #cheapestTarget(surplus: Int32Array, distance: Float64Array): number {
    let best = -1;
    let least = Infinity;
    for (const [node, amount] of surplus.entries()) {
      const cost = at(distance, node) + at(this.#potential, node);
      if (amount < 0 && cost < least) [best, least] = [node, cost];
    }
    return best;
  }
}

const nearest = (distance: Float64Array, settled: Uint8Array): number => {
  let best = -1;
  let least = Infinity;
  for (let node = 0; node < distance.length; node++) {
    const here = at(distance, node);
    if (settled[node] === 0 && here < least) [best, least] = [node, here];
  }
  return best;
};
