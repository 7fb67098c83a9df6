import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Makes a folder and those above it. Node 20's own `recursive` never comes back below /proc, where nothing
 * can be made and it is said that the folder above is missing.
 * @throws the error of the file system
 */
export const makeFolder = (folder: string): void => {
  try {
    mkdirSync(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // What is there but no folder tells so when something is put into it.
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || dirname(folder) === folder) throw error;
    makeFolder(dirname(folder));
    mkdirSync(folder);
  }
};

/** The same; @returns its absolute path */
export const madeFolder = (folder: string): string => {
  const absolute = resolve(folder);
  makeFolder(absolute);
  return absolute;
};
