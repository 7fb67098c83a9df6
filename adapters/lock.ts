import { open, readFile, rm, stat } from 'node:fs/promises';
import { isRunning } from './processes.ts';

/** An empty lock file this old is one whose owner died before it wrote its number. */
const EMPTY_MS = 5_000;

/**
 * Takes a lock file for this process, also from a process that died with it.
 * @param longestMs - a lock older than this belongs to nobody, whatever its number says
 * @returns whether it was taken; whoever did removes the file again
 */
export const takeLock = async (lock: string, longestMs: number = Infinity): Promise<boolean> => {
  try {
    const file = await open(lock, 'wx');
    await file.writeFile(String(process.pid));
    await file.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const owner = await lockOwner(lock);
    const age = Date.now() - (await stat(lock).catch(() => ({ mtimeMs: Date.now() }))).mtimeMs;
    const stale = (owner > 0 ? !isRunning(owner) : age > EMPTY_MS) || age > longestMs;
    if (stale) await rm(lock, { force: true });
    return false;
  }
};

/** The number of the process that holds the lock file; 0 when nobody does, or when it is not written yet. */
export const lockOwner = async (lock: string): Promise<number> =>
  Number(await readFile(lock, 'utf8').catch(() => '')) || 0;
