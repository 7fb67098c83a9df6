import { READINGS } from '../spec/index.ts';
import type { Reading } from '../spec/index.ts';
import { judge } from './judge/judge.ts';
import type { BlamedMachine, ClauseResult } from './judge/judge.ts';
import { mergeMachines } from './machine/history.ts';
import type { MergeOptions } from './machine/history.ts';
import { blame } from './machine/holder.ts';
import type { Evidence } from './read-source.ts';

/** Everything that a set of files tells. */
export interface Explanation {
  readonly evidence: readonly Evidence[];
  readonly machines: readonly BlamedMachine[];
  readonly clauses: readonly ClauseResult[];
}

/** Merges, blames and judges what was read. */
export const explain = (
  evidence: readonly Evidence[],
  options: MergeOptions & { readonly readings?: readonly Reading[] } = {},
): Explanation => {
  const machines = mergeMachines(evidence, options).map((machine) => ({ machine, busy: blame(machine) }));
  return { evidence, machines, clauses: judge(machines, options.readings ?? READINGS) };
};
