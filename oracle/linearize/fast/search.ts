/**
 * The fast checker: the search of `../linearize.ts` on numbers. Four reductions keep the number of
 * configurations small. None of them loses a verdict; docs/adr/fast-judge-of-long-races.md shows for each, on
 * the smallest history, what it leaves out and why nothing is lost.
 *
 * 1. The response of a call settles where its own process stands, so a configuration does not say it
 *    (`profile.ts`).
 * 2. A call that changes neither mutex nor residue is passive: it takes effect as soon as the situation allows.
 * 3. A configuration is dropped when another has the same active calls done, and at least the same passive ones.
 * 4. Of open calls that pass through an execute table in the same way, the one that responds first goes first,
 *    where no call tells their processes apart.
 */
import { killsAfter } from './encode.ts';
import type { Encoded } from './encode.ts';
import type { Ahead } from './configuration.ts';
import {
  doubled,
  firstDue,
  INSIDE,
  keepUndominated,
  MOST_NEXT,
  OWNER,
  OWNER_BITS,
  RESIDUE,
  SITUATION,
  SLOTS,
  addUnlessKnown,
  withPassiveDone,
  worthTrying,
} from './configuration.ts';
import { DEFAULT_BUDGET } from '../linearize.ts';
import type { Budget } from '../linearize.ts';
import {
  CHANGES,
  COLUMNS,
  EFFECT,
  ENTERS,
  LEAVES_RESIDUE,
  LEAVING_LEAVES_RESIDUE,
  PASSIVE_WHERE,
  mostIn,
  PASSES,
  RELEASES,
  tableOf,
  TAKES,
  TELLS_APART,
  WHOLE,
} from './profile-table.ts';

/** A place in a history that was explained up to there. */
export interface Explained {
  /** How many events come before it. */
  readonly event: number;
  /** The invocations of the calls that are open there, as events. */
  readonly open: readonly number[];
  /** As in `configuration.ts`. */
  readonly configurations: Int32Array;
}

/** The beginning of every history: no call is open, nobody installs, no residue is left. */
export const BEGINNING: Explained = { event: 0, open: [], configurations: Int32Array.of(0) };

export interface ExplainedVerdict {
  readonly type: 'explained';
  /** The configurations in which the machine may be at the end. */
  readonly configurations: Int32Array;
}

/** Where the search stopped: at the end, at a response that nothing explains, or at the budget. */
export type FastVerdict =
  | ExplainedVerdict
  | { readonly type: 'unexplained'; readonly event: number }
  | { readonly type: 'unknown'; readonly event: number };

