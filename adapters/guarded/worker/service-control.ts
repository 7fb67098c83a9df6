/** Puts our own program in the place of the msiserver service, and talks to it. */
import { pause } from './pause.ts';
import type { Library } from '../../driver/worker/library.ts';
import { LOOK_NOW } from '../service/control.ts';

const SC_MANAGER_CONNECT = 0x1;
const SERVICE_ALL_ACCESS = 0xf01ff;
const SERVICE_WIN32_OWN_PROCESS = 0x10;
const SERVICE_NO_CHANGE = 0xffffffff;
const ERROR_SERVICE_ALREADY_RUNNING = 1056;
/** The service database is locked for a moment after the server's start. */
const ERROR_SERVICE_DATABASE_LOCKED = 1055;
/** To a service that is still starting. */
const ERROR_SERVICE_CANNOT_ACCEPT_CTRL = 1061;
/** To a service that is stopped, or is about to be. */
const ERROR_SERVICE_NOT_ACTIVE = 1062;
const NOT_RUNNING = [ERROR_SERVICE_NOT_ACTIVE, ERROR_SERVICE_CANNOT_ACCEPT_CTRL];
const START_TRIES = 50;
const TRY_AGAIN_MS = 100;

const SIGNATURES = [
  'int32 __stdcall ChangeServiceConfigW(void* service, uint32 type, uint32 start, uint32 error, str16 program, void* group, void* tag, void* dependencies, void* user, void* password, void* name)',
  'int32 __stdcall StartServiceW(void* service, uint32 count, void* args)',
];

interface ServiceFunctions {
  ChangeServiceConfigW(
    service: unknown,
    type: number,
    start: number,
    error: number,
    program: string,
    ...unchanged: null[]
  ): number;
  StartServiceW(service: unknown, count: number, args: null): number;
}

export interface ServiceControl {
  /** @throws {Error} when the service cannot be changed or does not start */
  replaceBy(program: string, start?: 'now' | 'on demand'): void;
  /** Starts the service when it does not run, and returns when it has looked at the mutex. */
  demand(): void;
  /** As `synchronize`, or at once when the service does not run. */
  synchronizeIfRunning(): void;
  /** Returns when the service has looked at the mutex after this call was made, or is still starting. */
  synchronize(): void;
}

export const serviceControl = (library: Library): ServiceControl => {
  const { services, kernel } = library;
  let opened: unknown = null;
  const service = (): unknown => {
    if (opened !== null) return opened;
    const manager = services.OpenSCManagerW(null, null, SC_MANAGER_CONNECT);
    opened = manager === null ? null : services.OpenServiceW(manager, 'msiserver', SERVICE_ALL_ACCESS);
    if (opened === null) throw new Error(`OpenServiceW msiserver gave error ${kernel.GetLastError()}`);
    return opened;
  };
  const status = Buffer.alloc(28);
  const lookNow = (ifStarting: 'accept' | 'fail'): void => {
    if (services.ControlService(service(), LOOK_NOW, status) !== 0) return;
    const error = kernel.GetLastError();
    if (error === ERROR_SERVICE_CANNOT_ACCEPT_CTRL && ifStarting === 'accept') return;
    throw new Error(`ControlService msiserver ${LOOK_NOW} gave error ${error}`);
  };
  return {
    synchronize: () => lookNow('accept'),
    synchronizeIfRunning: () => {
      if (services.ControlService(service(), LOOK_NOW, status) !== 0) return;
      const error = kernel.GetLastError();
      if (!NOT_RUNNING.includes(error)) throw new Error(`ControlService msiserver gave error ${error}`);
    },
    demand: () => {
      if (services.ControlService(service(), LOOK_NOW, status) !== 0) return;
      const functions = library.bind('advapi32.dll', SIGNATURES) as unknown as ServiceFunctions;
      startService(functions, service(), kernel);
      awaitAnswer(() => lookNow('fail'));
    },
    replaceBy: (program, start = 'now') => {
      const functions = library.bind('advapi32.dll', SIGNATURES) as unknown as ServiceFunctions;
      const unchanged = [null, null, null, null, null, null];
      const changed = functions.ChangeServiceConfigW(
        service(),
        SERVICE_WIN32_OWN_PROCESS,
        SERVICE_NO_CHANGE,
        SERVICE_NO_CHANGE,
        program,
        ...unchanged,
      );
      if (changed === 0)
        throw new Error(`ChangeServiceConfigW msiserver gave error ${kernel.GetLastError()}`);
      if (start === 'on demand') return;
      startService(functions, service(), kernel);
      awaitAnswer(() => lookNow('fail'));
    },
  };
};

const startService = (functions: ServiceFunctions, service: unknown, kernel: Library['kernel']): void => {
  for (let tries = 0; ; tries++) {
    if (functions.StartServiceW(service, 0, null) !== 0) return;
    const error = kernel.GetLastError();
    if (error === ERROR_SERVICE_ALREADY_RUNNING) return;
    if (error !== ERROR_SERVICE_DATABASE_LOCKED || tries >= START_TRIES) {
      throw new Error(`StartServiceW msiserver gave error ${error}`);
    }
    pause(TRY_AGAIN_MS);
  }
};

/** The service accepts controls as soon as it runs. */
const awaitAnswer = (lookNow: () => void): void => {
  for (let tries = 0; ; tries++) {
    try {
      return lookNow();
    } catch (error) {
      if (tries >= START_TRIES) throw error;
      pause(TRY_AGAIN_MS);
    }
  }
};
