import { existsSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';

/**
 * The files behind names and patterns, in their order: the shells of Windows leave patterns to the program. A
 * pattern that matches nothing stays, so that whoever reads it says that there is no such file.
 */
export const expandFiles = async (names: readonly string[]): Promise<string[]> => {
  const files: string[] = [];
  for (const name of names) files.push(...(await filesOf(name)));
  return [...new Set(files)];
};

const filesOf = async (name: string): Promise<readonly string[]> => {
  // A file may be called like a pattern.
  if (existsSync(name)) return [name];
  // A Windows path has backslashes, which in a pattern would mean something else.
  const pattern = process.platform === 'win32' ? name.replaceAll('\\', '/') : name;
  if (!isDynamicPattern(pattern)) return [name];
  const matched = await glob(pattern, { absolute: isAbsolute(name), expandDirectories: false });
  return matched.length === 0 ? [name] : matched.toSorted();
};
