import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The folder of this package, whether the code runs from its sources or compiled.
 * @throws {Error} when no package.json is above the module
 */
export const packageRoot = (): string => {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`no package.json above ${import.meta.url}`);
    folder = parent;
  }
  return folder;
};

/**
 * A program of this package as it was built, for a child process, which runs no TypeScript.
 * @param program - its module in the sources without extension, like `adapters/driver/worker/main`
 */
export const programPath = (program: string): string => join(packageRoot(), 'dist', `${program}.js`);
