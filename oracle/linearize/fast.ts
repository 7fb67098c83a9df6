/**
 * The fast checker: the search of `linearize.ts` on numbers, with four reductions that lose nothing.
 * The response of a call settles where its own process stands (`profile.ts`). A call that leaves the mutex
 * alone is done as soon as the situation allows it. A configuration is dropped when another has the same
 * calls that change the mutex still before it, and more of those that do not behind it. Of open calls that
 * pass through an execute table in the same way, the one that responds first goes first: what the other
 * could do in its place it can do later, for it has more time.
 *
 * A configuration is one integer: a bit for each slot whose open call is done, then the situation (whether
 * a residue is left, and the number of the process that installs, or 0), then whether that process is inside
 * a table that it will leave before its call responds.
 */
import type { Encoded } from './encode.ts';
import { DEFAULT_BUDGET } from './linearize.ts';
import type { Budget } from './linearize.ts';
import {
  COLUMNS,
  EFFECT,
  ENTERS,
  LEAVES_RESIDUE,
  LEAVING_LEAVES_RESIDUE,
  mayLeaveResidue,
  PASSES,
  RELEASES,
  tableOf,
  TAKES,
  WHOLE,
} from './profile-table.ts';

const SITUATION = 25;
const RESIDUE = 1 << SITUATION;
const OWNER = SITUATION + 1;
const OWNER_BITS = 0xf << OWNER;
const INSIDE = 1 << 30;
const NONE = -1;

/** By event: for an invocation, the place of its response. */
const responsesOf = (events: Uint32Array): Int32Array => {
  const result = new Int32Array(events.length);
  const next = new Int32Array(32).fill(0x7fffffff);
  for (let event = events.length - 1; event >= 0; event--) {
    const code = events[event] as number;
    const slot = (code >> 1) & 31;
    if ((code & 1) === 1) next[slot] = event;
    else {
      result[event] = next[slot] as number;
      next[slot] = 0x7fffffff;
    }
  }
  return result;
};

/** Where the search stopped: at the end, at a response that nothing explains, or at the budget. */
export type FastVerdict =
  /** `residue`: whether one may be left at the end. */
  | { readonly type: 'explained'; readonly residue: boolean }
  | { readonly type: 'unexplained'; readonly event: number }
  | { readonly type: 'unknown'; readonly event: number };

/**
 * Finds the first response that no order of the calls explains.
 *
 * @param residue whether an installation of an earlier part may have left one
 */
