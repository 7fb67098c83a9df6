import { chmod, readFile, realpath, rename, stat, writeFile } from 'node:fs/promises';
import { Value } from 'typebox/value';
import { BaselineSchema } from '../../reports/spec/index.ts';
import type { Baseline } from '../../reports/spec/index.ts';
import { BadInputError } from '../../spec/index.ts';
import type { DocumentationPage } from '../../spec/page/index.ts';
import type { Output } from '../output.ts';
import { readPages } from '../pages.ts';
import type { ReadPages } from '../pages.ts';
import { isSameFile } from '../same-file.ts';
import { cannotWrite } from '../try-out.ts';

/** A report, written where it was asked for and never over a page that was read. */
export const writeReport = async (file: string, text: string, pages: readonly string[]): Promise<void> => {
  if (pages.some((page) => isSameFile(page, file))) {
    throw new BadInputError('the report would overwrite a page that was read: name another file', file);
  }
  try {
    await writeFile(file, text);
  } catch (error) {
    throw cannotWrite(error, file, 'the report', 'name a file in a folder that is there');
  }
};

/**
 * Replaces a file at once, so that whoever reads it meanwhile has the old one or the new one. A link stays a link, and
 * the file keeps its rights.
 */
export const replaceFile = async (file: string, text: string): Promise<void> => {
  try {
    const target = await realpath(file).catch(() => file);
    const mode = await stat(target).then(
      (known) => known.mode,
      () => undefined,
    );
    if (mode !== undefined && (mode & 0o222) === 0) {
      throw new BadInputError('the file may only be read: allow it to be written, or use --patch', file);
    }
    const beside = `${target}.${process.pid}.new`;
    await writeFile(beside, text);
    if (mode !== undefined) await chmod(beside, mode);
    await rename(beside, target);
  } catch (error) {
    if (error instanceof BadInputError) throw error;
    throw cannotWrite(error, file, 'the file', 'name one in a folder that is there');
  }
};

export const noteSkipped = ({ skipped }: Pick<ReadPages, 'skipped'>, output: Output): void => {
  if (skipped > 0) {
    output.note(`${skipped} file${skipped === 1 ? '' : 's'} passed over, as not the page`);
  }
};

/** @throws {BadInputError} for a file that is no baseline; null where it is not there */
export const readBaseline = async (file: string): Promise<Baseline | null> => {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new BadInputError(`the baseline cannot be read: name the file that spec accept wrote`, file);
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new BadInputError('the baseline is no JSON: name the file that spec accept wrote', file);
  }
  if (Value.Check(BaselineSchema, parsed)) return parsed;
  throw new BadInputError('the file is no baseline of spec accept: name the file that it wrote', file);
};

/** The page that others were translated from. @throws {BadInputError} */
export const readOriginal = async (file: string): Promise<DocumentationPage> => {
  const { pages, refused } = await readPages([file]);
  const [first, ...others] = pages;
  if (first === undefined || refused.length > 0) throw new BadInputError(refused.join('\nmsiconform: '));
  if (others.length > 0) throw new BadInputError('this is more than one page: name the original alone', file);
  return first.page;
};
