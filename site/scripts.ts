import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '../adapters/package-root.ts';
import { BadInputError } from '../spec/index.ts';

/** What the pages with a script run: each a whole bundle. */
export interface Scripts {
  readonly log: string;
  readonly rules: string;
}

/** @throws {BadInputError} when they were not built */
export const readScripts = async (): Promise<Scripts> => ({
  log: await read('log.js'),
  rules: await read('rules.js'),
});

const read = async (name: string): Promise<string> => {
  const text = await readFile(join(packageRoot(), 'dist', 'site', 'app', name), 'utf8').catch(
    () => undefined,
  );
  if (text !== undefined) return text;
  throw new BadInputError('the script of this page is not there: npm run build makes it', name);
};
