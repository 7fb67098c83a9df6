import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { CrashedMachineError, ImplementationError, told } from '../adapters/index.ts';
import type { OpenedImplementation, Measurement, PreparedMachine } from '../adapters/index.ts';
import { runRaces, runSuite } from '../properties/index.ts';
import type { Recorder, SuiteOptions, SuiteOutcome } from '../properties/index.ts';
import { HistoryWriteError, HistoryWriter, resultOf } from '../reports/index.ts';
import type { HistoryHead, HistoryTail, Result } from '../reports/index.ts';
import type { Reading } from '../spec/index.ts';
import { IntermediateResult, resultFileOf, writeResult } from './intermediate.ts';
import { interruption } from './interruption.ts';
import type { Output } from './output.ts';
import { version } from './version.ts';

export interface SessionOptions extends Omit<SuiteOptions, 'recorder' | 'onProgress' | 'signal'> {
  readonly mode: 'lockstep' | 'racing';
  readonly reading: Reading;
  /** Where the history goes; `undefined` for none. */
  readonly history: string | undefined;
  /** The command that draws the same interleavings, without seed and path. */
  readonly command: string;
  /** A history that was begun with measurements, to go on with. */
  readonly begun?: BegunHistory;
}

/** What of the options stands in the head of a history. */
type HeadOptions = Pick<
  SessionOptions,
  | 'mode'
  | 'seed'
  | 'path'
  | 'processes'
  | 'maxSteps'
  | 'longSteps'
  | 'bail'
  | 'numRuns'
  | 'strategy'
  | 'shard'
  | 'command'
>;

/** A history whose head is written. */
export interface BegunHistory {
  readonly head: HistoryHead;
  readonly writer: HistoryWriter | undefined;
  readonly measurements: readonly Measurement[];
}

/** Runs the suite on one implementation, disposes of it, keeps its history, and gives the result. */
export const runSession = async (
  implementation: OpenedImplementation,
  options: SessionOptions,
  output: Output,
): Promise<Result> => {
  const { begun } = options;
  const head = begun?.head ?? headOf(implementation, options);
  let writer = begun?.writer;
  const isTimed = (implementation.clock ?? 'wall') === 'wall';
  const { history, readings, reading } = options;
  const sofar = isTimed && history !== undefined ? new IntermediateResult(history, reading) : undefined;
  const began = performance.now();
  const interrupt = interruption(output);
  const bar = output.progress();
  const ended: { writing?: HistoryWriteError } = {};
  try {
    if (history !== undefined) writer ??= new HistoryWriter(history, head, implementation.clock ?? 'wall');
    let stage: string | undefined;
    const recorder = writer === undefined ? undefined : guarded(writer, ended, interrupt.abort);
    const outcome = await (options.mode === 'racing' ? runRaces : runSuite)(implementation, {
      ...options,
      signal: interrupt.signal,
      onProgress: ({ phase, done, total }) => {
        bar.update(phase, done, total);
        sofar?.update(stage !== undefined && stage !== phase);
        stage = phase;
      },
      ...(recorder === undefined ? {} : { recorder }),
    });
    const tail = await withFarewell(
      implementation,
      tailOf(outcome, performance.now() - began, implementation, ended.writing),
    );
    if (ended.writing === undefined) writer?.end(tail);
    await sofar?.settle();
    const measurements = [...(begun?.measurements ?? [])];
    const drawn = options.path === undefined;
    const { tally, voidCases } = outcome;
    const result = resultOf({ head, tally, tail, readings, reading, drawn, measurements, voidCases });
    if (sofar !== undefined && history !== undefined) writeResult(resultFileOf(history), result);
    return result;
  } catch (error) {
    await implementation[Symbol.asyncDispose]();
    throw error;
  } finally {
    writer?.close();
    bar.stop();
    interrupt[Symbol.dispose]();
  }
};

