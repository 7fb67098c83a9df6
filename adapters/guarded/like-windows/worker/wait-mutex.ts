/** The mutex as a client of Windows takes it: by a wait of some seconds. */
import { writeFileSync } from 'node:fs';
import { MUTEX_NAME } from '../../../../spec/constants.ts';
import type { Library } from '../../../driver/worker/library.ts';
import { acquire, letGo } from '../../worker/execution-mutex.ts';
import { pause } from '../../worker/pause.ts';

export interface WaitMutex {
  readonly isOurs: boolean;
  /** Takes it within so many milliseconds; false when somebody else has it for longer. */
  take(milliseconds: number): boolean;
  release(): void;
}

/** Wine does not tell who owns a mutex, so the owner leaves its number in this file. */
export const ownerFile = (folder: string): string => `${folder}owner`;

export const waitMutex = ({ kernel }: Library, folder: string): WaitMutex => {
  let held: unknown;
  return {
    get isOurs() {
      return held !== undefined;
    },
    take: (milliseconds) => {
      if (held !== undefined) {
        // The thread that has it could take it again; whoever installs is refused all the same.
        pause(milliseconds);
        return false;
      }
      held = acquire(kernel, MUTEX_NAME, milliseconds);
      if (held === undefined) return false;
      writeFileSync(ownerFile(folder), String(kernel.GetCurrentProcessId()));
      return true;
    },
    release: () => {
      if (held === undefined) return;
      letGo(kernel, held);
      held = undefined;
    },
  };
};
