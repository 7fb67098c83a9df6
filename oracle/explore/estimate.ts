import { fitsPacked } from './packed.ts';

export interface Estimate {
  /** An upper bound that is nearly reached. */
  readonly states: bigint;
  /** Bytes of the packed form's bit sets. */
  readonly bytes: bigint;
  readonly fits: boolean;
}

/** Kinds of execution: three tables alone, and two of them inside their UI sequence. */
const EXECUTIONS = 5n;

/** What an exploration of so many processes would take, without doing any of it. */
export const estimateStates = (processes: number): Estimate => {
  const n = BigInt(processes);
  const ranks = (1n + EXECUTIONS * n) * 2n * 4n ** n;
  return {
    states: 4n ** (n - 1n) * (8n + 2n * EXECUTIONS * n),
    bytes: (ranks / 8n) * 2n,
    fits: fitsPacked(processes),
  };
};

/**
 * The interleavings of so many operations, at most and up to a renumbering: an observer can do 3 things,
 * a client 7, and each place can bring in one process more.
 */
export const estimateInterleavings = (processes: number, depth: number): bigint => {
  let product = 1n;
  for (let place = 0; place < depth; place++) {
    product *= 3n + 7n * BigInt(Math.min(processes, place + 1));
  }
  return product;
};
