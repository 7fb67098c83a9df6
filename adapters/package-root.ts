import { existsSync } from 'node:fs';
import { dirname, extname, join, relative } from 'node:path';
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
 * The compiled form of a module, for a child process, which runs no TypeScript: the file beside a
 * compiled caller, or the one under `dist/` when the caller runs from the sources, as in tests.
 * @param from - the caller's `import.meta.url`
 * @param module - a relative path with the `.ts` extension
 */
export const compiledPath = (from: string, module: string): string => {
  const caller = fileURLToPath(from);
  const script = join(dirname(caller), module.replace(/\.ts$/, '.js'));
  return extname(caller) === '.js' ? script : join(packageRoot(), 'dist', relative(packageRoot(), script));
};
