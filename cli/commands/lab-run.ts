/** `lab run`: every machine of a lab is started, tested, and thrown away. */
import { randomInt } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ImplementationError } from '../../adapters/index.ts';
import { makeFolder } from '../../adapters/make-folder.ts';
import { measurable } from '../../adapters/measurable.ts';
import { chosenFrom } from '../../lab/definition/chosen.ts';
import { readLab } from '../../lab/definition/read.ts';
import { cleanUp, LabFolder } from '../../lab/leftovers.ts';
import { limitsOf, loadOf, runWithin } from '../../lab/limits.ts';
import { labReport, renderLab } from '../../lab/report.ts';
import { machinesOf, runMachine } from '../../lab/run.ts';
import type { WantedMachine } from '../../lab/run.ts';
import type { TestedMachine } from '../../lab/tested.ts';
import { mergeResults } from '../../reports/merge/merge.ts';
import { counted, HistoryWriter } from '../../reports/index.ts';
import type { Result } from '../../reports/index.ts';
import { BadInputError, DEFAULT_READING } from '../../spec/index.ts';
import type { Reading } from '../../spec/index.ts';
import { readingsFrom } from '../arguments.ts';
import { EXIT, worst } from '../exit-codes.ts';
import { judgeByExpectations, openExpectations } from '../expectations.ts';
import { interruption } from '../interruption.ts';
import { measureAll } from '../measuring.ts';
import type { Output, ProgressBar } from '../output.ts';
import { headOf, runSession } from '../session.ts';
import type { BegunHistory, SessionOptions } from '../session.ts';
import { RUN_DEFAULTS } from '../draw-options.ts';

export interface LabRunFlags {
  readonly lab: string;
  readonly tag?: readonly string[];
  readonly output?: string;
  readonly seed?: number;
  readonly path?: string;
  readonly numRuns?: number;
  readonly strategy: 'random' | 'tour';
  readonly processes: number;
  readonly maxSteps: number;
  readonly reading: Reading;
  readonly timeout: number;
  readonly shard?: { readonly index: number; readonly count: number };
  /** False for --no-measure. */
  readonly measure?: boolean;
  readonly json?: boolean;
}

const NUM_RUNS = 100;

export const labRun = async (
  labels: readonly string[],
  flags: LabRunFlags,
  output: Output,
): Promise<void> => {
  const lab = readLab(flags.lab);
  const home = dirname(resolve(flags.lab));
  const chosen = chosenFrom(lab.machines, labels, flags.tag ?? []);
  const machines = machinesOf(chosen);
  if (flags.path !== undefined && (machines.length > 1 || flags.seed === undefined)) {
    throw new BadInputError(
      `--path ${flags.path} is a place in the draw of a seed, for one machine: name its label and --seed`,
    );
  }
  const expectations = new Map(
    chosen.flatMap(({ label, expect }) =>
      expect?.expectations === undefined
        ? []
        : [[label, openExpectations({ expectations: [resolve(home, expect.expectations)] })] as const],
    ),
  );
  const seed = flags.seed ?? randomInt(0x7fffffff);
  const results =
    flags.output ?? join('.msiconform', `lab-${new Date().toISOString().replace(/[:.]/g, '-')}`);
  startResults(results);
  for (const sentence of await cleanUp()) output.note(sentence);
  output.note(`seed ${seed}; results go to ${results}`);
  using folder = new LabFolder();
  using interrupt = interruption(output);
  const outcomes = await runWithin(
    machines,
    ({ definition }) => loadOf(definition),
    limitsOf(lab),
    (wanted) =>
      interrupt.signal.aborted
        ? Promise.resolve({ ...wanted, why: 'it was not started: the run was ended', boots: 0, losses: [] })
        : runMachine(wanted, {
            home,
            folder,
            results,
            signal: interrupt.signal,
            onNews: (sentence) => output.note(`${wanted.name}: ${sentence}`),
            session: (machine) =>
              session(machine, wanted, { seed, results, flags, output, signal: interrupt.signal }),
          }),
  );
  for (const { name, why, result } of outcomes) {
    if (why !== undefined)
      output.note(`${name}: ${result === undefined ? 'could not be tested: ' : ''}${why}`);
  }
  const merged = mergeResults(outcomes.flatMap(({ result }) => (result === undefined ? [] : [result])));
  writeFileSync(join(results, 'results.json'), `${JSON.stringify(merged)}\n`);
  const report = labReport(outcomes, merged, { seed, folder: results });
  writeFileSync(join(results, 'lab.json'), `${JSON.stringify(report)}\n`);
  output.print(flags.json === true ? JSON.stringify(report) : renderLab(report, output.colors));
  const codes = merged.map((result) =>
    judgeByExpectations(result, expectations.get(result.implementation.id) ?? [], {}, output),
  );
  const isMissing = outcomes.some(({ result }) => result === undefined);
  process.exitCode = worst([...codes, ...(isMissing || codes.length === 0 ? [EXIT.inconclusive] : [])]);
};

