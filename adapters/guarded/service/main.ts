/**
 * A program that the service manager runs as msiserver: it reports dwControlsAccepted 4 while the mutex
 * is owned. Its arguments are where koffi is, and what it accepts when it is idle.
 */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as Koffi from 'koffi';
import { SERVICE_ACCEPT_SHUTDOWN, SERVICE_RUNNING, SERVICE_STOPPED } from '../../../spec/constants.ts';
import { loadLibrary } from '../../driver/worker/library.ts';
import { lookAt } from '../worker/execution-mutex.ts';
import { LOOK_NOW, SERVICE_STARTS } from './control.ts';

const SERVICE = 'msiserver';
const SERVICE_WIN32_OWN_PROCESS = 0x10;
const SERVICE_CONTROL_STOP = 1;
const SERVICE_CONTROL_SHUTDOWN = 5;
/** Stop, pause and continue, shutdown: what Wine's own service accepts when it is idle. */
const ACCEPTED_BY_WINE = 7;
const ACCEPTED_WHEN_IDLE = Number(process.argv[3] ?? ACCEPTED_BY_WINE);
const ACCEPTED_WHEN_STARTING = 0;
const SERVICE_START_PENDING = 2;
const LOOK_EVERY_MS = 2;

const serve = (koffiPath: string | undefined): void => {
  const library = loadLibrary(koffiPath);
  const koffi = createRequire(import.meta.url)(koffiPath ?? 'koffi') as typeof Koffi;
  const mainPrototype = koffi.proto('void __stdcall ServiceMain(uint32 count, void* args)');
  const controlPrototype = koffi.proto(
    'uint32 __stdcall ServiceControl(uint32 control, uint32 type, void* data, void* context)',
  );
  koffi.struct('ServiceStatus', {
    type: 'uint32',
    state: 'uint32',
    controls: 'uint32',
    exitCode: 'uint32',
    ownCode: 'uint32',
    checkPoint: 'uint32',
    waitHint: 'uint32',
  });
  koffi.struct('ServiceEntry', { name: 'str16', main: 'ServiceMain *' });
  const advapi = koffi.load('advapi32.dll');
  const dispatch = advapi.func('int32 __stdcall StartServiceCtrlDispatcherW(ServiceEntry* table)');
  const register = advapi.func(
    'void* __stdcall RegisterServiceCtrlHandlerExW(str16 name, ServiceControl* handler, void* context)',
  );
  const setStatus = advapi.func('int32 __stdcall SetServiceStatus(void* service, ServiceStatus* status)');

  let handle: unknown = null;
  let reported = -1;
  const report = (state: number, controls: number): void => {
    const rest = { exitCode: 0, ownCode: 0, checkPoint: 0, waitHint: 0 };
    setStatus(handle, { type: SERVICE_WIN32_OWN_PROCESS, state, controls, ...rest });
  };
  const controlsNow = (): number => {
    if (lookAt(library.kernel, SERVICE_STARTS) !== undefined) return ACCEPTED_WHEN_STARTING;
    return lookAt(library.kernel)?.owned === true ? SERVICE_ACCEPT_SHUTDOWN : ACCEPTED_WHEN_IDLE;
  };
  let again: NodeJS.Timeout | undefined;
  const look = (): void => {
    const controls = controlsNow();
    clearTimeout(again);
    // No control reaches a service that is starting. Otherwise it looks only when it is told to: its handle,
    // however short, would keep the mutex there for others to see.
    if (controls === ACCEPTED_WHEN_STARTING) again = setTimeout(look, LOOK_EVERY_MS);
    if (controls === reported) return;
    reported = controls;
    report(controls === ACCEPTED_WHEN_STARTING ? SERVICE_START_PENDING : SERVICE_RUNNING, controls);
  };
  const control = koffi.register((code: number) => {
    if (code === LOOK_NOW) look();
    else if (code === SERVICE_CONTROL_STOP || code === SERVICE_CONTROL_SHUTDOWN) {
      report(SERVICE_STOPPED, 0);
      setTimeout(() => process.exit(0), 10);
    }
    return 0;
  }, koffi.pointer(controlPrototype));
  const main = koffi.register(() => {
    handle = register(SERVICE, control, null);
    look();
  }, koffi.pointer(mainPrototype));
  // The dispatcher blocks, so it gets a thread of koffi's pool; its callbacks come to this one.
  dispatch.async(
    [
      { name: SERVICE, main },
      { name: null, main: null },
    ],
    () => process.exit(0),
  );
};

try {
  serve(process.argv[2]);
} catch (error) {
  // A service has no standard error; the file lies in the prefix, where a failed start is looked into.
  writeFileSync('C:\\msiserver.log', String(error instanceof Error ? error.stack : error));
  throw error;
}
