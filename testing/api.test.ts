import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as api from '../index.ts';

const source = readFileSync(join(import.meta.dirname, '..', 'index.ts'), 'utf8');

/** The names in `export type { … }`. */
const types = [...source.matchAll(/export type \{([^}]*)\}/g)]
  .flatMap(([, names = '']) => names.split(','))
  .map((name) => name.trim())
  .filter((name) => name !== '');

const kindOfValue = (value: unknown): string =>
  typeof value === 'function' ? `function of ${value.length}` : Array.isArray(value) ? 'list' : typeof value;

/** Every change of what the package promises is seen in a review. After one: `npx vitest run testing/api.test.ts -u`. */
test('the public names are those of the golden file', async () => {
  const values = Object.entries(api).map(([name, value]) => `${name}: ${kindOfValue(value)}`);
  const lines = [...values, ...types.map((name) => `${name}: type`)].toSorted();
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('golden/api.txt');
});

test('nothing is exported wholesale', () => {
  expect(source).not.toMatch(/export \*/);
});
