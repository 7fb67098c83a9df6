/**
 * The oracle for histories without overlap as one table of numbers, for very long ones: each set of states
 * that the implementation may be in is a row, each kind of event a column. Worked out from `step`.
 */
import type { Observed } from '../events.ts';
import type { Context } from '../rules.ts';
import { initialState, keyOf } from '../state.ts';
import type { State } from '../state.ts';
import { step } from '../step.ts';

/** What an event that breaks a clause leads to. The first row is the one to begin in. */
const BROKEN = -1;

export interface Automaton {
  readonly columns: number;
  readonly rows: number;
  /** By row, then column: the offset of the next row; {@link BROKEN} for none. */
  readonly next: Int32Array;
}

/**
 * @param alphabet every event that may occur; its place is its number
 * @throws {RangeError} when there are more rows than `limit`
 */
export const automatonOf = (
  alphabet: readonly Observed[],
  processes: number,
  context: Context,
  limit = 100_000,
): Automaton => {
  const columns = alphabet.length;
  const initial = [initialState(processes)];
  const sets: (readonly State[])[] = [initial];
  const rowOf = new Map<string, number>([[keyOfSet(initial), 0]]);
  const next: number[] = [];
  for (const set of sets) {
    for (const event of alphabet) {
      const { states, violates } = step(set, event, context);
      if (violates.length > 0) {
        next.push(BROKEN);
        continue;
      }
      const key = keyOfSet(states);
      const row = rowOf.get(key) ?? sets.push(states) - 1;
      if (row >= limit) throw new RangeError(`the automaton has more than ${limit} rows`);
      rowOf.set(key, row);
      next.push(row * columns);
    }
  }
  return { columns, rows: sets.length, next: Int32Array.from(next) };
};

/** Follows a sequence in parts, in constant memory. */
export class Sequence {
  readonly #automaton: Automaton;
  #at = 0;

  constructor(automaton: Automaton) {
    this.#automaton = automaton;
  }

  /** @returns the place in this part of the first event that breaks a clause; -1 for none */
  read(events: Uint8Array | Uint16Array): number {
    const { next } = this.#automaton;
    let at = this.#at;
    for (let index = 0; index < events.length; index++) {
      at = next[at + (events[index] as number)] as number;
      if (at < 0) return index;
    }
    this.#at = at;
    return -1;
  }
}

const keyOfSet = (states: readonly State[]): string => states.map(keyOf).sort().join();
