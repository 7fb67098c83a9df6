import { readFileSync, writeFileSync } from 'node:fs';
import {
  compare,
  describeComparison,
  parseExpectations,
  readExpectations,
  updatedExpectations,
  verdictOf,
} from '../reports/index.ts';
import type { ExpectationsFile, Result } from '../reports/index.ts';
import { BadInputError } from '../spec/index.ts';
import { exitCodeOf } from './exit-codes.ts';
import type { ExitCode } from './exit-codes.ts';
import type { Output } from './output.ts';

export interface ExpectationFlags {
  readonly expectations?: string;
  readonly updateExpectations?: boolean;
}

/**
 * Reads the file before anything is run, so that a slip in it costs no run.
 * @throws {BadInputError} naming the line
 */
export const openExpectations = (flags: ExpectationFlags): ExpectationsFile | undefined => {
  if (flags.expectations !== undefined) return readExpectations(flags.expectations);
  if (flags.updateExpectations === true) {
    throw new BadInputError('--update-expectations needs the file: add --expectations FILE');
  }
  return undefined;
};

/**
 * The exit code of a result; measured by the known divergences when there is a file of them, which is
 * rewritten on demand. What is said of it goes to stderr.
 */
export const judgeByExpectations = (
  result: Result,
  file: ExpectationsFile | undefined,
  flags: ExpectationFlags,
  output: Output,
): ExitCode => {
  if (file === undefined) return exitCodeOf(result.verdict);
  // Another implementation of the same run may have rewritten it.
  const current = flags.updateExpectations === true ? readExpectations(file.path) : file;
  const comparison = compare(result, current.expectations);
  output.note(describeComparison(comparison, result, current.path));
  if (flags.updateExpectations !== true) return exitCodeOf(verdictOf(comparison, result));
  if (result.problems.length > 0) {
    output.note(`${current.path} is left as it is: the run was not conclusive`);
    return exitCodeOf(verdictOf(comparison, result));
  }
  const text = updatedExpectations(current, result);
  if (comparison.unexpected.length + comparison.gone.length === 0) {
    output.note(`${current.path} is left as it is: nothing changed`);
  } else {
    rewrite(current.path, text);
    output.note(`${current.path} was rewritten`);
  }
  return exitCodeOf(verdictOf(compare(result, parseExpectations(text, current.path).expectations), result));
};

const rewrite = (path: string, text: string): void => {
  try {
    if (readFileSync(path, 'utf8') !== text) writeFileSync(path, text);
  } catch (error) {
    throw new BadInputError(
      `cannot be rewritten (${error instanceof Error ? error.message : String(error)})`,
      path,
    );
  }
};
