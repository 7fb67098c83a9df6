import { told } from '../adapters/index.ts';
import type {
  Implementation,
  ImplementationFactory,
  Measurement,
  OpenOptions,
  PreparedMachine,
} from '../adapters/index.ts';
import { HistoryWriter } from '../reports/index.ts';
import type { HistoryTail } from '../reports/index.ts';
import { IntermediateResult } from './intermediate.ts';
import { Interrupted } from './interrupted.ts';
import { interruption, prepareInOrder } from './interruption.ts';
import { describeMeasurement, measureAll } from './measuring.ts';
import { disagreements, mutexTakers } from './mutex-takers.ts';
import type { Output } from './output.ts';
import { headOf } from './session.ts';
import type { BegunHistory, SessionOptions } from './session.ts';

/** Where the installer's own logs of a run are kept, beside its history. */
export const logFolderOf = (history: string): string => `${history.replace(/\.jsonl$/, '')}.logs`;

interface OpenedMeasured {
  readonly implementation: Implementation;
  readonly begun: BegunHistory;
}

/**
 * Measures a machine, where that is wanted, then opens it. Whatever comes of it, the history has what was measured until then,
 * and a last line that says why it ended.
 * @throws {ImplementationError} when the machine cannot be driven, or nothing on it can be tested
 * @throws {Interrupted} after a Ctrl-C, when all of it has ended
 */
export const openMeasured = async (
  factory: ImplementationFactory,
  opening: OpenOptions,
  options: SessionOptions,
  output: Output,
  measures: boolean,
): Promise<OpenedMeasured> =>
  measured(factory, opening, options, output, measures, async (machine, begun) => {
    const implementation = await machine.open();
    const { capabilities, notOffered = [] } = implementation;
    begun.writer?.offered({ capabilities, notOffered });
    const head = {
      ...begun.head,
      capabilities: structuredClone(capabilities) as typeof begun.head.capabilities,
      notOffered: [...notOffered],
    };
    return { implementation, begun: { ...begun, head } };
  });

/** The part of a time limit that measuring may take. */
const MEASURING_SHARE = 1 / 3;
/** Each measurement has a deadline of its own; all of them together end with this one. */
const LONGEST_MEASURING_MS = 60 * 60_000;

const shareOf = (timeLimit: number = LONGEST_MEASURING_MS): number =>
  Math.min(LONGEST_MEASURING_MS, timeLimit * MEASURING_SHARE);

/** The same without opening it: measures, writes the history to its end, and gives what was measured. */
export const measureOnly = async (
  factory: ImplementationFactory,
  opening: OpenOptions,
  options: SessionOptions,
  output: Output,
): Promise<BegunHistory> =>
  measured(factory, opening, options, output, true, async (machine, begun) => {
    await machine[Symbol.asyncDispose]();
    begun.writer?.end({ end: 'complete', failures: [], durationMs: durationOf(begun) });
    await keepResult(options);
    return begun;
  });

const durationOf = ({ measurements }: BegunHistory): number =>
  measurements.reduce((sum, { durationMs }) => sum + durationMs, 0);

const measured = async <T>(
  factory: ImplementationFactory,
  opening: OpenOptions,
  options: SessionOptions,
  output: Output,
  measures: boolean,
  then: (machine: PreparedMachine, begun: BegunHistory) => Promise<T>,
): Promise<T> => {
  const machine = await prepareInOrder(factory, opening, output);
  const heard: { signal?: ConstructorParameters<typeof Interrupted>[0] } = {};
  const interrupt = interruption(output, (signal) => (heard.signal = signal));
  let writer: HistoryWriter | undefined;
  const failed = (tail: Pick<HistoryTail, 'end' | 'failures'>): void => {
    writer?.end({ ...tail, durationMs: 0 });
  };
  try {
    const head = headOf(machine, options);
    if (options.history !== undefined) writer = new HistoryWriter(options.history, head, 'wall');
    const share = new AbortController();
    interrupt.signal.addEventListener('abort', () => share.abort(), { once: true });
    const late = setTimeout(() => share.abort(), shareOf(options.timeLimit));
    const made =
      measures && machine.measurements.length > 0
        ? await measureAll(machine, writer, output, share.signal)
        : [];
    clearTimeout(late);
    const measurements = await withTakers(made, opening.logs, writer, output);
    if (measures && made.length < machine.measurements.length && heard.signal === undefined) {
      output.note(`${machine.measurements.length - made.length} measurements are left out, for want of time`);
    }
    if (heard.signal !== undefined) throw new Interrupted(heard.signal);
    return await then(machine, { head, writer, measurements });
  } catch (error) {
    await Promise.resolve(machine[Symbol.asyncDispose]()).catch(() => undefined);
    if (heard.signal !== undefined) {
      failed({ end: 'signal', failures: [] });
      await keepResult(options);
      throw new Interrupted(heard.signal);
    }
    const message = error instanceof Error ? reasonOf(error) : String(error);
    failed({ end: 'error', failures: [{ case: 0, message }] });
    await keepResult(options);
    throw error;
  } finally {
    interrupt[Symbol.dispose]();
  }
};

/** Beside a history that ends here, what it has come to. */
const keepResult = async ({ history, reading }: SessionOptions): Promise<void> => {
  if (history === undefined) return;
  const result = new IntermediateResult(history, reading);
  result.update(true);
  await result.settle();
};

/** Adds what the logs of the measurements and the looks of one of them come to together. */
const withTakers = async (
  made: readonly Measurement[],
  logs: string | undefined,
  writer: HistoryWriter | undefined,
  output: Output,
): Promise<readonly Measurement[]> => {
  const takers = logs === undefined ? undefined : await mutexTakers(made, logs);
  if (takers === undefined) return made;
  writer?.measurement(takers);
  output.note(describeMeasurement(takers));
  for (const difference of disagreements(takers)) output.note(difference);
  return [...made, takers];
};

const reasonOf = (error: Error): string =>
  'hint' in error ? told(error as Parameters<typeof told>[0]) : error.message;
