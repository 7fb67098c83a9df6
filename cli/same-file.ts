import { lstatSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/**
 * What tells a file from others, whatever it is called: device and number of one that is there, else the place
 * where it would be made. Two names may lead to one file: by a link, another folder, other letters.
 *
 * @returns `undefined` for what is no file, like a terminal, which several may write to
 */
export const fileKey = (file: string): string | undefined => {
  try {
    const found = statSync(file, { bigint: true });
    return found.isFile() || found.isDirectory() ? `${found.dev}:${found.ino}` : undefined;
  } catch {
    return placeOf(file);
  }
};

/** Where the system would make the file; a link that leads nowhere yet is followed. */
const placeOf = (file: string, links = 0): string => {
  const full = resolve(file);
  try {
    if (links < MOST_LINKS && lstatSync(full).isSymbolicLink())
      return placeOf(resolve(dirname(full), readlinkSync(full)), links + 1);
  } catch {
    // There is nothing of this name.
  }
  const folder = dirname(full);
  if (folder === full) return full;
  try {
    return join(realpathSync(folder), basename(full));
  } catch {
    return join(placeOf(folder, links), basename(full));
  }
};

const MOST_LINKS = 40;

/** Whether both names lead to one file. */
export const isSameFile = (one: string, other: string): boolean => {
  const key = fileKey(one);
  return key !== undefined && key === fileKey(other);
};
