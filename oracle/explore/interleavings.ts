import type { Client } from '../../spec/index.ts';
import { CLIENT_KINDS, OBSERVATION_KINDS } from '../compiled/index.ts';
import { canPerform } from '../can-perform.ts';

const PLACES: readonly Client['at'][] = ['idle', 'ui', 'execute', 'gone'];

/** The most kinds of operation that one client can do at one place. */
const MOST_AT_ONE_PLACE = Math.max(
  ...PLACES.map((at) => CLIENT_KINDS.filter((operation) => canPerform({ at }, operation)).length),
);

/**
 * How many interleavings of so many operations there are at most, up to a renumbering of the processes: at
 * each place the observer or one of the processes does something, and each place can bring in one process
 * more.
 */
export const estimateInterleavings = (processes: number, depth: number): bigint => {
  const [looks, operations] = [BigInt(OBSERVATION_KINDS.length), BigInt(MOST_AT_ONE_PLACE)];
  let product = 1n;
  for (let place = 0; place < depth; place++) {
    product *= looks + operations * BigInt(Math.min(processes, place + 1));
  }
  return product;
};
