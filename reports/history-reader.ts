import { createReadStream } from 'node:fs';
import { Compile } from 'typebox/compile';
import { BadInputError } from '../spec/index.ts';
import { callsOf, pair } from '../oracle/index.ts';
import type { Call, Completion, HistoryEvent, Invocation, Observed } from '../oracle/index.ts';
import type { CaseHead } from '../properties/index.ts';
import { linesOf } from './lines.ts';
import {
  CaseHeadSchema,
  CompletionSchema,
  HistoryHeadSchema,
  HistoryTailSchema,
  InvocationSchema,
} from './schema/history.ts';
import type { HistoryHead, HistoryTail } from './schema/history.ts';

/** A piece of a history, in the order of the file: the head, then cases, then the tail. */
export type HistoryPart =
  | { readonly part: 'head'; readonly head: HistoryHead }
  | {
      readonly part: 'case';
      readonly head: CaseHead;
      readonly events: readonly HistoryEvent[];
      readonly observed: readonly Observed[];
      /** The same with their intervals, in racing mode. */
      readonly calls?: readonly Call[];
    }
  | { readonly part: 'tail'; readonly tail: HistoryTail }
  /** The file ends in the middle of a line, as after a crash. */
  | { readonly part: 'cut'; readonly place: string };

/**
 * Reads a history file case by case, in memory bounded by its longest case.
 *
 * @throws {BadInputError} with file and line, for a file that is no history or a line that is not of it
 */
export async function* readHistory(file: string): AsyncGenerator<HistoryPart> {
  let number = 0;
  let sawHead = false;
  let mode: HistoryHead['mode'] = 'lockstep';
  let current:
    | { readonly head: CaseHead; readonly events: HistoryEvent[]; readonly line: number }
    | undefined;
  const finished = (): HistoryPart[] => (current === undefined ? [] : [caseOf(file, mode, current)]);
  for await (const { text, terminated } of linesOf(createReadStream(file), file)) {
    number++;
    const place = `${file}:${number}`;
    if (text.trim() === '') continue;
    const value = parse(text, place, terminated && sawHead);
    if (value === CUT) {
      yield* finished();
      yield { part: 'cut', place };
      return;
    }
    if (!sawHead) {
      const head = headOf(value, place);
      mode = head.mode;
      yield { part: 'head', head };
      sawHead = true;
    } else if (has(value, 'kind')) {
      if (current === undefined) throw new BadInputError('an event stands before the first case line', place);
      current.events.push(eventOf(value, place));
    } else if (has(value, 'case')) {
      yield* finished();
      current = { head: validated(caseHead, value, place, 'case line'), events: [], line: number };
    } else if (has(value, 'end')) {
      yield* finished();
      current = undefined;
      yield { part: 'tail', tail: validated(tail, value, place, 'last line') };
    } else {
      throw new BadInputError('this line is neither a case, nor an event, nor the end of a history', place);
    }
  }
  if (!sawHead) throw new BadInputError('the file is empty, so it is no history', file);
  yield* finished();
}

const head = Compile(HistoryHeadSchema);
const caseHead = Compile(CaseHeadSchema);
const invocation = Compile(InvocationSchema);
const completion = Compile(CompletionSchema);
const tail = Compile(HistoryTailSchema);

/** A line that ends the file without a line break and is no JSON. */
const CUT = Symbol('cut');

const parse = (text: string, place: string, whole: boolean): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!whole && !place.endsWith(':1')) return CUT;
    const reason = error instanceof Error ? error.message : String(error);
    throw new BadInputError(`this line is no JSON (${reason}), so the file is no msiconform history`, place);
  }
};

const has = (value: unknown, key: string): boolean =>
  typeof value === 'object' && value !== null && key in value;

const headOf = (value: unknown, place: string): HistoryHead => {
  if (!has(value, 'format'))
    throw new BadInputError('the first line is not the head of a msiconform history', place);
  return validated(head, value, place, 'head');
};

const eventOf = (value: unknown, place: string): HistoryEvent => {
  const isInvocation =
    typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'invoke';
  return isInvocation
    ? (validated(invocation, value, place, 'invocation') as Invocation)
    : (validated(completion, value, place, 'response') as Completion);
};

const caseOf = (
  file: string,
  mode: HistoryHead['mode'],
  { head: caseLine, events, line }: { head: CaseHead; events: HistoryEvent[]; line: number },
): HistoryPart => {
  for (const { process, seq } of events) {
    if (process > caseLine.processes) {
      throw new BadInputError(
        `event ${seq} is of process ${process}, but case ${caseLine.case} has ${caseLine.processes}`,
        `${file}:${line}`,
      );
    }
  }
  try {
    if (mode === 'racing') {
      const calls = callsOf(events);
      return { part: 'case', head: caseLine, events, observed: calls, calls };
    }
    return { part: 'case', head: caseLine, events, observed: pair(events) };
  } catch (error) {
    throw new BadInputError(error instanceof Error ? error.message : String(error), `${file}:${line}`);
  }
};

interface Validator<T> {
  Check(value: unknown): value is T;
  Errors(value: unknown): Iterable<{ readonly instancePath: string; readonly message: string }>;
}

const validated = <T>(validator: Validator<T>, value: unknown, place: string, what: string): T => {
  if (validator.Check(value)) return value;
  const [first] = validator.Errors(value);
  const where = first === undefined || first.instancePath === '' ? '' : ` at ${first.instancePath}`;
  throw new BadInputError(
    `the ${what} is not of the history format${where}: ${first?.message ?? 'unknown'}`,
    place,
  );
};
