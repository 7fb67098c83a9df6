import type { Observed } from '../../spec/index.ts';
import type { Walk } from './walk.ts';

interface Node {
  readonly parent: number;
  readonly event: Observed;
}

/** A walk with all its forks: what was gone back from is kept. Place 0 is the beginning; a node's place is its index + 1. */
export interface Tree {
  readonly processes: number;
  readonly windowsInstaller: string;
  readonly nodes: readonly Node[];
  readonly current: number;
}

export const newTree = (processes: number, windowsInstaller: string): Tree => ({
  processes,
  windowsInstaller,
  nodes: [],
  current: 0,
});

/** The events from the beginning to a place. */
export const eventsTo = ({ nodes }: Tree, place: number): readonly Observed[] => {
  const events: Observed[] = [];
  for (let at = place; at > 0; at = nodes[at - 1]?.parent ?? 0) {
    const node = nodes[at - 1];
    if (node === undefined) break;
    events.unshift(node.event);
  }
  return events;
};

export const walkTo = (tree: Tree, place: number = tree.current): Walk => ({
  processes: tree.processes,
  windowsInstaller: tree.windowsInstaller,
  events: eventsTo(tree, place),
});

/** The places from the first event to the current one. */
export const pathOf = ({ nodes, current }: Tree): readonly number[] => {
  const places: number[] = [];
  for (let at = current; at > 0; at = nodes[at - 1]?.parent ?? 0) places.unshift(at);
  return places;
};

export const childrenOf = ({ nodes }: Tree, place: number): readonly number[] =>
  nodes.flatMap(({ parent }, index) => (parent === place ? [index + 1] : []));

/** Goes on with an event: to the place that it led to before, or to a new one. */
export const goOn = (tree: Tree, event: Observed): Tree => {
  const known = childrenOf(tree, tree.current).find(
    (place) => JSON.stringify(tree.nodes[place - 1]?.event) === JSON.stringify(event),
  );
  if (known !== undefined) return { ...tree, current: known };
  const nodes = [...tree.nodes, { parent: tree.current, event }];
  return { ...tree, nodes, current: nodes.length };
};

export const goTo = (tree: Tree, place: number): Tree => ({ ...tree, current: place });

export const goBack = (tree: Tree): Tree => ({
  ...tree,
  current: tree.nodes[tree.current - 1]?.parent ?? 0,
});

export const treeOf = ({ processes, windowsInstaller, events }: Walk): Tree =>
  events.reduce(goOn, newTree(processes, windowsInstaller));

/** Where a branch ends: every event that nothing follows. */
export const endsOf = (tree: Tree): readonly number[] =>
  tree.nodes.flatMap((_, index) => (childrenOf(tree, index + 1).length === 0 ? [index + 1] : []));
