/**
 * The oracle for histories without overlap as one table of numbers, for very long ones: each set of states
 * that the implementation may be in is a row, each kind of event a column. Worked out from `step`.
 */
import type { Observed } from '../events.ts';
import type { Context } from '../rules.ts';
import { initialState, keyOf } from '../state.ts';
import type { State } from '../state.ts';
import { step } from '../step.ts';

/** What an event that breaks a clause leads to. */
const BROKEN = 0;
const INITIAL = 1;

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
  const sets: (readonly State[])[] = [[], initial];
  const rowOf = new Map<string, number>([[keyOfSet(initial), INITIAL]]);
  const next: number[] = alphabet.map(() => BROKEN);
  for (let row = INITIAL; row < sets.length; row++) {
    for (const event of alphabet) {
      const { states, violates } = step(sets[row] as readonly State[], event, context);
      const key = keyOfSet(states);
      const known = violates.length > 0 ? BROKEN : (rowOf.get(key) ?? sets.length);
      if (known === sets.length) {
        if (known >= limit) throw new RangeError(`the automaton has more than ${limit} rows`);
        rowOf.set(key, sets.push(states) - 1);
      }
      next.push(known * columns);
    }
  }
  return { columns, rows: sets.length, next: Int32Array.from(next) };
};

/** Follows a sequence in parts, in constant memory. */
export class Sequence {
  readonly #automaton: Automaton;
  #at: number;

  constructor(automaton: Automaton) {
    this.#automaton = automaton;
    this.#at = INITIAL * automaton.columns;
  }

  /** @returns the place in this part of the first event that breaks a clause; -1 for none */
  read(events: Uint8Array | Uint16Array): number {
    const { next } = this.#automaton;
    let at = this.#at;
    for (let index = 0; index < events.length; index++) {
      at = next[at + (events[index] as number)] as number;
      if (at === BROKEN) return index;
    }
    this.#at = at;
    return -1;
  }
}

const keyOfSet = (states: readonly State[]): string => states.map(keyOf).sort().join('|');
