/** One implementation under test, as `run` was asked for it. */
import { existsSync } from 'node:fs';
import { openInOrder, endedInOrder } from '../interruption.ts';
import type { Implementation, ImplementationFactory, OpenOptions } from '../../adapters/index.ts';
import type { Result } from '../../reports/index.ts';
import { RUN_BUDGETS } from '../../properties/index.ts';
import type { Strategy } from '../../properties/index.ts';
import { BadInputError, DEFAULT_READING } from '../../spec/index.ts';
import type { Reading } from '../../spec/index.ts';
import { disposableFrom, readingsFrom } from '../arguments.ts';
import type { DisposableFlag } from '../arguments.ts';
import { driverOf } from '../driver.ts';
import type { DriverFlags } from '../driver.ts';
import { RUN_DEFAULTS } from '../draw-options.ts';
import type { ExitCode } from '../exit-codes.ts';
import type { ExpectationFlags } from '../expectations.ts';
import { factoriesOf, namesOther } from '../implementations.ts';
import type { Output } from '../output.ts';
import type { ReportingFlags } from '../reporting.ts';
import { logFolderOf, openMeasured } from '../open-measured.ts';
import { counted } from '../../reports/index.ts';
import { defaultHistory, runSession } from '../session.ts';
import type { SessionOptions } from '../session.ts';

export interface RunFlags extends DisposableFlag, DriverFlags, ExpectationFlags, ReportingFlags {
  readonly detector?: string;
  readonly command?: string;
  readonly connect?: string;
  readonly seed?: number;
  readonly path?: string;
  readonly numRuns?: number;
  readonly mode: Mode;
  readonly strategy: Strategy;
  readonly processes: number;
  readonly maxSteps?: number;
  readonly reading: Reading;
  readonly readingIsNamed: boolean;
  readonly processesIsNamed: boolean;
  readonly timeout: number;
  readonly bail?: number;
  /** Seconds. */
  readonly timeLimit?: number;
  readonly shard?: { readonly index: number; readonly count: number };
  readonly windowsInstaller?: string;
  /** Commander's three: a file, `false` for --no-history, and nothing said. */
  readonly history?: string | false;
  /** False for --no-measure. */
  readonly measure?: boolean;
  readonly whereAvailable?: boolean;
}

/** What is told apart by whether it was given. */
export type Asked = Omit<RunFlags, 'readingIsNamed' | 'processesIsNamed'>;

export const MODES = ['lockstep', 'racing'] as const;
export type Mode = (typeof MODES)[number];

export const runDetector = async (
  ids: readonly string[],
  detector: string,
  flags: RunFlags,
  output: Output,
): Promise<ExitCode> => {
  const [factory, ...others] = factoriesOf(
    ids.length === 0 && !namesOther(flags) ? ['reference'] : ids,
    flags,
    flags.timeout,
  );
  if (factory === undefined || others.length > 0) {
    throw new BadInputError('--detector is judged on one machine: name one implementation');
  }
  const { timeout } = flags;
  await using machine = await openInOrder(
    factory,
    {
      onProgress: output.note,
      ...disposableFrom(flags),
      ...driverOf(factory, flags),
    },
    output,
  );
  using _ = endedInOrder(machine, output);
  const { judgeProgram } = await import('../detect.ts');
  // Awaited here: the machine must outlive it.
  return await judgeProgram(
    machine,
    detector,
    { reading: flags.reading, timeout, json: flags.json ?? false },
    output,
  );
};

