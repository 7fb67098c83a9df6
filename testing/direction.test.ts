import { expect, test } from 'vitest';
import { circles, importsOf, readImports, upward } from './imports.ts';

const imports = await readImports(new URL('..', import.meta.url).pathname);
const shown = ({ from, to }: { readonly from: string; readonly to: string }): string => `${from} -> ${to}`;

test('no room imports from a higher one', () => {
  expect(upward(imports).map(shown)).toEqual([]);
});

test('no folders of a room import each other', () => {
  expect(circles(imports)).toEqual([]);
});

test('no files import each other', () => {
  expect(circles(imports, (file) => file)).toEqual([]);
});

test('every room is looked at', () => {
  const rooms = new Set(imports.map(({ from }) => from.split('/')[0]));
  expect([...rooms].sort()).toEqual(
    [
      'adapters',
      'cli',
      'detectors',
      'evidence',
      'lab',
      'oracle',
      'properties',
      'reports',
      'site',
      'spec',
    ].sort(),
  );
});

test.each([
  ["import { x } from '../cli/a.ts';"],
  ["import type { x } from '../cli/a.ts';"],
  ["import {\n  x,\n} from '../cli/a.ts';"],
  ["export * from '../cli/a.ts';"],
  ["export type { x } from '../cli/a.ts';"],
  ["import '../cli/a.ts';"],
  ["const x = await import('../cli/a.ts');"],
  ["let x: import('../cli/a.ts').X;"],
])('%j in the lowest room is seen', (text) => {
  expect(upward(importsOf('spec/a.ts', text)).map(shown)).toEqual(['spec/a.ts -> cli/a.ts']);
});

test('a circle over three folders is seen, and so is its way through a file in the room itself', () => {
  const circle = [
    ['adapters/a/x.ts', 'adapters/b/x.ts'],
    ['adapters/b/y.ts', 'adapters/c.ts'],
    ['adapters/c.ts', 'adapters/a/y.ts'],
    ['adapters/d/x.ts', 'adapters/a/x.ts'],
  ].map(([from = '', to = '']) => ({ from, to }));
  expect(circles(circle)).toEqual([['adapters/a', 'adapters/b', 'adapters/c.ts']]);
});
