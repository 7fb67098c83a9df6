/** The documented rules, put before the calls of a msi.dll that keeps none of them. */
import { ERROR_INSTALL_ALREADY_RUNNING, isUiTable } from '../../../spec/constants.ts';
import type { Guard } from '../../driver/worker/guard.ts';
import type { ExecutionMutex } from './execution-mutex.ts';

/** One call that was let through. */
interface Frame {
  /** How many UI sequence tables it is processing. */
  uiTables: number;
  owns: boolean;
  /** Another process took the mutex between the beginning of the call and its execute table. */
  lost: boolean;
}

/**
 * Refuses a call while the mutex is set or this process processes a UI sequence; holds the mutex for as
 * long as an execute table is processed, from the thread that processes it.
 */
export const documentedRules = (mutex: ExecutionMutex): Guard => {
  const frames: Frame[] = [];
  const inUiSequence = (): boolean => frames.some(({ uiTables }) => uiTables > 0);
  const release = (frame: Frame): void => {
    if (frame.owns) mutex.release();
    frame.owns = false;
  };
  return {
    begin: () => {
      if (inUiSequence() || mutex.isSet()) return ERROR_INSTALL_ALREADY_RUNNING;
      frames.push({ uiTables: 0, owns: false, lost: false });
      return undefined;
    },
    end: (code) => {
      const frame = frames.pop();
      if (frame === undefined) throw new Error('a call ended that did not begin');
      release(frame);
      return frame.lost ? ERROR_INSTALL_ALREADY_RUNNING : code;
    },
    enters: (table) => {
      const frame = frames.at(-1);
      if (frame === undefined) return true;
      if (isUiTable(table)) frame.uiTables++;
      else if (!frame.owns) {
        frame.owns = mutex.take();
        frame.lost = !frame.owns;
      }
      return !frame.lost;
    },
    leaves: (table) => {
      const frame = frames.at(-1);
      if (frame === undefined) return;
      if (isUiTable(table)) frame.uiTables = Math.max(0, frame.uiTables - 1);
      else release(frame);
    },
  };
};
