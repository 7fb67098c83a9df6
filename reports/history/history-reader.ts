import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Compile } from 'typebox/compile';
import { BadInputError } from '../../spec/index.ts';
import { EventReader } from './event-reader.ts';
import type { HistoryPart } from './history-part.ts';
import { OpenCase } from './open-case.ts';
import { LineOrder } from './line-order.ts';
import { encodingOf, linesOf } from './lines.ts';
import {
  CaseHeadSchema,
  HistoryHeadSchema,
  HistoryTailSchema,
  StoppedCaseSchema,
} from '../schema/history.ts';
import type { HistoryHead } from '../schema/history.ts';
import {
  MeasurementLineSchema,
  MeasuringLineSchema,
  OfferedLineSchema,
  VoidLineSchema,
} from '../schema/measurement.ts';
import type { MeasurementInResult } from '../schema/measurement.ts';
import { validated } from '../validated.ts';

export interface ReadOptions {
  /** Whether the events of a case are given too, beside what was observed: a long case takes half the memory without. */
  readonly events?: 'kept' | 'dropped';
}

/**
 * Reads a history file case by case, in memory bounded by its longest case.
 *
 * @throws {BadInputError} with file and line, for a file that is no history or a line that is not of it
 */
export async function* readHistory(
  file: string,
  { events = 'kept' }: ReadOptions = {},
): AsyncGenerator<HistoryPart> {
  const encoding = await encodingOf(file);
  let number = 0;
  let sawHead = false;
  let mode: HistoryHead['mode'] = 'lockstep';
  let current: OpenCase | undefined;
  let ended = false;
  let byAgent = false;
  let measuring: string | undefined;
  const reader = new EventReader();
  const order = new LineOrder();
  const sum = createHash('sha256');
  const finished = (): HistoryPart[] => (current === undefined ? [] : [current.finished()]);
  /** Whether an agent's last case came to its end is not known unless something stands behind it. */
  const leftOff = (): HistoryPart[] => {
    if (measuring !== undefined) return [{ part: 'measurement', measurement: notMeasured(measuring) }];
    return current === undefined || !byAgent ? finished() : [{ part: 'stopped', stopped: current.leftOff() }];
  };
  for await (const { text, terminated } of linesOf(createReadStream(file), file, encoding)) {
    number++;
    const known = reader.known(text);
    if (known !== undefined && current !== undefined) {
      current.add(known, number);
      order.event(known.event.seq, known.event.at, file, number);
      sum.update(`${text}\n`);
      continue;
    }
    const place = `${file}:${number}`;
    if (text.trim() === '') continue;
    // An editor may have put a byte order mark before the first line.
    const line = (number === 1 ? text.replace(/^\uFEFF/, '') : text).replace(/\r$/, '');
    const value = parse(line, place, terminated && sawHead);
    if (value === CUT) {
      yield* leftOff();
      yield { part: 'cut', place };
      return;
    }
    if (ended) throw new BadInputError('this line stands after the end of the history', place);
    if (!sawHead) {
      const head = headOf(value, place);
      mode = head.mode;
      byAgent = head.agent !== undefined;
      yield { part: 'head', head };
      sawHead = true;
    } else if (has(value, 'kind')) {
      if (current === undefined) throw new BadInputError('an event stands before the first case line', place);
      const read = reader.read(value, line, place);
      current.add(read, number);
      order.event(read.event.seq, read.event.at, file, number);
    } else if (has(value, 'stopped')) {
      const stopped = validated(stoppedLine, value, place, 'line');
      if (stopped.how === 'failed') yield* finished();
      current = undefined;
      yield { part: 'stopped', stopped };
    } else if (has(value, 'case')) {
      yield* finished();
      const head = validated(caseHead, value, place, 'case line');
      order.beginCase(head.case, place);
      current = new OpenCase(file, head, mode, events === 'kept');
    } else if (has(value, 'measuring')) {
      ({ measuring } = validated(measuringLine, value, place, 'line of a measurement'));
    } else if (has(value, 'measurement')) {
      measuring = undefined;
      const { measurement: name, ...rest } = validated(measurementLine, value, place, 'measurement');
      yield { part: 'measurement', measurement: { name, ...rest } };
    } else if (has(value, 'offered')) {
      yield { part: 'offered', offered: validated(offeredLine, value, place, 'line of what is offered') };
    } else if (has(value, 'void')) {
      if (current === undefined) throw new BadInputError('a void line stands before the first case', place);
      current.void = validated(voidLine, value, place, 'void line').void;
    } else if (has(value, 'end')) {
      yield* finished();
      current = undefined;
      ended = true;
      const last = validated(tail, value, place, 'last line');
      yield { part: 'tail', tail: last };
      const isChanged = last.sha256 !== undefined && last.sha256 !== sum.copy().digest('hex');
      const changed = `${file}: the history was changed after it was written; what is there now was judged`;
      const message = isChanged ? changed : order.gap;
      if (message !== undefined) yield { part: 'altered', message };
    } else {
      throw new BadInputError(
        'this line is neither a case, nor an event, nor a measurement, nor the end of a history',
        place,
      );
    }
    sum.update(`${line}\n`);
  }
  if (!sawHead) throw new BadInputError('the file is empty, so it is no history', file);
  yield* leftOff();
}

const fileHead = Compile(HistoryHeadSchema);
const caseHead = Compile(CaseHeadSchema);
const tail = Compile(HistoryTailSchema);
const measurementLine = Compile(MeasurementLineSchema);
const measuringLine = Compile(MeasuringLineSchema);
const offeredLine = Compile(OfferedLineSchema);
const voidLine = Compile(VoidLineSchema);
const stoppedLine = Compile(StoppedCaseSchema);

const notMeasured = (name: string): MeasurementInResult => ({
  name,
  durationMs: 0,
  failed: 'the file ends while this was measured',
});

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
  const { format, version } = value as { readonly format: unknown; readonly version?: unknown };
  if (format !== 'msiconform-history')
    throw new BadInputError(`this is of the format ${JSON.stringify(format)}, no msiconform-history`, place);
  if (version !== 1) {
    throw new BadInputError(
      `this history is of version ${JSON.stringify(version)}, and this msiconform reads version 1`,
      place,
    );
  }
  return validated(fileHead, value, place, 'head');
};
