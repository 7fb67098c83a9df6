import { Compile } from 'typebox/compile';
import { BadInputError } from '../../spec/index.ts';
import { readHistory } from '../history/history-reader.ts';
import { beginsAsHistory } from '../history/lines.ts';
import { MeasurementsSchema } from '../schema/measurement.ts';
import type { MeasurementsDocument } from '../schema/measurement.ts';
import { ResultSchema } from '../schema/result.ts';
import { readBounded } from '../read-bounded.ts';
import { validated } from '../validated.ts';

const document = Compile(MeasurementsSchema);
const result = Compile(ResultSchema);

/**
 * The measurements in a history, in a result, or in what `measure --json` printed.
 * @throws {BadInputError} for a file that is none of these, or that has no measurement
 */
export const readMeasurements = async (file: string): Promise<MeasurementsDocument> => {
  const read = (await beginsAsHistory(file)) ? await fromHistory(file) : await fromJson(file);
  if (read.measurements.length === 0) throw new BadInputError('there are no measurements in this file', file);
  return read;
};

const fromHistory = async (file: string): Promise<MeasurementsDocument> => {
  let read: MeasurementsDocument | undefined;
  for await (const part of readHistory(file, { events: 'dropped' })) {
    if (part.part === 'head') {
      const { implementation, startedAt } = part.head;
      read = { format: 'msiconform-measurements', version: 1, implementation, startedAt, measurements: [] };
    } else if (part.part === 'measurement') read?.measurements.push(part.measurement);
  }
  if (read === undefined) throw new BadInputError('the history has no head', file);
  return read;
};

const fromJson = async (file: string): Promise<MeasurementsDocument> => {
  const value = parse(bytesOf(file), file);
  const format = typeof value === 'object' && value !== null && 'format' in value ? value.format : undefined;
  if (format === 'msiconform-result') {
    const { implementation, startedAt, measurements = [] } = validated(result, value, file, 'result');
    return { format: 'msiconform-measurements', version: 1, implementation, startedAt, measurements };
  }
  if (format === 'msiconform-measurements') return validated(document, value, file, 'measurements');
  throw new BadInputError('this is no history, no result and no output of measure --json', file);
};

const bytesOf = (file: string): Buffer => {
  try {
    return readBounded(file, MOST_MIB, 'result');
  } catch (error) {
    if (error instanceof BadInputError) throw error;
    return unreadable(error as Error, file);
  }
};

const MOST_MIB = 256;

const unreadable = (error: Error, file: string): never => {
  throw new BadInputError(`the file cannot be read (${error.message})`, file);
};

const parse = (bytes: Buffer, file: string): unknown => {
  try {
    const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
    return JSON.parse(new TextDecoder(encoding).decode(bytes));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new BadInputError(`this is no JSON (${reason}), so there are no measurements in it`, file);
  }
};
