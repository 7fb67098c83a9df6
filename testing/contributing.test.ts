import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const guide = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');

/** What CONTRIBUTING.md says must be touched, under a heading. */
const filesUnder = (heading: string): readonly string[] => {
  const section = guide.split('\n## ').find((part) => part.startsWith(`${heading}\n`)) ?? '';
  return [...section.matchAll(/^- `([^`]+)`/gm)].map(([, file = '']) => file);
};

test.each([
  ['To add a flag', 4],
  ['To add a clause', 8],
  ['To add an operation', 14],
  ['To add an adapter', 2],
  ['To add a fault', 1],
])('%s: %i files at most, all of which there are', (heading, most) => {
  const files = filesUnder(heading);
  expect(files.length).toBeGreaterThan(0);
  expect(files.length).toBeLessThanOrEqual(most);
  // A part of a name in brackets, or a star, stands for the new file itself.
  const known = files.filter((file) => !/[<*]/.test(file));
  expect(known.filter((file) => !existsSync(join(root, file)))).toEqual([]);
});
