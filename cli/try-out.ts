import { appendFileSync, existsSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder } from '../adapters/make-folder.ts';
import { BadInputError } from '../spec/index.ts';

/**
 * Finds out before a run whether its outcome can be written there in the end. Leaves nothing behind where nothing
 * was.
 *
 * @param what - like "the report"
 * @param mend - what to do instead
 * @throws {BadInputError} when the file cannot be written
 */
export const tryOut = (file: string, what: string, mend: string): void => {
  const isNew = !existsSync(file);
  try {
    makeFolder(dirname(file));
    appendFileSync(file, '');
  } catch (error) {
    throw cannotWrite(error, file, what, mend);
  }
  if (isNew) rmSync(file, { force: true });
};

export const cannotWrite = (error: unknown, file: string, what: string, mend: string): BadInputError => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return new BadInputError(`${what} cannot be written (${code}): ${mend}`, file);
};
