/**
 * Ratios measured side by side. The subjects take turns in one process, round after round, so that what
 * else the machine does weighs on all of them; the median of the rounds counts. A ratio from one run may
 * be quoted, a rate alone depends on the day.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import Table from 'cli-table3';
import { packageRoot } from '../adapters/package-root.ts';

export interface Subject {
  readonly name: string;
  /** Does the work once. @returns how many units were done (steps, states, commands) */
  readonly run: () => number | Promise<number>;
}

export interface Measured {
  readonly name: string;
  /** Median over the rounds. */
  readonly unitsPerSecond: number;
  readonly milliseconds: number;
}

export interface MeasureOptions {
  readonly rounds?: number;
  /** Rounds that are run and thrown away; 0 measures a cold start. */
  readonly warmUp?: number;
  /** `cpu` counts this process's processor time: for pure computing, and steadier on a shared machine. */
  readonly clock?: 'wall' | 'cpu';
}

/** Runs all subjects in turns. */
export const measure = async (
  subjects: readonly Subject[],
  { rounds = 5, warmUp = 1, clock = 'wall' }: MeasureOptions = {},
): Promise<readonly Measured[]> => {
  const times = subjects.map((): { ms: number; units: number }[] => []);
  for (let round = -warmUp; round < rounds; round++) {
    for (const [index, subject] of subjects.entries()) {
      const now = clock === 'cpu' ? processorTime : (): number => performance.now();
      const began = now();
      const units = await subject.run();
      if (round >= 0) times[index]?.push({ ms: now() - began, units });
    }
  }
  return subjects.map(({ name }, index) => {
    const taken = times[index] ?? [];
    return {
      name,
      unitsPerSecond: median(taken.map(({ ms, units }) => (units / ms) * 1000)),
      milliseconds: median(taken.map(({ ms }) => ms)),
    };
  });
};

const processorTime = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
};

export interface Comparison {
  /** The file name of the result, like `oracle-steps`. */
  readonly id: string;
  readonly title: string;
  /** What is counted, like `steps`. */
  readonly unit: string;
  readonly measured: readonly Measured[];
  /** The name of the subject the others are compared with. */
  readonly against: string;
  /** What else belongs to the result: sizes, counts, versions. */
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** How many times as fast each subject is as the one named in `against`. */
export const ratios = ({ measured, against }: Comparison): ReadonlyMap<string, number> => {
  const peer = measured.find(({ name }) => name === against);
  if (peer === undefined) throw new RangeError(`"${against}" was not measured`);
  return new Map(measured.map(({ name, unitsPerSecond }) => [name, unitsPerSecond / peer.unitsPerSecond]));
};

/** Prints the comparison as a table and keeps its medians in bench/results. */
export const report = async (comparison: Comparison): Promise<void> => {
  const { id, title, unit, measured, against, facts } = comparison;
  const times = ratios(comparison);
  const table = new Table({
    head: ['', `${unit} a second`, 'ms', `x ${against}`],
    style: { head: [], border: [] },
    colAligns: ['left', 'right', 'right', 'right'],
  });
  for (const { name, unitsPerSecond, milliseconds } of measured) {
    table.push([name, compact(unitsPerSecond), milliseconds.toFixed(2), (times.get(name) ?? 0).toFixed(2)]);
  }
  console.log(`\n${title}\n${table.toString()}`);
  const file = join(RESULTS, `${id}.json`);
  await mkdir(dirname(file), { recursive: true });
  const machine = { node: process.version, cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length };
  const rows = measured.map(({ name, milliseconds, unitsPerSecond }) => ({
    name,
    milliseconds,
    unitsPerSecond,
    ratio: times.get(name),
  }));
  const head = { format: 'msiconform-bench', version: 1, id, title, unit, against };
  await writeFile(file, `${JSON.stringify({ ...head, machine, facts, measured: rows }, undefined, 2)}\n`);
};

export const RESULTS = join(packageRoot(), 'bench', 'results');

const compact = (value: number): string =>
  new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 2 }).format(value);