const startResults = (folder: string): void => {
  try {
    makeFolder(folder);
    writeFileSync(join(folder, 'results.json'), '[]\n', { flag: 'wx' });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new BadInputError(
      code === 'EEXIST'
        ? 'the folder holds the results of another run, which are not overwritten: name another with -o'
        : `the results cannot be written there (${message}): name another folder with -o`,
      folder,
    );
  }
};

interface SessionContext {
  readonly seed: number;
  readonly results: string;
  readonly flags: LabRunFlags;
  readonly output: Output;
  readonly signal: AbortSignal;
}

const session = async (
  machine: TestedMachine,
  { definition, number, name }: WantedMachine,
  { seed, results, flags, output, signal }: SessionContext,
): Promise<Result> => {
  const { count = 1, label } = definition;
  const numRuns = flags.numRuns ?? definition.numRuns ?? NUM_RUNS;
  const { index = 1, count: hosts = 1 } = flags.shard ?? {};
  // The machines of a label share what this host has of it.
  const shards = hosts * count;
  const part = { index: (index - 1) * count + number, count: shards };
  // The lab has told of Ctrl-C, and several bars would write over each other.
  const quiet: Output = {
    ...output,
    note: () => undefined,
    progress: () => machineProgress(name, output),
  };
  const options: SessionOptions & { readonly history: string } = {
    mode: 'lockstep',
    seed,
    numRuns,
    processes: flags.processes,
    maxSteps: flags.maxSteps,
    readings: readingsFrom(flags.reading),
    reading: flags.reading,
    deadline: flags.timeout,
    history: join(results, `${name}.jsonl`),
    command: commandOf(label, numRuns, flags),
    ...(flags.strategy === 'random' ? {} : { strategy: flags.strategy }),
    ...(flags.path === undefined ? {} : { path: flags.path }),
    ...(shards === 1 || flags.path !== undefined ? {} : { shard: part }),
  };
  // Once for all machines of a label, and not for the one interleaving of a replay.
  const measures = flags.measure !== false && flags.path === undefined && part.index === 1;
  const begun = measures ? await measuredFirst(machine, name, options, { output, quiet, signal }) : undefined;
  return runSession(machine, { ...options, ...(begun === undefined ? {} : { begun }) }, quiet);
};

/** Measures what its agent can measure, into the history that the cases go to afterwards. */
const measuredFirst = async (
  machine: TestedMachine,
  name: string,
  options: SessionOptions & { readonly history: string },
  {
    output,
    quiet,
    signal,
  }: { readonly output: Output; readonly quiet: Output; readonly signal: AbortSignal },
): Promise<BegunHistory | undefined> => {
  if (machine.measurementNames.length === 0) return undefined;
  const head = headOf(machine, options);
  let writer: HistoryWriter | undefined;
  try {
    writer = new HistoryWriter(options.history, head, 'wall');
    output.note(`${name}: is measured`);
    const measurements = await measureAll(measurable(machine), writer, quiet, signal);
    if (signal.aborted) throw new ImplementationError('it was ended while it was measured');
    const failed = measurements.filter((each) => each.failed !== undefined).length;
    output.note(`${name}: ${counted(measurements.length, 'measurement')}, ${failed} of them failed`);
    return { head, writer, measurements };
  } catch (error) {
    if (signal.aborted) writer?.end({ end: 'signal', failures: [], durationMs: 0 });
    writer?.close();
    await machine[Symbol.asyncDispose]();
    throw error;
  }
};

const [SHOWN_EVERY_MS, LOGGED_EVERY_MS] = [15_000, 60_000];

/** A line a machine, now and then. */
const machineProgress = (name: string, output: Output): ProgressBar => {
  const every = process.stderr.isTTY ? SHOWN_EVERY_MS : LOGGED_EVERY_MS;
  let last = performance.now();
  return {
    update: (phase, done, total) => {
      if (performance.now() - last < every) return;
      last = performance.now();
      output.note(`${name}: ${phase} ${done}/${total}`);
    },
    stop: () => undefined,
  };
};

/** What draws the same interleavings for this machine, without seed and path. */
const commandOf = (label: string, numRuns: number, flags: LabRunFlags): string =>
  [
    `msiconform lab run ${label} --lab ${flags.lab}`,
    `--num-runs ${numRuns}`,
    ...(flags.strategy === 'random' ? [] : [`--strategy ${flags.strategy}`]),
    ...(flags.processes === RUN_DEFAULTS.processes ? [] : [`--processes ${flags.processes}`]),
    ...(flags.maxSteps === RUN_DEFAULTS.maxSteps ? [] : [`--max-steps ${flags.maxSteps}`]),
    ...(flags.reading === DEFAULT_READING ? [] : [`--reading ${flags.reading.name}`]),
  ].join(' ');
