import { validated } from '../reports/validated.ts';
import { readFile } from 'node:fs/promises';
import { Compile } from 'typebox/compile';
import { BadInputError } from '../spec/index.ts';
import { EvidenceSchema } from '../evidence/report/index.ts';
import type { EvidenceReport } from '../evidence/report/index.ts';
import { PowerResultSchema } from '../reports/power/index.ts';
import type { PowerResult } from '../reports/power/index.ts';
import { ResultSchema } from '../reports/schema/result.ts';
import type { Result } from '../reports/schema/result.ts';
import { oneLine } from '../reports/text.ts';

/** A machine-readable report of msiconform, as some command's `--json` printed it. */
export type ReportDocument = Result | EvidenceReport | PowerResult;

/**
 * The reports in a JSON file: one, or an array of them.
 *
 * @throws {BadInputError} for a file that is none, with the place of what is wrong
 */
export const readDocuments = async (file: string): Promise<ReportDocument[]> => {
  const value = parse(await text(file), file);
  const documents = Array.isArray(value) ? value : [value];
  if (documents.length === 0) throw new BadInputError('the file holds an empty list, so no result', file);
  return documents.map((document: unknown, index) =>
    documentOf(document, Array.isArray(value) ? `${file}, entry ${index + 1}` : file),
  );
};

/** Windows PowerShell writes what a command prints as UTF-16 with a byte order mark. */
const text = async (file: string): Promise<string> => {
  try {
    const bytes = await readFile(file);
    return new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8').decode(bytes);
  } catch (error) {
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
  const format =
    typeof value === 'object' && value !== null && 'format' in value ? String(value.format) : undefined;
  switch (format) {
    case 'msiconform-result': {
      const result = validated(VALIDATORS[format], value, place, 'document', 'result') as Result;
      result.parts?.forEach((part, index) => documentOf(part, `${place}, part ${index + 1}`));
      return result;
    }
    case 'msiconform-evidence':
      return validated(VALIDATORS[format], value, place, 'document', 'evidence') as EvidenceReport;
    case 'msiconform-power':
      return validated(VALIDATORS[format], value, place, 'document', 'power') as PowerResult;
    default:
      throw new BadInputError(
        format === undefined
          ? 'this JSON has no "format", so it is no result of msiconform'
          : `a result was expected, and this is ${JSON.stringify(format.slice(0, 60))}`,
        place,
      );
  }
};
