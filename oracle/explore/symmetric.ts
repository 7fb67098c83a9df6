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

/** The clients at one place of an orbit: what each adds, and where one of them can lead it. */
interface Place {
  readonly transitions: number;
  /** Differences of orbit numbers, without the 0 of those that lead nowhere. */
  readonly moves: readonly number[];
  readonly broken: readonly string[];
}

/** All orbits with the same client in an execute table, or none, and the same residue. */
interface Block {
  /** Outside of an execute table, by code. */
  readonly places: readonly Place[];
  /** Moves and transitions that do not depend on how many stand where: observer, owner, residue. */
  readonly always: Place;
}

/**
 * Every reachable state up to a renumbering of the processes: how many clients stand at each place is all
 * that counts. The codes outside of an execute table are counted; the one client inside is named by its
 * kind.
 *
 * An orbit's number is its slot (0 or kind + 1), its residue, and the numbers of clients at codes 3, 2 and
 * 1, each a digit; the clients that are left are idle.
 */
export const exploreSymmetric = (
  processes: number,
  context: Context,
  judge?: Judge,
  rows: Rows = deriveRows(context, judge),
): SymmetricExploration => {
  const side = processes + 1;
  const unit = side ** 3;
  const blocks: (Block | undefined)[] = [];
  const reached = new Uint8Array((rows.executions.length + 1) * 2 * unit);
  const queue = [0];
  reached[0] = 1;
  const factorials = [1n];
  for (let n = 1; n <= processes; n++) factorials.push((factorials[n - 1] ?? 1n) * BigInt(n));
  const violations = new Map<string, bigint>();
  let states = 0n;
  let transitions = 0n;
  const visitAll = (from: number, moves: readonly number[]): void => {
    for (let index = 0; index < moves.length; index++) {
      const to = from + (moves[index] as number);
      if (reached[to] === 1) continue;
      reached[to] = 1;
      queue.push(to);
    }
  };

  for (const orbit of queue) {
    const number = Math.floor(orbit / unit);
    const { places, always } = (blocks[number] ??= blockOf(rows, number, side));
    const executing = number > 1;
    const third = Math.floor(orbit / (side * side)) % side;
    const second = Math.floor(orbit / side) % side;
    const first = orbit % side;
    const others = processes - Number(executing);
    const counts = [others - first - second - third, first, second, third];

    visitAll(orbit, always.moves);
    let outgoing = always.transitions;
    let size = factorials[others] ?? 1n;
    let broken = always.broken;
    for (let code = 0; code < 4; code++) {
      const clients = counts[code] as number;
      if (clients === 0) continue;
      const place = places[code] as Place;
      visitAll(orbit, place.moves);
      outgoing += clients * place.transitions;
      // In how many ways so many clients can be shared out over the places.
      size /= factorials[clients] ?? 1n;
      broken = [...broken, ...place.broken];
    }
    if (executing) size *= BigInt(processes);
    states += size;
    transitions += size * BigInt(outgoing);
    for (const id of new Set(broken)) violations.set(id, (violations.get(id) ?? 0n) + size);
  }
  return {
    orbits: queue.length,
    states,
    transitions,
    violations: [...violations].map(([invariant, found]) => ({ invariant, states: found })),
  };
};

const blockOf = (rows: Rows, number: number, side: number): Block => {
  const slot = number >> 1;
  const residue = (number & 1) === 1;
  const executing = slot > 0;
  // Who is idle is not counted, nor who executes, nor the owner.
  const digits = new Map<number | 'owner', number>([
    [1, 1],
    [2, side],
    [3, side * side],
  ]);
  /** @param from the place left, or the owner's */
  const placeOf = (row: Row, from: number | 'owner'): Place => {
    let clashes = false;
    const moves = row.targets.map((target) => {
      const kind = rows.executions.indexOf(target.client);
      const stays = from === 'owner' ? 0 : slot;
      if (kind >= 0 && stays > 0) clashes = true;
      const next = (kind < 0 ? stays : kind + 1) * 2 + Number(target.residue);
      const [joined, left] = [digits.get(target.client) ?? 0, digits.get(from) ?? 0];
      return (next - number) * side ** 3 + joined - left;
    });
    const broken = clashes ? [...row.broken, 'one-execute-table'] : row.broken;
    return { transitions: row.transitions, moves: moves.filter((move) => move !== 0), broken };
  };
  const observer = rows.observer(executing, residue);
  const owner = executing ? [placeOf(rows.row(rows.executions[slot - 1] ?? 0, false, residue), 'owner')] : [];
  return {
    places: [0, 1, 2, 3].map((code) => placeOf(rows.row(code, executing, residue), code)),
    always: {
      transitions: owner.reduce(
        (sum, each) => sum + each.transitions,
        observer.transitions + Number(residue),
      ),
      // The residue may end at any moment, by itself.
      moves: [...owner.flatMap(({ moves }) => moves), ...(residue ? [-(side ** 3)] : [])],
      broken: [...observer.broken, ...owner.flatMap((each) => each.broken)],
    },
  };
};
