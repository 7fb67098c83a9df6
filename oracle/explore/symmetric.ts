import type { Context } from '../../spec/index.ts';
import { FIRST_EXECUTING } from '../compiled/index.ts';
import type { Rules } from './answers.ts';
import { deriveRows } from './rows.ts';
import type { Row, Rows } from './rows.ts';

export interface SymmetricExploration {
  /** States that differ in more than the numbering of the processes. */
  readonly orbits: number;
  /** Reachable states: the sizes of the orbits summed, exact at any size. */
  readonly states: bigint;
  /** As `NaiveExploration.transitions`. */
  readonly transitions: bigint;
  /** Invariants that do not hold, with the number of states that they do not hold in. */
  readonly violations: readonly { readonly invariant: string; readonly states: bigint }[];
}

/** The clients at one place of an orbit: what each adds, and where one of them can lead it. */
interface Place {
  readonly transitions: number;
  /** Differences of orbit numbers, without the 0 of answers that change nothing. */
  readonly differences: readonly number[];
  readonly broken: readonly string[];
}

/** All orbits with the same client in an execute table, or none, and the same residue. */
interface Block {
  /** Outside of an execute table, by code. */
  readonly places: readonly Place[];
  /** What does not depend on how many stand where: the observer, the client in its table, the residue. */
  readonly always: Place;
}

/**
 * Every reachable state up to a renumbering of the processes (its orbit): only how many clients stand at
 * each place counts. At most one client is in an execute table, and the kind of its execution names it.
 *
 * An orbit is a number. Its lowest digits, to the base `processes + 1`, say how many clients have code 1,
 * code 2 and so on, up to the last code outside of an execute table; the clients that are left have code 0,
 * which is idle. Above the digits stands the number of the block: twice the kind of execution (0 for none,
 * else from 1), and one more with a residue.
 *
 * @param rules other rules than `outcomes`, so that the tests can put a fault into them
 * @param rows what `deriveRows` made of the rules, where that is at hand
 */
export const exploreSymmetric = (
  processes: number,
  context: Context,
  rules?: Rules,
  rows: Rows = deriveRows(context, rules),
): SymmetricExploration => {
  const base = processes + 1;
  const blockSize = base ** (FIRST_EXECUTING - 1);
  const blocks: (Block | undefined)[] = [];
  const reached = new Uint8Array((rows.executions.length + 1) * 2 * blockSize);
  const queue = [0];
  reached[0] = 1;
  const factorials = [1n];
  for (let n = 1; n <= processes; n++) factorials.push((factorials[n - 1] as bigint) * BigInt(n));
  const violations = new Map<string, bigint>();
  let states = 0n;
  let transitions = 0n;
  const reachFrom = (orbit: number, differences: readonly number[]): void => {
    for (let index = 0; index < differences.length; index++) {
      const next = orbit + (differences[index] as number);
      if (reached[next] === 1) continue;
      reached[next] = 1;
      queue.push(next);
    }
  };

  const counts = Array.from({ length: FIRST_EXECUTING }, () => 0);
  for (const orbit of queue) {
    const number = Math.floor(orbit / blockSize);
    const { places, always } = (blocks[number] ??= blockOf(rows, number, base));
    const isExecuting = number > 1;
    const others = processes - Number(isExecuting);
    let idle = others;
    for (let code = 1, rest = orbit % blockSize; code < FIRST_EXECUTING; code++) {
      counts[code] = rest % base;
      idle -= rest % base;
      rest = Math.floor(rest / base);
    }
    counts[0] = idle;

    reachFrom(orbit, always.differences);
    let outgoing = always.transitions;
    let size = factorials[others] as bigint;
    let broken = always.broken;
    for (let code = 0; code < FIRST_EXECUTING; code++) {
      const clients = counts[code] as number;
      if (clients === 0) continue;
      const place = places[code] as Place;
      reachFrom(orbit, place.differences);
      outgoing += clients * place.transitions;
      // In how many ways so many clients can be shared out over the places.
      size /= factorials[clients] as bigint;
      broken = [...broken, ...place.broken];
    }
    if (isExecuting) size *= BigInt(processes);
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

const blockOf = (rows: Rows, number: number, base: number): Block => {
  const blockSize = base ** (FIRST_EXECUTING - 1);
  const kind = number >> 1;
  const residue = (number & 1) === 1;
  const isExecuting = kind > 0;
  /** What one client at a place adds to an orbit's number; those that are idle or in a table have no digit. */
  const digitOf = (code: number): number => (code === 0 || code >= FIRST_EXECUTING ? 0 : base ** (code - 1));
  const placeOf = (row: Row, code: number): Place => {
    let clashes = false;
    const differences = row.targets.map((target) => {
      const kindAfter = rows.executions.indexOf(target.client) + 1;
      const kindOfOthers = code >= FIRST_EXECUTING ? 0 : kind;
      if (kindAfter > 0 && kindOfOthers > 0) clashes = true;
      const next = (kindAfter === 0 ? kindOfOthers : kindAfter) * 2 + Number(target.residue);
      return (next - number) * blockSize + digitOf(target.client) - digitOf(code);
    });
    return {
      transitions: row.transitions,
      differences: differences.filter((difference) => difference !== 0),
      broken: clashes ? [...row.broken, 'one-execute-table'] : row.broken,
    };
  };
  const observer = rows.observer(isExecuting, residue);
  const inside = isExecuting ? (rows.executions[kind - 1] as number) : undefined;
  const always = inside === undefined ? [] : [placeOf(rows.row(inside, false, residue), inside)];
  return {
    places: Array.from({ length: FIRST_EXECUTING }, (_, code) =>
      placeOf(rows.row(code, isExecuting, residue), code),
    ),
    always: {
      transitions: always.reduce(
        (sum, each) => sum + each.transitions,
        observer.transitions + Number(residue),
      ),
      // The residue may end at any moment, by itself.
      differences: [...always.flatMap(({ differences }) => differences), ...(residue ? [-blockSize] : [])],
      broken: [...observer.broken, ...always.flatMap(({ broken }) => broken)],
    },
  };
};
