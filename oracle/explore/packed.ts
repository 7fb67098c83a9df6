import type { Context } from '../rules.ts';
import type { Judge } from './answers.ts';
import type { Exploration } from './exploration.ts';
import { edgesOf, packingOf } from './packing.ts';
import type { Edges } from './packing.ts';
import { deriveRows } from './rows.ts';
import type { Rows } from './rows.ts';
import { sweep } from './sweep.ts';
import type { Swept } from './sweep.ts';

/** The most processes whose ranks fit 31 bits. */
export const MOST_PACKED_PROCESSES = 12;
export const fitsPacked = (processes: number): boolean => processes <= MOST_PACKED_PROCESSES;

export interface PackedExploration extends Exploration {
  /** Replies that were asked for and are forbidden; 0 for `moves`, which does not ask. */
  readonly forbidden: number;
  /** Bytes of the two bit sets, all that grows with the states. */
  readonly bytes: number;
}

/**
 * Every reachable state, on bit sets.
 *
 * `replies` asks for every single reply, as a model checker does; `moves` walks the distinct moves and
 * counts the other transitions from their rows. Both give the same counts.
 * @throws {RangeError} above {@link MOST_PACKED_PROCESSES} processes
 */
export const explorePacked = (
  processes: number,
  context: Context,
  form: 'replies' | 'moves' = 'moves',
  judge?: Judge,
): PackedExploration => {
  if (!fitsPacked(processes)) {
    throw new RangeError(
      `${processes} processes do not fit the packed form, which holds ${MOST_PACKED_PROCESSES} at most`,
    );
  }
  const rows = deriveRows(context, judge);
  search(REHEARSED, rows, form);
  const { swept, reached, edges } = search(processes, rows, form);
  return { ...swept, violations: violationsIn(reached, edges, processes), bytes: reached.length * 8 };
};

/**
 * So few processes are searched first. That takes every branch once, so the engine compiles the loop of
 * the real search for all of them at once, and does not go back to its interpreter for each new one.
 */
const REHEARSED = 3;

interface Searched {
  readonly swept: Swept;
  readonly reached: Uint32Array;
  readonly edges: Edges;
}

const search = (processes: number, rows: Rows, form: 'replies' | 'moves'): Searched => {
  const packing = packingOf(rows, processes);
  const edges = edgesOf(rows, packing, form === 'replies');
  const reached = new Uint32Array(Math.ceil(packing.size / 32));
  return { swept: sweep(processes, edges, reached, form === 'replies'), reached, edges };
};

/** Counts the states in which a row with a broken invariant is in use; none is the usual case. */
const violationsIn = (reached: Uint32Array, edges: Edges, processes: number): Exploration['violations'] => {
  const counts = new Map<string, number>();
  if ([...edges.broken, ...edges.brokenInBlock].flat().length === 0) return [];
  for (let rank = 0; rank < reached.length * 32; rank++) {
    if (((reached[rank >>> 5] ?? 0) & (1 << (rank & 31))) === 0) continue;
    for (const id of brokenAt(rank, edges, processes)) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return [...counts].map(([invariant, states]) => ({ invariant, states }));
};

const brokenAt = (rank: number, edges: Edges, processes: number): ReadonlySet<string> => {
  const block = rank >>> (2 * processes);
  const ids = new Set(edges.brokenInBlock[block]);
  for (let client = 0; client < processes; client++) {
    const cell =
      client === edges.owner[block]
        ? (edges.ownerCell[block] ?? 0)
        : (edges.firstCell[block] ?? 0) + 4 * client + ((rank >>> (2 * client)) & 3);
    for (const id of edges.broken[cell] as readonly string[]) ids.add(id);
  }
  return ids;
};
