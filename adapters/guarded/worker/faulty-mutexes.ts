/** One faulty use of the mutex for each variant. */
import { pause } from './pause.ts';
import { MUTEX_NAME } from '../../../spec/constants.ts';
import type { Library } from '../../driver/worker/library.ts';
import type { VariantName } from '../variants.ts';
import { conformingMutex, lookAt, WAIT_ABANDONED, WAIT_OBJECT_0 } from './execution-mutex.ts';
import type { ExecutionMutex } from './execution-mutex.ts';

/** What a process does between the test and the take: long enough for another one to do the same. */
const BETWEEN_MS = 5;

export const faultyMutex = (library: Library, variant: VariantName): ExecutionMutex =>
  faulty[variant](library);

const faulty: Readonly<Record<VariantName, (library: Library) => ExecutionMutex>> = {
  'test-then-take': ({ kernel }) => {
    let held: unknown = null;
    const isSet = (): boolean => lookAt(kernel)?.owned === true;
    return {
      isSet,
      take: () => {
        if (isSet()) return false;
        pause(BETWEEN_MS);
        // The initial owner of an object that exists already is somebody else; nobody looks.
        held = kernel.CreateMutexW(null, 1, MUTEX_NAME);
        return true;
      },
      release: () => {
        if (held === null) return;
        kernel.ReleaseMutex(held);
        kernel.CloseHandle(held);
        held = null;
      },
    };
  },
  'local-name': (library) => conformingMutex(library, MUTEX_NAME.replace('Global\\', '')),
  'wrong-thread': (library) => {
    const { kernel } = library;
    const kept = keepingHandle(library);
    return {
      ...kept,
      // The pool's thread gets ERROR_NOT_OWNER, so the mutex stays owned by ours.
      release: () => {
        if (kept.isHeld()) kernel.ReleaseMutex.async(kept.handle(), () => undefined);
      },
    };
  },
  'existence-for-ownership': (library) => {
    const kept = keepingHandle(library);
    return { ...kept, isSet: () => lookAt(library.kernel) !== undefined };
  },
  'handle-left-open': (library) => keepingHandle(library),
  'abandoned-as-free': (library) => {
    const { kernel } = library;
    const kept = keepingHandle(library);
    kept.handle();
    let believesToOwn = false;
    return {
      isSet: kept.isSet,
      take: () => {
        const waited = kernel.WaitForSingleObject(kept.handle(), 0);
        believesToOwn = waited === WAIT_OBJECT_0;
        return believesToOwn || waited === WAIT_ABANDONED;
      },
      release: () => {
        if (believesToOwn) kernel.ReleaseMutex(kept.handle());
        believesToOwn = false;
      },
    };
  },
  'abandoned-as-busy': (library) => {
    const { kernel } = library;
    const kept = keepingHandle(library);
    kept.handle();
    let damaged = false;
    const isSet = (): boolean => {
      const waited = kept.isSet() ? null : kernel.WaitForSingleObject(kept.handle(), 0);
      if (waited !== null) kernel.ReleaseMutex(kept.handle());
      damaged ||= waited === WAIT_ABANDONED;
      return damaged || waited === null;
    };
    return { ...kept, isSet };
  },
};

interface Keeping extends ExecutionMutex {
  handle(): unknown;
  isHeld(): boolean;
}

/** Takes and releases as it should, over one handle that is open for the life of the process. */
const keepingHandle = ({ kernel }: Library): Keeping => {
  let handle: unknown = null;
  let held = false;
  const open = (): unknown => (handle ??= kernel.CreateMutexW(null, 0, MUTEX_NAME));
  return {
    handle: open,
    isHeld: () => held,
    isSet: () => lookAt(kernel)?.owned === true,
    take: () => {
      const waited = kernel.WaitForSingleObject(open(), 0);
      held = waited === WAIT_OBJECT_0 || waited === WAIT_ABANDONED;
      return held;
    },
    release: () => {
      if (held) kernel.ReleaseMutex(handle);
      held = false;
    },
  };
};
