import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { Option } from 'commander';
import {
  applies,
  compare,
  describeComparison,
  EMPTY_FILE,
  knownOf,
  parseExpectations,
  readExpectations,
  updatedExpectations,
  verdictByExpectations,
} from '../reports/index.ts';
import type { ExpectationsFile, Known, Result } from '../reports/index.ts';
import { BadInputError } from '../spec/index.ts';
import { exitCodeOf } from './exit-codes.ts';
import type { ExitCode } from './exit-codes.ts';
import type { Output } from './output.ts';
import { tryOut } from './try-out.ts';

export interface ExpectationFlags {
  readonly expectations?: readonly string[];
  readonly updateExpectations?: boolean;
}

/** May be given again; see `judgeByExpectations` for which file counts. */
export const expectationsOption = (): Option =>
  new Option(
    '--expectations <file>',
    'measure the run by a file of known divergences: 1 on a new one or one that is gone; ' +
      'given again, the first that knows the implementation and its version counts',
  ).argParser((file: string, before: readonly string[] | undefined) => [...(before ?? []), file]);

/**
 * Reads the files before anything is run, so that a slip in one costs no run.
 * @throws {BadInputError} naming the line
 */
export const openExpectations = (flags: ExpectationFlags): readonly ExpectationsFile[] => {
  const { expectations = [], updateExpectations } = flags;
  if (updateExpectations === true && expectations.length === 0) {
    throw new BadInputError('--update-expectations needs the file: add --expectations FILE');
  }
  if (updateExpectations === true)
    for (const path of expectations) tryOut(path, 'the file', 'name another with --expectations');
  return expectations.map((path) =>
    updateExpectations === true && !existsSync(path)
      ? parseExpectations(EMPTY_FILE, path)
      : readExpectations(path),
  );
};

/** What is known of a result's implementation, by the file that counts for it. */
export const knownBy =
  (files: readonly ExpectationsFile[]): ((result: Result) => Known) =>
  (result) =>
    knownOf(result, fileFor(result, files)?.expectations ?? []);

const fileFor = (
  { implementation }: Result,
  files: readonly ExpectationsFile[],
): ExpectationsFile | undefined =>
  files.find(({ expectations }) => expectations.some((each) => applies(each, implementation))) ?? files[0];

/**
 * The exit code of a result; measured by the known divergences when there is a file of them, which is
 * rewritten on demand. Of several files the first with an entry about this implementation and version
 * counts, else the first. What is said of it goes to stderr.
 */
export const judgeByExpectations = (
  result: Result,
  files: readonly ExpectationsFile[],
  flags: ExpectationFlags,
  output: Output,
): ExitCode => {
  const file = fileFor(result, files);
  if (file === undefined) return exitCodeOf(result.verdict);
  // Another implementation of the same run may have written it.
  const isWritten = flags.updateExpectations === true && existsSync(file.path);
  const current = isWritten ? readExpectations(file.path) : file;
  const comparison = compare(result, current.expectations);
  output.note(describeComparison(comparison, result, current.path));
  if (flags.updateExpectations !== true) return exitCodeOf(verdictByExpectations(comparison, result));
  if (result.problems.length > 0) {
    output.note(`${current.path} is left as it is: the run was not conclusive`);
    return exitCodeOf(verdictByExpectations(comparison, result));
  }
  const text = updatedExpectations(current, result);
  if (isWritten && comparison.unexpected.length + comparison.gone.length === 0) {
    output.note(`${current.path} is left as it is: nothing changed`);
  } else {
    write(current.path, text);
    output.note(`${current.path} was ${isWritten ? 'rewritten' : 'written'}`);
  }
  return exitCodeOf(
    verdictByExpectations(compare(result, parseExpectations(text, current.path).expectations), result),
  );
};

const write = (path: string, text: string): void => {
  try {
    if (!existsSync(path) || readFileSync(path, 'utf8') !== text) writeFileSync(path, text);
  } catch (error) {
    throw new BadInputError(
      `cannot be written (${error instanceof Error ? error.message : String(error)})`,
      path,
    );
  }
};
