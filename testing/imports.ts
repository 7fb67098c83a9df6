import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { glob } from 'tinyglobby';

/** The rooms of the house, the lowest first. None imports from one that stands after it. */
export const ROOMS = [
  'spec',
  'oracle',
  'adapters',
  'properties',
  'reports',
  'evidence',
  'detectors',
  'lab',
  'site',
  'cli',
] as const;

/** One import of a file by another, types included. */
export interface Import {
  readonly from: string;
  readonly to: string;
}

/** Imports and exports from a module, imports for its effect, and dynamic ones, types among them. */
const SPECIFIER = /(?:\bfrom\s*|\bimport\s*\(\s*|\bimport\s+)'(\.[^']+)'/g;

/** The relative imports that a text makes, as paths from the root of the package. */
export const importsOf = (file: string, text: string): readonly Import[] =>
  [...text.matchAll(SPECIFIER)].map(([, specifier = '']) => ({
    from: file,
    to: join(dirname(file), specifier).replaceAll('\\', '/'),
  }));

/** All imports of the rooms, those of tests left out: a test may import anything. */
export const readImports = async (root: string): Promise<readonly Import[]> => {
  const files = await glob(
    ROOMS.map((room) => `${room}/**/*.{ts,tsx}`),
    { cwd: root, ignore: ['**/*.test.{ts,tsx}', '**/testing/**'] },
  );
  const each = files.sort().map(async (file) => importsOf(file, await readFile(join(root, file), 'utf8')));
  return (await Promise.all(each)).flat();
};

/** The imports that go from a lower room to a higher one. */
export const upward = (imports: readonly Import[]): readonly Import[] =>
  imports.filter(({ from, to }) => rank(from) >= 0 && rank(to) > rank(from));

const rank = (file: string): number => (ROOMS as readonly string[]).indexOf(file.split('/')[0] ?? '');

/** What circles are looked for between: the folders of a room, and each file that lies in the room itself. */
const folderOf = (file: string): string => file.split('/').slice(0, 2).join('/');

/** Groups of folders, or of files, each of which imports, over others or not, every other of its group. */
export const circles = (
  imports: readonly Import[],
  placeOf: (file: string) => string = folderOf,
): readonly (readonly string[])[] => {
  const next = new Map<string, Set<string>>();
  for (const { from, to } of imports) {
    const [folder, other] = [placeOf(from), placeOf(to)];
    if (folder === other) continue;
    next.set(folder, (next.get(folder) ?? new Set()).add(other));
  }
  const reached = new Map([...next.keys()].map((folder) => [folder, reachedFrom(folder, next)]));
  const groups = new Map<string, readonly string[]>();
  for (const [folder, all] of reached) {
    const group = [...all].filter((other) => reached.get(other)?.has(folder) === true).sort();
    if (group.length > 1) groups.set(group.join(' '), group);
  }
  return [...groups.values()];
};

const reachedFrom = (start: string, next: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> => {
  const reached = new Set<string>();
  const left = [start];
  for (let folder = left.pop(); folder !== undefined; folder = left.pop()) {
    for (const other of next.get(folder) ?? []) {
      if (reached.has(other)) continue;
      reached.add(other);
      left.push(other);
    }
  }
  return reached;
};