/** Finds the first response, from one place to another if that is later, that no order of the calls explains. */
export const findUnexplained = (
  encoded: Encoded,
  budget: Budget = DEFAULT_BUDGET,
  from: Explained = BEGINNING,
  until: number = encoded.events.length,
): FastVerdict => {
  const { events } = encoded;
  const table = tableOf(encoded.profiles);
  const kills = killsAfter(encoded.processes);
  /** By slot: the row of its open call, and the situations in which that may take effect. */
  const rows = new Int32Array(SLOTS);
  const allowed = new Int32Array(SLOTS);
  const tells = mostIn(table, TELLS_APART) > 0;
  const ahead: Ahead = {
    events,
    due: new Int32Array(SLOTS),
    told: new Int32Array(SLOTS).fill(-1),
    toldBy: (code) => ((code & 1) === 0 ? (table[(code >> 6) * COLUMNS + TELLS_APART] as number) : 0),
  };
  const { due, told } = ahead;
  const kinds = mostIn(table, PASSES);
  /** By kind of passing call, the slots of its open calls; the calls of no kind are at 0. */
  const passing = new Int32Array(kinds + 1);
  /** The slots of open calls, of those that are not passive, and of those that tell processes apart. */
  let open = 0;
  let changes = 0;
  let telling = 0;
  for (const code of from.open) {
    const slot = (code >> 1) & 31;
    const row = (code >> 6) * COLUMNS;
    rows[slot] = row;
    allowed[slot] = table[row + PASSIVE_WHERE] as number;
    changes |= (table[row + CHANGES] as number) << slot;
    const kind = table[row + PASSES] as number;
    passing[kind] = (passing[kind] as number) | (1 << slot);
    if ((table[row + TELLS_APART] as number) !== 0) telling |= 1 << slot;
    open |= 1 << slot;
  }
  let count = from.configurations.length;
  let current = new Int32Array(count + 4 * MOST_NEXT);
  let tried = new Int32Array(count + 4 * MOST_NEXT);
  for (let index = 0; index < count; index++) {
    current[index] = withPassiveDone(from.configurations[index] as number, open & ~changes, allowed);
  }

  for (let event = from.event; event < until; event++) {
    const code = events[event] as number;
    const slot = (code >> 1) & 31;
    const bit = 1 << slot;
    if ((code & 1) === 0) {
      // No branch on the kind of call, which the processor could not predict.
      const row = (code >> 6) * COLUMNS;
      rows[slot] = row;
      const passiveWhere = table[row + PASSIVE_WHERE] as number;
      allowed[slot] = passiveWhere;
      due[slot] = 0;
      if (tells) {
        told[slot] = -1;
        if ((table[row + TELLS_APART] as number) !== 0) telling |= bit;
      }
      changes |= (table[row + CHANGES] as number) << slot;
      const kind = table[row + PASSES] as number;
      passing[kind] = (passing[kind] as number) | bit;
      for (let index = 0; index < count; index++) {
        const each = current[index] as number;
        current[index] = each | (((passiveWhere >> ((each >> SITUATION) & 31)) & 1) << slot);
      }
      open |= bit;
      continue;
    }
    let done = -1;
    for (let index = 0; index < count; index++) done &= current[index] as number;
    if ((done & bit) !== 0) {
      for (let index = 0; index < count; index++) current[index] = (current[index] as number) & ~bit;
    } else {
      // Breadth first over all orders of the other open calls before this one.
      [tried, current] = [current, tried];
      let reached = count;
      const passive = open & ~changes;
      const kept = ~passive;
      count = 0;
      for (let index = 0; index < reached; index++) {
        const each = tried[index] as number;
        if ((each & bit) !== 0) {
          current[count++] = each & ~bit;
          continue;
        }
        const situation = (each >> SITUATION) & 31;
        if ((each & RESIDUE) !== 0) {
          reached = addUnlessKnown(withPassiveDone(each & ~RESIDUE, passive, allowed), tried, reached, kept);
        }
        // A kill that met an open call of its process takes effect after that call.
        let rest = changes & ~each & ~((open & ~each) << kills);
        const inside = (each & INSIDE) === 0 ? 0 : 1 << ((situation >> 1) - 1);
        for (let kind = 1; kind <= kinds; kind++) {
          const waiting = (passing[kind] as number) & rest & ~inside;
          if ((waiting & (waiting - 1)) === 0) continue;
          if (tells) {
            let toldNow = 0;
            for (let others = telling & ~each; others !== 0; others &= others - 1) {
              toldNow |= table[(rows[31 - Math.clz32(others & -others)] as number) + TELLS_APART] as number;
            }
            rest &= ~waiting | worthTrying(waiting, toldNow, ahead, event);
          } else {
            // The same where nothing is told, and most histories are such.
            rest &= ~waiting | firstDue(waiting, ahead, event);
          }
        }
        for (; rest !== 0; rest &= rest - 1) {
          const other = rest & -rest;
          const process = 32 - Math.clz32(other);
          const row = rows[process - 1] as number;
          if (other === inside) {
            const left = (table[row + LEAVING_LEAVES_RESIDUE] as number) << SITUATION;
            const outside = (each & ~OWNER_BITS & ~INSIDE) | other | left;
            reached = addUnlessKnown(withPassiveDone(outside, passive, allowed), tried, reached, kept);
            continue;
          }
          if ((((table[row + ENTERS] as number) >> situation) & 1) !== 0) {
            const entered = each | (process << OWNER) | INSIDE;
            reached = addUnlessKnown(withPassiveDone(entered, passive, allowed), tried, reached, kept);
          }
          if ((((table[row + WHOLE] as number) >> situation) & 1) !== 0) {
            const left = (((table[row + LEAVES_RESIDUE] as number) >> situation) & 1) << SITUATION;
            const effect = table[row + EFFECT] as number;
            const without = effect === RELEASES ? each & ~OWNER_BITS : each;
            const after = without | other | left | (effect === TAKES ? process << OWNER : 0);
            reached = addUnlessKnown(withPassiveDone(after, passive, allowed), tried, reached, kept);
          }
        }
        if (reached > budget.configurations) return { type: 'unknown', event };
        if (reached + MOST_NEXT > tried.length) [tried, current] = [doubled(tried), doubled(current)];
      }
      if (count === 0) return { type: 'unexplained', event };
      count = keepUndominated(current, count, passive | RESIDUE);
    }
    open &= ~bit;
    changes &= ~bit;
    telling &= ~bit;
    const kind = table[(rows[slot] as number) + PASSES] as number;
    passing[kind] = (passing[kind] as number) & ~bit;
  }
  return { type: 'explained', configurations: current.slice(0, count) };
};
