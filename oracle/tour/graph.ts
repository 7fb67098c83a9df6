import type { Edge, Standing, Walk } from './walk.ts';

/** The passage from one numbered standing to another by an edge. */
export interface Passage {
  readonly edge: Edge;
  /** Where the clients stand before it. */
  readonly standing: Standing;
  readonly from: number;
  readonly to: number;
}

/** Every standing that a walk reaches, numbered from 0, with the edges that leave it. */
export type Graph = readonly (readonly Passage[])[];

export const graphOf = (initial: Standing, walk: Walk): Graph => {
  const numbers = new Map([[initial.join(), 0]]);
  const standings = [initial];
  const numberOf = (standing: Standing): number => {
    const key = standing.join();
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, standings.length);
    return standings.push(standing) - 1;
  };
  const graph: Passage[][] = [];
  for (const standing of standings) {
    const from = graph.length;
    graph.push(walk.edges(standing).map((edge) => ({ edge, standing, from, to: numberOf(edge.next) })));
  }
  return graph;
};