export const findUnexplained = (
  encoded: Encoded,
  budget: Budget = DEFAULT_BUDGET,
  residue = false,
): FastVerdict => {
  const { events } = encoded;
  const table = tableOf(encoded.profiles);
  const situations = 2 * encoded.processes + 2;
  const withResidue = residue || encoded.profiles.some(mayLeaveResidue);
  /** By slot: the row of its open call. */
  const rows = new Int32Array(32);
  /** By slot: where its open call responds. */
  const due = new Int32Array(32);
  const responses = responsesOf(events);
  /** By kind of passing call: its open calls. */
  const passing = new Int32Array(32);
  let kinds = 0;
  /** By situation: the open calls that leave the mutex alone and may take effect there. */
  const looksIn = new Int32Array(32);
  /** By slot: for which call `looksIn` was last worked out. */
  const lastAllowed = new Int32Array(32).fill(NONE);
  let looks = 0;
  let changes = 0;
  let current = new Int32Array(64);
  let tried = new Int32Array(64);
  current[0] = residue ? RESIDUE : 0;
  let count = 1;

  for (let event = 0; event < events.length; event++) {
    const code = events[event] as number;
    const slot = (code >> 1) & 31;
    const bit = 1 << slot;
    if ((code & 1) === 0) {
      const row = (code >>> 6) * COLUMNS;
      rows[slot] = row;
      const allowed = table[row] as number;
      const change = (table[row + ENTERS] as number) | (table[row + LEAVES_RESIDUE] as number);
      if ((change | (table[row + EFFECT] as number)) !== 0) {
        changes |= bit;
        due[slot] = responses[event] as number;
        const kind = table[row + PASSES] as number;
        if (kind > 0 && kind < 32) {
          passing[kind] = (passing[kind] as number) | bit;
          kinds = Math.max(kinds, kind);
        }
        continue;
      }
      looks |= bit;
      if (lastAllowed[slot] !== allowed) {
        lastAllowed[slot] = allowed;
        for (let situation = 0; situation < situations; situation += withResidue ? 1 : 2) {
          const others = (looksIn[situation] as number) & ~bit;
          looksIn[situation] = others | (((allowed >> situation) & 1) << slot);
        }
      }
      for (let index = 0; index < count; index++) {
        const each = current[index] as number;
        current[index] = each | (((allowed >> ((each >> SITUATION) & 31)) & 1) << slot);
      }
      continue;
    }
    let done = -1;
    for (let index = 0; index < count; index++) done &= current[index] as number;
    if ((done & bit) !== 0) {
      for (let index = 0; index < count; index++) current[index] = (current[index] as number) & ~bit;
      looks &= ~bit;
      changes &= ~bit;
      for (let kind = 1; kind <= kinds; kind++) passing[kind] = (passing[kind] as number) & ~bit;
      continue;
    }
    // All orders of the other open calls before this one, in the order in which they are come upon.
    [tried, current] = [current, tried];
    let reached = count;
    const kept = ~looks;
    count = 0;
    for (let index = 0; index < reached; index++) {
      const each = tried[index] as number;
      if ((each & bit) !== 0) {
        current[count++] = each & ~bit;
        continue;
      }
      const situation = (each >> SITUATION) & 31;
      let next = (each & RESIDUE) === 0 ? NONE : each & ~RESIDUE;
      let rest = changes & ~each;
      for (let kind = 1; kind <= kinds; kind++) {
        const waiting = (passing[kind] as number) & rest;
        if ((waiting & (waiting - 1)) !== 0) rest &= ~waiting | firstDue(waiting, each, due);
      }
      for (;;) {
        let second = NONE;
        if (next === NONE) {
          if (rest === 0) break;
          const other = rest & -rest;
          rest ^= other;
          const process = 32 - Math.clz32(other);
          const row = rows[process - 1] as number;
          if ((each & INSIDE) !== 0 && situation >> 1 === process) {
            const left = (table[row + LEAVING_LEAVES_RESIDUE] as number) << SITUATION;
            next = (each & ~OWNER_BITS & ~INSIDE) | other | left;
          } else {
            if ((((table[row + ENTERS] as number) >> situation) & 1) !== 0) {
              next = each | (process << OWNER) | INSIDE;
            }
            if ((((table[row + WHOLE] as number) >> situation) & 1) !== 0) {
              const left = (((table[row + LEAVES_RESIDUE] as number) >> situation) & 1) << SITUATION;
              const effect = table[row + EFFECT] as number;
              const without = effect === RELEASES ? each & ~OWNER_BITS : each;
              second = without | other | left | (effect === TAKES ? process << OWNER : 0);
              if (next === NONE) {
                next = second;
                second = NONE;
              }
            }
          }
        }
        while (next !== NONE) {
          next |= looks & (looksIn[(next >> SITUATION) & 31] as number);
          // Known already, or known with more done that others cannot miss.
          let place = 0;
          while (
            place < reached &&
            ((((tried[place] as number) ^ next) & kept) | (next & ~(tried[place] as number))) !== 0
          )
            place++;
          if (place === reached) {
            if (reached >= budget.configurations) return { type: 'unknown', event };
            if (reached === tried.length) [tried, current] = [doubled(tried), doubled(current)];
            tried[reached++] = next;
          }
          next = second;
          second = NONE;
        }
      }
    }
    if (count === 0) return { type: 'unexplained', event };
    looks &= ~bit;
    changes &= ~bit;
    for (let kind = 1; kind <= kinds; kind++) passing[kind] = (passing[kind] as number) & ~bit;
    if (count > 1) count = keepUndominated(current, count, looks | RESIDUE);
  }
  let last = 0;
  for (let index = 0; index < count; index++) last |= current[index] as number;
  return { type: 'explained', residue: (last & RESIDUE) !== 0 };
};

/** Of these slots the one that is inside, and of the others the one whose call responds first. */
const firstDue = (slots: number, configuration: number, due: Int32Array): number => {
  let inside = 0;
  if ((configuration & INSIDE) !== 0) inside = (1 << (((configuration & OWNER_BITS) >> OWNER) - 1)) & slots;
  let first = 0;
  let soonest = Infinity;
  for (let rest = slots & ~inside; rest !== 0; rest &= rest - 1) {
    const bit = rest & -rest;
    const at = due[31 - Math.clz32(bit)] as number;
    if (at >= soonest) continue;
    soonest = at;
    first = bit;
  }
  return inside | first;
};

const doubled = (values: Int32Array): Int32Array<ArrayBuffer> => {
  const more = new Int32Array(2 * values.length);
  more.set(values);
  return more;
};

/** The more bits of `spare` a configuration has, the more it can still explain. @returns how many are kept */
const keepUndominated = (all: Int32Array, count: number, spare: number): number => {
  let kept = 0;
  for (let index = 0; index < count; index++) {
    const each = all[index] as number;
    let dominated = false;
    for (let other = 0; other < kept && !dominated; other++) {
      const rival = all[other] as number;
      if (((each ^ rival) & ~spare) !== 0) continue;
      if ((each & ~rival) === 0) dominated = true;
      else if ((rival & ~each) === 0) all[other--] = all[--kept] as number;
    }
    if (!dominated) all[kept++] = each;
  }
  return kept;
};
