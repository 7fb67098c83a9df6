import { step } from '../../oracle/step.ts';
import { initialState, keyOf } from '../../spec/index.ts';
import type { Reading, State } from '../../spec/index.ts';
import { describeStep } from '../../properties/interleaving/interleaving.ts';
import { describeResponse } from '../../reports/timeline/describe-response.ts';
import { stateText } from './state-words.ts';
import type { Tree } from './tree.ts';
import { contextOf } from './walk.ts';

export interface GraphNode {
  readonly key: string;
  readonly text: readonly string[];
  /** The fewest steps that lead here, and the place among those of as many. */
  readonly depth: number;
  readonly row: number;
  /** A place of the walk that stands here. */
  readonly place: number;
  readonly isCurrent: boolean;
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  /** `P1 start INSTALL none`. */
  readonly done: string;
  readonly answer: string;
  readonly breaks: boolean;
}

export interface StateGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** The sets of states that a walk with its forks came to, under one reading; a set that was come to twice is one node. */
export const graphOf = (tree: Tree, reading: Reading): StateGraph => {
  const nodes = new Map<string, GraphNode>();
  const edges = new Map<string, GraphEdge>();
  const rows = new Map<number, number>();
  const keys: string[] = [];
  const context = contextOf(tree, reading);
  const reached: (readonly State[])[] = [];
  for (let place = 0; place <= tree.nodes.length; place++) {
    const { parent: from = 0, event } = tree.nodes[place - 1] ?? {};
    // A parent stands before its children, so that each step is taken once.
    const stepped = event === undefined ? undefined : step(reached[from] ?? [], event, context);
    const states = stepped?.states ?? [initialState(tree.processes)];
    reached.push(states);
    const key = states.map(keyOf).toSorted().join(' / ');
    keys.push(key);
    const parent = keys[from];
    const known = nodes.get(key);
    const isCurrent = place === tree.current || known?.isCurrent === true;
    if (known === undefined) {
      const depth = place === 0 ? 0 : (nodes.get(parent ?? '')?.depth ?? 0) + 1;
      const row = rows.get(depth) ?? 0;
      rows.set(depth, row + 1);
      nodes.set(key, { key, text: states.map(stateText), depth, row, place, isCurrent });
    } else if (isCurrent !== known.isCurrent) {
      nodes.set(key, { ...known, isCurrent });
    }
    if (event === undefined || parent === undefined) continue;
    const [done, answer] = [describeStep(event), describeResponse(event.response)];
    const edge = { from: parent, to: key, done, answer, breaks: (stepped?.violates.length ?? 0) > 0 };
    edges.set(JSON.stringify([parent, key, done, answer]), edge);
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()] };
};
