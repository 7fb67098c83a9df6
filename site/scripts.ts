import { readFile } from 'node:fs/promises';
import { BadInputError } from '../spec/index.ts';

/** What the pages with a script run: each a whole bundle. */
export interface Scripts {
  readonly log: string;
  readonly rules: string;
}

/** Beside this file in the package; in a checkout under dist. */
const FOLDERS = ['./app/', '../dist/site/app/'];

/** @throws {BadInputError} when they were not built */
export const readScripts = async (): Promise<Scripts> => ({
  log: await read('log.js'),
  rules: await read('rules.js'),
});

const read = async (name: string): Promise<string> => {
  for (const folder of FOLDERS) {
    const text = await readFile(new URL(folder + name, import.meta.url), 'utf8').catch(() => undefined);
    if (text !== undefined) return text;
  }
  throw new BadInputError('the script of this page is not there: npm run build makes it', name);
};
