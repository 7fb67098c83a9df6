import { READINGS } from '../spec/index.ts';
import type { Reading } from '../spec/index.ts';
import { judgeMachines } from './judge/judge-machines.ts';
import type { BlamedMachine, EvidenceClause } from './judge/judge-machines.ts';
import { mergeMachines } from './machine/history.ts';
import type { MergeOptions } from './machine/history.ts';
import { blame } from './machine/holder.ts';
import type { Evidence } from './read/read-source.ts';

/** Everything that a set of files tells. */
export interface Explanation {
  readonly evidence: readonly Evidence[];
  readonly machines: readonly BlamedMachine[];
  readonly clauses: readonly EvidenceClause[];
}

/** Merges, blames and judges what was read. */
export const explain = (
  evidence: readonly Evidence[],
  options: MergeOptions & { readonly readings?: readonly Reading[] } = {},
): Explanation => {
  const machines = mergeMachines(evidence, options).map((machine) => ({ machine, busy: blame(machine) }));
  return { evidence, machines, clauses: judgeMachines(machines, options.readings ?? READINGS) };
};
