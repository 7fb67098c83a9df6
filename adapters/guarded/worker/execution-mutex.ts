/** The kernel object `_MSIExecute` as a conforming installer takes, tests and releases it. */
import { MUTEX_NAME } from '../../../spec/constants.ts';
import type { Library } from '../../driver/worker/library.ts';

/** How an installer uses the mutex. A faulty variant replaces parts of the conforming one. */
export interface ExecutionMutex {
  /** Whether another thread, or this one, owns it. */
  isSet(): boolean;
  /** Takes it for the calling thread, without a wait. False when somebody else owns it. */
  take(): boolean;
  release(): void;
}

export const SYNCHRONIZE = 0x00100000;
/** The same bit as MUTEX_MODIFY_STATE. */
export const MUTANT_QUERY_STATE = 0x0001;
export const WAIT_OBJECT_0 = 0;
export const WAIT_ABANDONED = 0x80;

/** MutantBasicInformation. */
export interface MutantState {
  readonly owned: boolean;
  readonly abandoned: boolean;
}

/** The named object as it is now; undefined when it does not exist. The handle is closed again. */
export const lookAt = (kernel: Library['kernel'], name: string = MUTEX_NAME): MutantState | undefined => {
  const handle = kernel.OpenMutexW(SYNCHRONIZE | MUTANT_QUERY_STATE, 0, name);
  if (handle === null) return undefined;
  const information = Buffer.alloc(8);
  const status = kernel.NtQueryMutant(handle, 0, information, information.length, null);
  kernel.CloseHandle(handle);
  if (status < 0) throw new Error(`NtQueryMutant ${name} gave ${status}`);
  return { owned: information.readInt32LE(0) <= 0, abandoned: information.readUInt8(5) !== 0 };
};

/**
 * Takes the named object by waiting so many milliseconds, which is the one atomic way.
 * @returns its handle; undefined, with no handle left open, when somebody else has it for longer
 */
export const acquire = (kernel: Library['kernel'], name: string, milliseconds: number): unknown => {
  const handle = kernel.CreateMutexW(null, 0, name);
  if (handle === null) throw new Error(`CreateMutexW ${name} gave error ${kernel.GetLastError()}`);
  const waited = kernel.WaitForSingleObject(handle, milliseconds);
  // An abandoned mutex is owned by whoever waited for it, as a free one is.
  if (waited === WAIT_OBJECT_0 || waited === WAIT_ABANDONED) return handle;
  kernel.CloseHandle(handle);
  return undefined;
};

/** Releases what {@link acquire} took. */
export const letGo = (kernel: Library['kernel'], handle: unknown): void => {
  kernel.ReleaseMutex(handle);
  kernel.CloseHandle(handle);
};

/** Takes without a wait, and leaves no handle open when it is done. */
export const conformingMutex = ({ kernel }: Library, name: string = MUTEX_NAME): ExecutionMutex => {
  let held: unknown;
  return {
    isSet: () => lookAt(kernel, name)?.owned === true,
    take: () => {
      const handle = acquire(kernel, name, 0);
      // A failed try leaves what it had.
      held = handle ?? held;
      return handle !== undefined;
    },
    release: () => {
      if (held === undefined) return;
      letGo(kernel, held);
      held = undefined;
    },
  };
};
