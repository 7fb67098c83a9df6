import type { Row, Rows, Target } from './rows.ts';

/**
 * A state as one number, its rank: two bits for each client that is in no execute table, above them the
 * block, which says who executes what and whether there is a residue. A slot is 0 with nobody in an
 * execute table, else 1 + client x kinds + kind, and that client's two bits are 0.
 */
export interface Packing {
  readonly processes: number;
  readonly kinds: number;
  /** The slots and residues that can be together. */
  readonly blocks: readonly Block[];
  readonly blockOf: (slot: number, residue: boolean) => number;
  /** All ranks are below this. */
  readonly size: number;
}

export interface Block {
  readonly slot: number;
  readonly residue: boolean;
}

export const packingOf = (rows: Rows, processes: number): Packing => {
  const kinds = rows.executions.length;
  const slots = 1 + kinds * processes;
  const blocks = Array.from({ length: slots }, (_, slot) =>
    [false, true]
      .filter((residue) => rows.occurs(slot > 0, residue))
      .map((residue): Block => ({ slot, residue })),
  ).flat();
  const numbers = new Map(blocks.map(({ slot, residue }, number) => [slot * 2 + Number(residue), number]));
  return {
    processes,
    kinds,
    blocks,
    blockOf: (slot, residue) => numbers.get(slot * 2 + Number(residue)) ?? 0,
    size: blocks.length * 4 ** processes,
  };
};

/** Stands in `deltas` for an answer that the rules forbid. */
export const FORBIDDEN = 0x7fffffff;

/**
 * What a search walks. A cell is one client in one situation; its edges are differences of ranks, from
 * `starts[cell]` to `starts[cell + 1]` in `deltas`. A block is a slot with a residue: the upper bits of a
 * rank.
 */
export interface Edges {
  readonly starts: Int32Array;
  readonly deltas: Int32Array;
  /** Allowed transitions of each cell, self-loops included. */
  readonly transitions: Int32Array;
  /** By block: the cell of client 0 at code 0; add 4 x client + code. */
  readonly firstCell: Int32Array;
  /** By block: the client that executes, or -1, and its cell. */
  readonly owner: Int32Array;
  readonly ownerCell: Int32Array;
  /** By block: where the silent end of its residue leads, as a difference of ranks; 0 without one. */
  readonly silent: Int32Array;
  /** By block: transitions that belong to no client (observations, the silent end of a residue). */
  readonly base: Int32Array;
  /** By cell: the invariants that its row breaks. */
  readonly broken: readonly (readonly string[])[];
  /** By block: those that the observer's row breaks. */
  readonly brokenInBlock: readonly (readonly string[])[];
}

/** @param every keep forbidden answers and self-loops, so that a search can check each reply */
export const edgesOf = (rows: Rows, packing: Packing, every: boolean): Edges => {
  const { processes, kinds, blocks, blockOf } = packing;
  const unit = 4 ** processes;
  const starts = [0];
  const deltas: number[] = [];
  const transitions: number[] = [];
  const broken: (readonly string[])[] = [];
  const addCell = (row: Row, clashes: boolean, delta: (target: Target) => number): number => {
    for (const difference of every ? repliesOf(row, delta) : movesOf(row, delta)) deltas.push(difference);
    starts.push(deltas.length);
    broken.push(clashes ? [...row.broken, 'one-execute-table'] : row.broken);
    return transitions.push(row.transitions) - 1;
  };
  const executes = (target: Target): boolean => rows.executions.includes(target.client);
  /** Where a client comes to: its slot if it executes, else two bits of its own. */
  const slotOf = (target: Target, client: number, otherwise: number): number =>
    executes(target) ? 1 + client * kinds + rows.executions.indexOf(target.client) : otherwise;
  const bitsOf = (target: Target, client: number): number =>
    (executes(target) ? 0 : target.client) * 4 ** client;

  // The cells of clients outside of an execute table are alike for all blocks in which somebody executes,
  // but for the numbers of the blocks that a change of the residue leads to.
  const groups = new Map<string, number>();
  const cellsBeside = ({ slot, residue }: Block): number => {
    const key = slot === 0 || rows.occurs(true, !residue) ? `${slot} ${residue}` : 'beside';
    const known = groups.get(key);
    if (known !== undefined) return known;
    const first = transitions.length;
    groups.set(key, first);
    const here = blockOf(slot, residue);
    for (let client = 0; client < processes; client++) {
      for (let code = 0; code < 4; code++) {
        const row = rows.row(code, slot > 0, residue);
        addCell(row, slot > 0 && row.answers.flat().some(executes), (target) => {
          const next = blockOf(slot > 0 ? slot : slotOf(target, client, 0), target.residue);
          return (next - here) * unit + bitsOf(target, client) - code * 4 ** client;
        });
      }
    }
    return first;
  };

  const made = blocks.map((block) => {
    const { slot, residue } = block;
    const here = blockOf(slot, residue);
    const observer = rows.observer(slot > 0, residue);
    const silent = residue ? (blockOf(slot, false) - here) * unit : 0;
    const shared = { silent, base: observer.transitions + Number(residue), broken: observer.broken };
    const firstCell = cellsBeside(block);
    if (slot === 0) return { ...shared, firstCell, owner: -1, ownerCell: -1 };
    const owner = Math.floor((slot - 1) / kinds);
    const row = rows.row(rows.executions[(slot - 1) % kinds] ?? 0, false, residue);
    const ownerCell = addCell(row, false, (target) => {
      const next = blockOf(slotOf(target, owner, 0), target.residue);
      return (next - here) * unit + bitsOf(target, owner);
    });
    return { ...shared, firstCell, owner, ownerCell };
  });

  return {
    starts: Int32Array.from(starts),
    deltas: Int32Array.from(deltas),
    transitions: Int32Array.from(transitions),
    firstCell: Int32Array.from(made, (block) => block.firstCell),
    owner: Int32Array.from(made, (block) => block.owner),
    ownerCell: Int32Array.from(made, (block) => block.ownerCell),
    silent: Int32Array.from(made, (block) => block.silent),
    base: Int32Array.from(made, (block) => block.base),
    broken,
    brokenInBlock: made.map((block) => block.broken),
  };
};

const repliesOf = (row: Row, delta: (target: Target) => number): readonly number[] =>
  row.answers.flatMap((targets) => (targets.length === 0 ? [FORBIDDEN] : targets.map(delta)));

const movesOf = (row: Row, delta: (target: Target) => number): readonly number[] => [
  ...new Set(
    row.answers
      .flat()
      .map(delta)
      .filter((difference) => difference !== 0),
  ),
];
