import { mkdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ImplementationError } from './implementation.ts';
import { takeLock } from './lock.ts';
import { makeFolder } from './make-folder.ts';

/** Where fetched and made things are kept: `MSICONFORM_CACHE`, else the user's cache folder. */
export const cacheFolder = (environment: NodeJS.ProcessEnv = process.env): string => {
  const own = environment['MSICONFORM_CACHE'];
  if (own !== undefined && own !== '') return own;
  const base = environment['XDG_CACHE_HOME'] ?? environment['LOCALAPPDATA'] ?? join(homedir(), '.cache');
  return join(base, 'msiconform');
};

/**
 * Makes a folder exactly once, however many processes want it: the maker works in a folder beside it
 * that is renamed when it is whole, so an interrupted making leaves nothing that could be taken for it.
 * @param make - fills the folder it is given
 * @returns the folder
 */
export const madeOnce = async (
  folder: string,
  make: (unfinished: string) => Promise<void>,
  onWait: () => void = () => undefined,
): Promise<string> => {
  if (await exists(folder)) return folder;
  makeCacheFolder(dirname(folder));
  const lock = `${folder}.lock`;
  let told = false;
  while (!(await takeLock(lock, LONGEST_MAKING_MS))) {
    if (!told) onWait();
    told = true;
    await delay(200);
  }
  try {
    if (await exists(folder)) return folder;
    const unfinished = `${folder}.unfinished`;
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished);
    await make(unfinished);
    await rename(unfinished, folder);
    return folder;
  } finally {
    await rm(lock, { force: true });
  }
};

export const exists = async (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

const makeCacheFolder = (folder: string): void => {
  try {
    makeFolder(folder);
  } catch (cause) {
    throw new ImplementationError(`the cache folder ${folder} cannot be made: ${(cause as Error).message}`, {
      hint: 'Set MSICONFORM_CACHE to a folder that can be written.',
      cause,
    });
  }
};

/** @throws {ImplementationError} in the place of an error of the file system, as on a full disk */
export const usingCache = async <T>(use: () => Promise<T>): Promise<T> => {
  try {
    return await use();
  } catch (cause) {
    if (!(cause instanceof Error) || !('syscall' in cause)) throw cause;
    throw new ImplementationError(`the cache folder ${cacheFolder()} cannot be used: ${cause.message}`, {
      hint: 'Free some space there, or set MSICONFORM_CACHE to another folder.',
      cause,
    });
  }
};

const MB = 1_000_000;

/**
 * Before something large is made there: what fails in the middle of it takes minutes to fail.
 *
 * @param megabytes - what it comes to
 * @param free - bytes; told by the file system
 * @throws {ImplementationError} when there is not so much space
 */
export const enoughSpace = async (folder: string, megabytes: number, free?: number): Promise<void> => {
  const bytes = free ?? (await freeIn(folder));
  if (bytes >= megabytes * MB) return;
  throw new ImplementationError(
    `${folder} needs ${megabytes} MB, and ${Math.floor(bytes / MB)} MB are free there`,
    { hint: 'Free some space there, or set MSICONFORM_CACHE to another folder.' },
  );
};

/** A file system that does not tell is taken to have enough. */
const freeIn = async (folder: string): Promise<number> =>
  statfs(folder).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => Infinity,
  );

/** Longer than the deadlines of all that is made: a lock this old belongs to nobody. */
const LONGEST_MAKING_MS = 15 * 60_000;