/** An implementation that does not end as it should could not be driven to the end. */
const withFarewell = async (
  implementation: OpenedImplementation,
  tail: HistoryTail,
): Promise<HistoryTail> => {
  try {
    await implementation[Symbol.asyncDispose]();
    return tail;
  } catch (error) {
    if (!(error instanceof ImplementationError)) throw error;
    return { ...tail, failures: [...tail.failures, { case: 0, message: told(error) }] };
  }
};

/** A history in the current folder that no other run writes to, though it start in the same millisecond. */
export const defaultHistory = (id: string, startedAt: Date): string => {
  const moment = startedAt.toISOString().replace(/[:.]/g, '-');
  const own = randomBytes(3).toString('hex');
  return join('.msiconform', `${id.replace(/[^\w.-]+/g, '_')}-${moment}-${own}.jsonl`);
};

/** The head of a history. A machine on which nothing was tried yet has what will be tried in it. */
export const headOf = (
  implementation: OpenedImplementation | PreparedMachine,
  options: HeadOptions,
): HistoryHead => ({
  format: 'msiconform-history',
  version: 1,
  implementation: { ...implementation.identity },
  capabilities: structuredClone(implementation.capabilities) as HistoryHead['capabilities'],
  ...('notOffered' in implementation && implementation.notOffered !== undefined
    ? { notOffered: [...implementation.notOffered] }
    : {}),
  mode: options.mode,
  seed: options.seed,
  ...(isShared(implementation) ? { shared: true } : {}),
  suite: version(),
  ...(options.path === undefined
    ? {
        draw: {
          processes: options.processes,
          maxSteps: options.maxSteps,
          numRuns: options.numRuns,
          ...(options.longSteps === undefined ? {} : { longSteps: options.longSteps }),
          ...(options.bail === undefined ? {} : { bail: options.bail }),
          ...(options.strategy === undefined ? {} : { strategy: options.strategy }),
        },
      }
    : {}),
  ...(options.shard === undefined ? {} : { shard: { ...options.shard } }),
  // A logical clock has no date either: the same seed writes the same bytes.
  startedAt: new Date(
    'clock' in implementation && implementation.clock === 'logical' ? 0 : Date.now(),
  ).toISOString(),
  command: options.command,
});

/** Whoever can tell what came into a case is on a machine where something may. */
const isShared = (machine: OpenedImplementation | PreparedMachine): boolean =>
  'isShared' in machine ? machine.isShared : machine.intruder !== undefined;

const tailOf = (
  outcome: SuiteOutcome,
  durationMs: number,
  implementation: OpenedImplementation,
  writing: HistoryWriteError | undefined,
): HistoryTail => {
  const notes = implementation.notes?.();
  const messages = outcome.failures.map(({ case: number, error }) => ({
    case: number,
    message: told(error),
    ...(error instanceof CrashedMachineError ? { crashed: true as const } : {}),
  }));
  const { unfinished, notTriedBehind } = outcome;
  return {
    end: writing === undefined ? (outcome.stopped ?? 'complete') : 'error',
    failures: writing === undefined ? messages : [...messages, { case: 0, message: writing.message }],
    ...(unfinished.length === 0 ? {} : { unfinished: [...unfinished] }),
    ...(notTriedBehind.length === 0 ? {} : { notTriedBehind: [...notTriedBehind] }),
    durationMs: implementation.clock === 'logical' ? 0 : Math.round(durationMs),
    ...(notes === undefined ? {} : { notes }),
  };
};

/** When the history can no longer be written the run ends, and what was found is still reported. */
const guarded = (
  writer: HistoryWriter,
  ended: { writing?: HistoryWriteError },
  abort: () => void,
): Recorder => {
  const attempt = (write: () => void): void => {
    if (ended.writing !== undefined) return;
    try {
      write();
    } catch (error) {
      if (!(error instanceof HistoryWriteError)) throw error;
      ended.writing = error;
      abort();
    }
  };
  return {
    beginCase: (caseHead) => attempt(() => writer.beginCase(caseHead)),
    event: (event) => attempt(() => writer.event(event)),
    voidCase: (reason) => attempt(() => writer.voidCase(reason)),
  };
};
