import { READINGS } from '../spec/index.ts';
import type { Reading } from '../spec/index.ts';
import { judgeMachines } from './judge/judge-machines.ts';
import type { BlamedMachine, EvidenceClause } from './judge/judge-machines.ts';
import { blame } from './machine/blocker.ts';
import { mergeMachines } from './machine/history.ts';
import type { MergeOptions } from './machine/history.ts';
import { readSource } from './read/read-source.ts';
import type { FileReading } from './read/read-source.ts';
import type { Source } from './text/source.ts';

/** Everything that a set of files tells. */
export interface Explanation {
  readonly evidence: readonly FileReading[];
  readonly machines: readonly BlamedMachine[];
  readonly clauses: readonly EvidenceClause[];
}

export interface ExplainOptions extends MergeOptions {
  /** The readings to judge by. The default: all that are named. */
  readonly readings?: readonly Reading[];
}

/** Merges, blames and judges what was read. */
export const explainFiles = (evidence: readonly FileReading[], options: ExplainOptions = {}): Explanation => {
  const histories = mergeMachines(evidence, options);
  const machines = histories.map((machine) => ({ machine, busy: blame(machine, histories) }));
  return { evidence, machines, clauses: judgeMachines(machines, options.readings ?? READINGS) };
};

/** Reads sources one after another, so that memory does not grow with their number. */
export const readSources = async (
  sources: readonly Source[],
  onBytes?: (count: number) => void,
): Promise<readonly FileReading[]> => {
  const evidence: FileReading[] = [];
  for (const source of sources) evidence.push(await readSource(source, onBytes));
  return evidence;
};
