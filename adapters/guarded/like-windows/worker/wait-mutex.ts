/** The mutex as a client of Windows takes it: by a wait of some seconds. */
import { writeFileSync } from 'node:fs';
import { MUTEX_NAME } from '../../../../spec/constants.ts';
import type { Library } from '../../../driver/worker/library.ts';
import { WAIT_ABANDONED, WAIT_OBJECT_0 } from '../../worker/execution-mutex.ts';

export interface WaitMutex {
  readonly isOurs: boolean;
  /** Takes it within so many milliseconds; false when somebody else has it for longer. */
  take(milliseconds: number): boolean;
  release(): void;
}

/** Wine does not tell who owns a mutex, so the owner leaves its number in this file. */
export const ownerFile = (folder: string): string => `${folder}owner`;

export const waitMutex = ({ kernel }: Library, folder: string): WaitMutex => {
  let held: unknown = null;
  return {
    get isOurs() {
      return held !== null;
    },
    take: (milliseconds) => {
      if (held !== null) {
        // The thread that has it could take it again; whoever installs is refused all the same.
        sleep(milliseconds);
        return false;
      }
      const handle = kernel.CreateMutexW(null, 0, MUTEX_NAME);
      if (handle === null) throw new Error(`CreateMutexW ${MUTEX_NAME} gave error ${kernel.GetLastError()}`);
      const waited = kernel.WaitForSingleObject(handle, milliseconds);
      if (waited === WAIT_OBJECT_0 || waited === WAIT_ABANDONED) {
        held = handle;
        writeFileSync(ownerFile(folder), String(kernel.GetCurrentProcessId()));
        return true;
      }
      kernel.CloseHandle(handle);
      return false;
    },
    release: () => {
      if (held === null) return;
      kernel.ReleaseMutex(held);
      kernel.CloseHandle(held);
      held = null;
    },
  };
};

const sleeper = new Int32Array(new SharedArrayBuffer(4));
export const sleep = (milliseconds: number): void => {
  Atomics.wait(sleeper, 0, 0, milliseconds);
};
