import { FORBIDDEN } from './packing.ts';
import type { Edges } from './packing.ts';

export interface Swept {
  readonly states: number;
  readonly transitions: number;
  readonly forbidden: number;
}

/**
 * The hot loop: sweeps over the ranks and expands every state that is reached and not yet done, until a
 * sweep finds nothing new below itself. Bits instead of a queue and a hash table are what makes it fast
 * and small; the sweeps run in the order of memory.
 */
export const sweep = (processes: number, edges: Edges, reached: Uint32Array, everyReply: boolean): Swept => {
  const { starts, deltas, transitions: allowed, firstCell, owner, ownerCell, silent, base } = edges;
  const done = new Uint32Array(reached.length);
  const bits = 2 * processes;
  let states = 1;
  let transitions = 0;
  let forbidden = 0;
  reached[0] = 1;
  for (let again = true; again;) {
    again = false;
    for (let word = 0; word < reached.length; word++) {
      let fresh = (reached[word] as number) & ~(done[word] as number);
      while (fresh !== 0) {
        const bit = fresh & -fresh;
        done[word] = (done[word] as number) | bit;
        const rank = word * 32 + (31 - Math.clz32(bit));
        const block = rank >>> bits;
        const executing = owner[block] as number;
        let cell = firstCell[block] as number;
        let clients = rank;
        transitions += base[block] as number;
        // The silent end of a residue.
        const ends = silent[block] as number;
        if (ends !== 0) {
          const next = rank + ends;
          const nextBit = 1 << (next & 31);
          const seen = reached[next >>> 5] as number;
          if ((seen & nextBit) === 0) {
            reached[next >>> 5] = seen | nextBit;
            states++;
            again = true;
          }
        }
        for (let client = 0; client < processes; client++, cell += 4, clients >>>= 2) {
          const from = client === executing ? (ownerCell[block] as number) : cell + (clients & 3);
          if (!everyReply) transitions += allowed[from] as number;
          const end = starts[from + 1] as number;
          for (let index = starts[from] as number; index < end; index++) {
            const delta = deltas[index] as number;
            if (everyReply) {
              if (delta === FORBIDDEN) {
                forbidden++;
                continue;
              }
              transitions++;
            }
            const next = rank + delta;
            const nextBit = 1 << (next & 31);
            const seen = reached[next >>> 5] as number;
            if ((seen & nextBit) === 0) {
              reached[next >>> 5] = seen | nextBit;
              states++;
              if (delta < 0) again = true;
            }
          }
        }
        fresh = (reached[word] as number) & ~(done[word] as number);
      }
    }
  }
  return { states, transitions, forbidden };
};