export const runOne = async (
  factory: ImplementationFactory,
  seed: number,
  asked: RunFlags,
  output: Output,
): Promise<Result> => {
  const { id, budgets } = factory;
  const reading = asked.readingIsNamed ? asked.reading : (factory.reading ?? asked.reading);
  const flags = { ...asked, reading };
  const { windowsInstaller } = flags;
  const history = historyFile(id, flags.history);
  const isNew = history !== undefined && !existsSync(history);
  const opening: OpenOptions = {
    onProgress: output.status,
    ...(windowsInstaller === undefined ? {} : { windowsInstaller }),
    ...driverOf(factory, flags),
    ...disposableFrom(flags),
    // The installer's own logs are there, where the agent is.
    ...(history === undefined || flags.connect !== undefined ? {} : { logs: logFolderOf(history) }),
  };
  const numRuns = flags.numRuns ?? factory.numRuns ?? RUN_DEFAULTS.numRuns;
  const maxSteps = flags.maxSteps ?? factory.maxSteps ?? RUN_DEFAULTS.maxSteps;
  const { processes, timeout, bail, timeLimit, path: place, shard: part } = flags;
  const options: SessionOptions = {
    mode: flags.mode,
    seed,
    numRuns,
    processes,
    maxSteps,
    readings: readingsFrom(reading),
    reading,
    deadline: timeout,
    history,
    command: commandOf(id, flags),
    // Where each step takes long, a long interleaving takes too long.
    ...((flags.maxSteps ?? factory.maxSteps ?? (flags.mode === 'racing' ? 0 : undefined)) === undefined
      ? { longSteps: RUN_DEFAULTS.longSteps }
      : {}),
    ...(budgets === undefined ? {} : { shrinkBudget: budgets.shrink, rerunBudget: budgets.shrink / 2 }),
    ...(isWhole(flags) ? {} : { runBudget: budgets?.run ?? RUN_BUDGETS[flags.mode] }),
    ...(flags.strategy === 'random' ? {} : { strategy: flags.strategy }),
    ...(place === undefined ? {} : { path: place }),
    ...(bail === undefined ? {} : { bail }),
    ...(timeLimit === undefined ? {} : { timeLimit: timeLimit * 1000 }),
    ...(part === undefined ? {} : { shard: part }),
  };
  // Once for all shards, and not for the one interleaving of a replay.
  const measures =
    factory.measuresFirst === true &&
    flags.measure !== false &&
    flags.driver !== 'agent' &&
    place === undefined &&
    (part?.index ?? 1) === 1;
  const began = performance.now();
  try {
    // Whatever becomes of a machine that can be measured, its history is begun before anything is tried.
    const { implementation, begun } = await (factory.prepare !== undefined
      ? openMeasured(factory, opening, options, output, measures)
      : { implementation: await openInOrder(factory, opening, output), begun: undefined });
    await checkVersion(implementation, windowsInstaller);
    const { processes: offered } = implementation.capabilities;
    if (flags.processesIsNamed && flags.processes > offered)
      output.note(
        `${id} offers ${counted(offered, 'client process', 'client processes')}, so --processes ${flags.processes} asks for no more`,
      );
    return await runSession(
      implementation,
      {
        ...options,
        ...(begun === undefined ? {} : { begun }),
        ...(timeLimit === undefined
          ? {}
          : { timeLimit: left(timeLimit * 1000 - (performance.now() - began)) }),
      },
      output,
    );
  } finally {
    if (isNew && existsSync(history)) output.note(`history: ${history}`);
  }
};

/** Whether all that is drawn is asked for, however long it takes, or an end is. */
const isWhole = ({ numRuns, timeLimit, strategy, path, expectations = [] }: RunFlags): boolean =>
  numRuns !== undefined ||
  timeLimit !== undefined ||
  strategy !== 'random' ||
  path !== undefined ||
  expectations.length > 0;

/** The suite has a moment, whatever the opening took. */
const left = (milliseconds: number): number => Math.max(1_000, milliseconds);

/** @throws {BadInputError} when the implementation cannot play the version that it shall */
const checkVersion = async (implementation: Implementation, wanted: string | undefined): Promise<void> => {
  const { id, windowsInstaller } = implementation.identity;
  if (wanted === undefined || wanted === windowsInstaller) return;
  await implementation[Symbol.asyncDispose]();
  throw new BadInputError(
    `${id} is Windows Installer ${windowsInstaller} and cannot play ${wanted}: leave out --windows-installer`,
  );
};

const historyFile = (id: string, history: string | false | undefined): string | undefined =>
  history === false ? undefined : (history ?? defaultHistory(id, new Date()));

/** The flags that decide what is drawn; those at their default are left out. */
const commandOf = (id: string, flags: RunFlags): string =>
  [
    flags.connect !== undefined
      ? `msiconform run --connect ${quoted(flags.connect)}`
      : flags.command === undefined
        ? `msiconform run ${id}`
        : `msiconform run --command ${quoted(flags.command)}`,
    ...(flags.mode === MODES[0] ? [] : [`--mode ${flags.mode}`]),
    ...(flags.strategy === 'random' ? [] : [`--strategy ${flags.strategy}`]),
    ...(flags.processes === RUN_DEFAULTS.processes ? [] : [`--processes ${flags.processes}`]),
    // Without it the same implementation draws by the same default.
    ...(flags.maxSteps === undefined ? [] : [`--max-steps ${flags.maxSteps}`]),
    ...(flags.driver === undefined ? [] : [`--driver ${flags.driver}`]),
    ...(flags.windowsInstaller === undefined ? [] : [`--windows-installer ${flags.windowsInstaller}`]),
    ...(flags.reading === DEFAULT_READING ? [] : [`--reading ${flags.reading.name}`]),
    ...(flags.thisMachineIsDisposable === true ? ['--this-machine-is-disposable'] : []),
    ...(flags.unelevated === true ? ['--unelevated'] : []),
  ].join(' ');

/** As a shell takes it back. */
const quoted = (text: string): string =>
  /["$`\\!]/.test(text) ? `'${text.replaceAll("'", `'\\''`)}'` : `"${text}"`;
