/**
 * A configuration of the fast checker is one integer of 31 bits:
 *
 * - bits 0 to 24: one for each slot, set when the open call of that slot has taken effect ("is done");
 * - bit 25 ({@link RESIDUE}): a residue is left;
 * - bits 26 to 29 ({@link OWNER_BITS}): the number of the process that installs, 0 for none;
 * - bit 30 ({@link INSIDE}): that process is inside an execute table that it leaves before its call responds.
 *
 * Bits 25 to 29 together are the situation (see `profile.ts`). `encode.ts` gives each open call its slot.
 */
/** Slots that an event has room for; a configuration has room for the first {@link SITUATION} of them. */
export const SLOTS = 32;
export const SITUATION = 25;
export const RESIDUE = 1 << SITUATION;
export const OWNER = SITUATION + 1;
export const OWNER_BITS = 0xf << OWNER;
export const INSIDE = 1 << 30;
/** The most processes that the owner's bits can name. */
export const MOST_OWNERS = OWNER_BITS >> OWNER;

/**
 * The configuration in which every open passive call that may take effect in this situation has done so.
 *
 * @param passive the slots of open calls that leave mutex and residue alone
 * @param allowed by slot, the situations in which its call may take effect
 */
export const withPassiveDone = (configuration: number, passive: number, allowed: Int32Array): number => {
  let done = configuration;
  const situation = (configuration >> SITUATION) & 31;
  for (let rest = passive & ~configuration; rest !== 0; rest &= rest - 1) {
    const slot = 31 - Math.clz32(rest & -rest);
    done |= (((allowed[slot] as number) >> situation) & 1) << slot;
  }
  return done;
};

/** The most configurations that follow one by one move: the end of a residue, and two moves of each call. */
export const MOST_NEXT = 1 + 2 * SLOTS;

/**
 * Adds a configuration to those that were tried, unless one of them has the same bits in `kept` and at least
 * the same other bits set. The bits outside of `kept` are those of passive calls: more of them done is better.
 *
 * @param reached how many entries of `tried` are in use
 * @returns how many are in use afterwards
 */
export const addUnlessKnown = (next: number, tried: Int32Array, reached: number, kept: number): number => {
  for (let place = 0; place < reached; place++) {
    const known = tried[place] as number;
    if ((((known ^ next) & kept) | (next & ~known)) === 0) return reached;
  }
  tried[reached] = next;
  return reached + 1;
};

/** What is looked for once in the events that come, by the slot of an open call. */
export interface Ahead {
  readonly events: Int32Array;
  /** The event at which the call responds; 0 until it is looked for. */
  readonly due: Int32Array;
  /** The slots of the processes that calls which are invoked before that tell from others; -1 until it is looked for. */
  readonly told: Int32Array;
  /** The slots of the processes that the call which an event invokes tells from others; none for a response. */
  readonly toldBy: (event: number) => number;
}

/**
 * Of calls that pass in the same way and wait for it, those that have to be tried: the one that responds first, and
 * those whose process a call tells from others before that. If the process of the first is told from others, that
 * call stands for none of them, and the first of the rest is looked for.
 *
 * @param waiting the slots of the calls
 * @param told the slots of the processes that open calls tell from others
 * @param now the event from which to look
 */
export const worthTrying = (waiting: number, told: number, ahead: Ahead, now: number): number => {
  let worth = 0;
  let all = told;
  for (let rest = waiting; rest !== 0;) {
    const first = firstDue(rest, ahead, now);
    worth |= first;
    rest &= ~first;
    all |= toldUntilDue(31 - Math.clz32(first), ahead, now);
    if ((all & first) === 0) return worth | (all & rest);
  }
  return worth;
};

/** Of these slots, the one whose call responds first. */
export const firstDue = (slots: number, { events, due }: Ahead, now: number): number => {
  let first = 0;
  let soonest = Infinity;
  for (let rest = slots; rest !== 0; rest &= rest - 1) {
    const bit = rest & -rest;
    const slot = 31 - Math.clz32(bit);
    let at = due[slot] as number;
    if (at === 0) {
      // Each call is looked for once at most, and no further than its interval is long.
      at = now;
      while (at < events.length && events[at] !== ((slot << 1) | 1)) at++;
      due[slot] = at;
    }
    if (at >= soonest) continue;
    soonest = at;
    first = bit;
  }
  return first;
};

const toldUntilDue = (slot: number, { events, due, told, toldBy }: Ahead, now: number): number => {
  const known = told[slot] as number;
  if (known >= 0) return known;
  let all = 0;
  for (let event = now; event < (due[slot] as number); event++) all |= toldBy(events[event] as number);
  told[slot] = all;
  return all;
};

/**
 * Drops each configuration that another covers: equal in all bits outside of `spare`, and with at least the
 * same bits of `spare`. The more of these bits a configuration has, the more it can still explain.
 *
 * @returns how many are left, at the beginning of `all`
 */
export const keepUndominated = (all: Int32Array, count: number, spare: number): number => {
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

/** A copy with room for twice as many. */
export const doubled = (values: Int32Array): Int32Array<ArrayBuffer> => {
  const more = new Int32Array(2 * values.length);
  more.set(values);
  return more;
};
