import { rm } from 'node:fs/promises';
import { ImplementationError } from '../implementation.ts';
import { lockOwner, takeLock } from '../lock.ts';

/** A stale lock is removed by the first try, so a second one takes it. */
const TRIES = 3;

/**
 * Keeps a second run off this machine: two would meet in the one installer that there is.
 * @throws {ImplementationError} naming the process that is at work
 */
export const lockMachine = async (file: string): Promise<AsyncDisposable> => {
  for (let tried = 0; tried < TRIES; tried++) {
    if (await takeLock(file)) {
      return { [Symbol.asyncDispose]: () => rm(file, { force: true }) };
    }
  }
  const owner = await lockOwner(file);
  throw new ImplementationError(
    `another msiconform is at work on this machine${owner === 0 ? '' : `: process ${owner}`}`,
    { hint: `Wait until it has ended, or end it; the lock is ${file}.` },
  );
};
