import { validated } from '../reports/validated.ts';
import { Compile } from 'typebox/compile';
import { BadInputError } from '../spec/index.ts';
import { EvidenceSchema } from '../evidence/report/index.ts';
import type { EvidenceReport } from '../evidence/report/index.ts';
import { PowerResultSchema } from '../reports/power/index.ts';
import type { PowerResult } from '../reports/power/index.ts';
import { ResultSchema } from '../reports/schema/result.ts';
import type { Result } from '../reports/schema/result.ts';
import { agreeing } from '../reports/agreement.ts';
import { readBounded } from '../reports/read-bounded.ts';
import { oneLine } from '../reports/text.ts';

/** A machine-readable report of msiconform, as some command's `--json` printed it. */
export type ReportDocument = Result | EvidenceReport | PowerResult;

/**
 * The reports in a JSON file: one, or an array of them.
 *
 * @throws {BadInputError} for a file that is none, with the place of what is wrong
 */
export const readDocuments = async (file: string): Promise<ReportDocument[]> => {
  const value = parse(text(file), file);
  const documents = Array.isArray(value) ? value : [value];
  if (documents.length === 0) throw new BadInputError('the file holds an empty list, so no result', file);
  return documents.map((document: unknown, index) =>
    documentOf(document, Array.isArray(value) ? `${file}, entry ${index + 1}` : file),
  );
};

/** The shards of a long run, put together, are some MiB. */
const MOST_MIB = 256;

/** Windows PowerShell writes what a command prints as UTF-16 with a byte order mark. */
const text = (file: string): string => {
  try {
    const bytes = readBounded(file, MOST_MIB, 'result');
    return new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8').decode(bytes);
  } catch (error) {
    if (error instanceof BadInputError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new BadInputError(`the file cannot be read (${code}): name a result that --json printed`, file);
  }
};

const parse = (content: string, file: string): unknown => {
  try {
    return JSON.parse(content);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const hint = content.trim() === '' ? 'the file is empty' : `this is no JSON (${oneLine(reason, 120)})`;
    throw new BadInputError(`${hint}, so it is no result: make one with msiconform run --json`, file);
  }
};

const VALIDATORS = {
  'msiconform-result': Compile(ResultSchema),
  'msiconform-evidence': Compile(EvidenceSchema),
  'msiconform-power': Compile(PowerResultSchema),
};

const documentOf = (value: unknown, place: string): ReportDocument => {
  const format = typeof value === 'object' && value !== null && 'format' in value ? value.format : undefined;
  switch (format) {
    case 'msiconform-result': {
      const result = validated(VALIDATORS[format], value, place, 'document', 'result') as Result;
      result.parts?.forEach((part, index) => partOf(part, `${place}, part ${index + 1}`));
      return agreeing(result, place);
    }
    case 'msiconform-evidence':
      return validated(VALIDATORS[format], value, place, 'document', 'evidence') as EvidenceReport;
    case 'msiconform-power':
      return validated(VALIDATORS[format], value, place, 'document', 'power') as PowerResult;
    default:
      throw new BadInputError(
        format === undefined
          ? 'this JSON has no "format", so it is no result of msiconform'
          : `a result was expected, and this is ${oneLine(JSON.stringify(format), 60)}`,
        place,
      );
  }
};

/** One shard of several. @throws {BadInputError} for what is put together itself: merge never nests them */
const partOf = (value: unknown, place: string): void => {
  const part = validated(VALIDATORS['msiconform-result'], value, place, 'document', 'result') as Result;
  if (part.parts !== undefined) throw new BadInputError('a part of a result has no parts', place);
  agreeing(part, place);
};
