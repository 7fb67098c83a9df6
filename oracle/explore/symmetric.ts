import { FIRST_EXECUTING } from '../compiled/index.ts';
import type { Context } from '../rules.ts';
import type { Judge } from './answers.ts';
import { deriveRows } from './rows.ts';
import type { Row, Rows } from './rows.ts';

export interface SymmetricExploration {
  /** States that differ in more than the numbering of the processes. */
  readonly orbits: number;
  /** The sizes of the orbits summed: equal to the full search's counts, exact at any size. */
  readonly states: bigint;
  readonly transitions: bigint;
  /** Invariants that do not hold, with the number of states they break in. */
  readonly violations: readonly { readonly invariant: string; readonly states: bigint }[];
}

/**
 * Every reachable state up to a renumbering of the processes: how many clients stand at each place is all
 * that counts. The codes outside of an execute table are counted; the one client inside is named by its
 * kind.
 */
export const exploreSymmetric = (
  processes: number,
  context: Context,
  judge?: Judge,
  rows: Rows = deriveRows(context, judge),
): SymmetricExploration => {
  const kinds = rows.executions.length;
  const side = processes + 1;
  // Orbit number: slot (0 or kind + 1), residue, and the numbers of clients at codes 1, 2 and 3.
  const size = (kinds + 1) * 2 * side ** 3;
  const reached = new Uint8Array(size);
  const queue = [0];
  reached[0] = 1;
  const factorials = [1n];
  for (let n = 1; n <= processes; n++) factorials.push((factorials[n - 1] ?? 1n) * BigInt(n));
  const counts = [0, 0, 0, 0];
  const violations = new Map<string, bigint>();
  let states = 0n;
  let transitions = 0n;
  const visit = (orbit: number): void => {
    if (reached[orbit] === 1) return;
    reached[orbit] = 1;
    queue.push(orbit);
  };

  for (const orbit of queue) {
    let rest = orbit;
    for (const code of [1, 2, 3]) {
      counts[code] = rest % side;
      rest = Math.floor(rest / side);
    }
    const residue = rest & 1;
    const slot = rest >> 1;
    const others = processes - (slot > 0 ? 1 : 0);
    counts[0] = others - (counts[1] ?? 0) - (counts[2] ?? 0) - (counts[3] ?? 0);
    const observer = rows.observer(slot > 0, residue === 1);
    let outgoing = observer.transitions + residue;
    const broken = new Set(observer.broken);
    const numberOf = (nextSlot: number, nextResidue: boolean, from: number, to: number): number => {
      const at = (code: number): number => (counts[code] ?? 0) - Number(code === from) + Number(code === to);
      return (nextSlot * 2 + Number(nextResidue)) * side ** 3 + at(1) + at(2) * side + at(3) * side * side;
    };
    const follow = (row: Row, from: number): void => {
      for (const id of row.broken) broken.add(id);
      for (const target of movesOf(row)) {
        const executes = target.client >= FIRST_EXECUTING;
        if (executes && slot > 0 && from >= 0) broken.add('one-execute-table');
        const kind = rows.executions.indexOf(target.client);
        const nextSlot = executes ? kind + 1 : from >= 0 ? slot : 0;
        visit(numberOf(nextSlot, target.residue, from, executes ? -1 : target.client));
      }
    };
    for (let code = 0; code < 4; code++) {
      const clients = counts[code] ?? 0;
      if (clients === 0) continue;
      const row = rows.row(code, slot > 0, residue === 1);
      outgoing += clients * row.transitions;
      follow(row, code);
    }
    if (slot > 0) {
      const row = rows.row(rows.executions[slot - 1] ?? 0, false, residue === 1);
      outgoing += row.transitions;
      follow(row, -1);
    }
    if (residue === 1) visit(numberOf(slot, false, -1, -1));
    const orbitSize = sizeOf(counts, others, factorials) * BigInt(slot > 0 ? processes : 1);
    states += orbitSize;
    transitions += orbitSize * BigInt(outgoing);
    for (const id of broken) violations.set(id, (violations.get(id) ?? 0n) + orbitSize);
  }
  return {
    orbits: queue.length,
    states,
    transitions,
    violations: [...violations].map(([invariant, broken]) => ({ invariant, states: broken })),
  };
};

const moves = new WeakMap<Row, Row['answers'][number]>();

/** The distinct places a row leads to. */
const movesOf = (row: Row): Row['answers'][number] => {
  const known = moves.get(row);
  if (known !== undefined) return known;
  const distinct = new Map(
    row.answers.flat().map((target) => [`${target.client} ${target.residue}`, target]),
  );
  const made = [...distinct.values()];
  moves.set(row, made);
  return made;
};

/** In how many ways so many clients can be shared out over the places. */
const sizeOf = (counts: readonly number[], others: number, factorials: readonly bigint[]): bigint =>
  counts.reduce((size, count) => size / (factorials[count] ?? 1n), factorials[others] ?? 1n);
