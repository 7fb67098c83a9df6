/**
 * A configuration of the fast checker as one integer: a bit for each slot whose open call is done, then
 * the situation (whether a residue is left, and the number of the process that installs, or 0), then
 * whether that process is inside a table that it will leave before its call responds.
 */
export const SLOTS = 32;
export const SITUATION = 25;
export const RESIDUE = 1 << SITUATION;
export const OWNER = SITUATION + 1;
export const OWNER_BITS = 0xf << OWNER;
export const INSIDE = 1 << 30;

/** With the open calls done that leave the mutex alone and may take effect in this situation. */
export const withLooks = (configuration: number, looks: number, allowed: Int32Array): number => {
  let done = configuration;
  const situation = (configuration >> SITUATION) & 31;
  for (let rest = looks & ~configuration; rest !== 0; rest &= rest - 1) {
    const slot = 31 - Math.clz32(rest & -rest);
    done |= (((allowed[slot] as number) >> situation) & 1) << slot;
  }
  return done;
};

/** The most configurations that follow one by one move: the end of a residue, and two moves of each call. */
export const MOST_NEXT = 1 + 2 * SLOTS;

/**
 * Adds a configuration, unless it is known already, or known with more done that others cannot miss.
 * @param kept the bits in which two have to be the same @returns how many there are then
 */
export const visited = (next: number, tried: Int32Array, reached: number, kept: number): number => {
  for (let place = 0; place < reached; place++) {
    const known = tried[place] as number;
    if ((((known ^ next) & kept) | (next & ~known)) === 0) return reached;
  }
  tried[reached] = next;
  return reached + 1;
};

/** Of these slots the one that is inside, and of the others the one whose call responds first. */
export const firstDue = (
  slots: number,
  configuration: number,
  due: Int32Array,
  events: Int32Array,
  now: number,
): number => {
  let inside = 0;
  if ((configuration & INSIDE) !== 0) inside = (1 << (((configuration & OWNER_BITS) >> OWNER) - 1)) & slots;
  let first = 0;
  let soonest = Infinity;
  for (let rest = slots & ~inside; rest !== 0; rest &= rest - 1) {
    const bit = rest & -rest;
    const slot = 31 - Math.clz32(bit);
    let at = due[slot] as number;
    if (at === 0) {
      // Looked for at most once for each call, so all in all no further than the calls are long.
      at = now;
      while (at < events.length && events[at] !== ((slot << 1) | 1)) at++;
      due[slot] = at;
    }
    if (at >= soonest) continue;
    soonest = at;
    first = bit;
  }
  return inside | first;
};

/** The more bits of `spare` a configuration has, the more it can still explain. @returns how many are kept */
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

export const doubled = (values: Int32Array): Int32Array<ArrayBuffer> => {
  const more = new Int32Array(2 * values.length);
  more.set(values);
  return more;
};
