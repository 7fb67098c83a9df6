/** Runs every bench, or those whose name contains one of the given words. */
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const words = process.argv.slice(2);
const names = (await readdir(here)).filter(
  (name) => name.endsWith('.bench.js') && (words.length === 0 || words.some((word) => name.includes(word))),
);
if (names.length === 0) {
  console.error(`no bench has a name with ${words.join(' or ')} in it`);
  process.exitCode = 254;
}
for (const name of names) await import(pathToFileURL(join(here, name)).href);
