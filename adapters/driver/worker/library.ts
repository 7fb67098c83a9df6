/** The Windows functions that a worker calls, through koffi. Nothing else in the project touches koffi. */
import { createRequire } from 'node:module';
import type * as Koffi from 'koffi';
import { ASYNC_STACK_VARIABLE } from '../protocol.ts';

type Handle = unknown;

/** A function that can also run on a thread of koffi's pool, while the handler runs on ours. */
type Slow<Args extends unknown[]> = ((...args: Args) => number) & {
  async(...args: [...Args, (error: unknown, code: number) => void]): void;
};

/** Handles of msi.dll are 32-bit numbers on every platform. Buffers stand for pointers to write to. */
export interface Msi {
  MsiOpenDatabaseW(path: string, mode: number, database: Buffer): number;
  MsiDatabaseOpenViewW(database: number, query: string, view: Buffer): number;
  MsiViewExecute(view: number, record: number): number;
  MsiCloseHandle(handle: number): number;
  MsiDatabaseCommit(database: number): number;
  MsiGetSummaryInformationW(database: number, path: null, updates: number, summary: Buffer): number;
  MsiSummaryInfoSetPropertyW(
    summary: number,
    property: number,
    type: number,
    number: number,
    time: null,
    text: string | null,
  ): number;
  MsiSummaryInfoPersist(summary: number): number;
  MsiEnableLogW(mode: number, path: string | null, attributes: number): number;
  MsiSetInternalUI(level: number, window: null): number;
  MsiSetExternalUIRecord(handler: unknown, filter: number, context: null, previous: null): number;
  MsiRecordGetStringW(record: number, field: number, text: Buffer, length: Buffer): number;
  MsiRecordGetInteger(record: number, field: number): number;
  MsiSetPropertyW(install: number, name: string, value: string): number;
  MsiOpenPackageW(path: string, product: Buffer): number;
  MsiQueryProductStateW(product: string): number;
  MsiGetProductInfoW(product: string, property: string, text: Buffer, length: Buffer): number;
  MsiInstallProductW: Slow<[path: string, commandLine: string]>;
  MsiSequenceW: Slow<[install: number, table: string, mode: number]>;
  MsiConfigureProductW: Slow<[product: string, level: number, state: number]>;
  MsiReinstallProductW: Slow<[product: string, mode: number]>;
  MsiConfigureFeatureW: Slow<[product: string, feature: string, state: number]>;
  MsiApplyPatchW: Slow<[patch: string, path: string | null, type: number, commandLine: string | null]>;
  MsiAdvertiseProductW: Slow<[path: string, script: string, transforms: string | null, language: number]>;
  DllGetVersion(info: Buffer): number;
}

export interface Kernel {
  CreateMutexW(security: null, own: number, name: string): Handle;
  OpenMutexW(access: number, inherit: number, name: string): Handle;
  OpenProcess(access: number, inherit: number, pid: number): Handle;
  ReleaseMutex: Slow<[handle: Handle]>;
  CloseHandle(handle: Handle): number;
  WaitForSingleObject(handle: Handle, milliseconds: number): number;
  GetLastError(): number;
  GetCurrentProcessId(): number;
  /** From ntdll; returns an NTSTATUS. */
  NtQueryMutant(handle: Handle, what: number, information: Buffer, size: number, returned: null): number;
}

export interface Services {
  OpenSCManagerW(machine: null, database: null, access: number): Handle;
  OpenServiceW(manager: Handle, name: string, access: number): Handle;
  QueryServiceStatusEx(service: Handle, level: number, status: Buffer, size: number, needed: Buffer): number;
  ControlService(service: Handle, control: number, status: Buffer): number;
}

interface Com {
  /** Returns an HRESULT. */
  CoInitializeEx(reserved: null, model: number): number;
}

export type RecordHandler = (context: unknown, message: number, record: number) => number;

export interface Library {
  readonly koffi: typeof Koffi;
  readonly msi: Msi;
  readonly kernel: Kernel;
  readonly services: Services;
  /** What Wine calls itself, like `8.0`; undefined on Windows. */
  readonly wine: string | undefined;
  /** Binds functions of a further library. */
  bind(library: string, signatures: readonly string[]): Record<string, unknown>;
  /** Makes a handler that msi.dll can call; keep it for the life of the process. */
  handler(call: RecordHandler): unknown;
}

const MSI = [
  'uint32 __stdcall MsiOpenDatabaseW(str16 path, uintptr_t mode, void* database)',
  'uint32 __stdcall MsiDatabaseOpenViewW(uint32 database, str16 query, void* view)',
  'uint32 __stdcall MsiViewExecute(uint32 view, uint32 record)',
  'uint32 __stdcall MsiCloseHandle(uint32 handle)',
  'uint32 __stdcall MsiDatabaseCommit(uint32 database)',
  'uint32 __stdcall MsiGetSummaryInformationW(uint32 database, str16 path, uint32 updates, void* summary)',
  'uint32 __stdcall MsiSummaryInfoSetPropertyW(uint32 summary, uint32 property, uint32 type, int32 number, void* time, str16 text)',
  'uint32 __stdcall MsiSummaryInfoPersist(uint32 summary)',
  'uint32 __stdcall MsiEnableLogW(uint32 mode, str16 path, uint32 attributes)',
  'uint32 __stdcall MsiSetInternalUI(uint32 level, void* window)',
  'uint32 __stdcall MsiSetExternalUIRecord(MsiRecordHandler* handler, uint32 filter, void* context, void* previous)',
  'uint32 __stdcall MsiRecordGetStringW(uint32 record, uint32 field, void* text, void* length)',
  'int32 __stdcall MsiRecordGetInteger(uint32 record, uint32 field)',
  'uint32 __stdcall MsiSetPropertyW(uint32 install, str16 name, str16 value)',
  'uint32 __stdcall MsiOpenPackageW(str16 path, void* product)',
  'int32 __stdcall MsiQueryProductStateW(str16 product)',
  'uint32 __stdcall MsiGetProductInfoW(str16 product, str16 property, void* text, void* length)',
  'uint32 __stdcall MsiInstallProductW(str16 path, str16 commandLine)',
  'uint32 __stdcall MsiSequenceW(uint32 install, str16 table, int32 mode)',
  'uint32 __stdcall MsiConfigureProductW(str16 product, int32 level, int32 state)',
  'uint32 __stdcall MsiReinstallProductW(str16 product, uint32 mode)',
  'uint32 __stdcall MsiConfigureFeatureW(str16 product, str16 feature, int32 state)',
  'uint32 __stdcall MsiApplyPatchW(str16 patch, str16 path, int32 type, str16 commandLine)',
  'uint32 __stdcall MsiAdvertiseProductW(str16 path, str16 script, str16 transforms, uint16 language)',
  'int32 __stdcall DllGetVersion(void* info)',
];
const KERNEL = [
  'void* __stdcall CreateMutexW(void* security, int32 own, str16 name)',
  'void* __stdcall OpenMutexW(uint32 access, int32 inherit, str16 name)',
  'void* __stdcall OpenProcess(uint32 access, int32 inherit, uint32 pid)',
  'int32 __stdcall ReleaseMutex(void* handle)',
  'int32 __stdcall CloseHandle(void* handle)',
  'uint32 __stdcall WaitForSingleObject(void* handle, uint32 milliseconds)',
  'uint32 __stdcall GetLastError()',
  'uint32 __stdcall GetCurrentProcessId()',
];
const NT = [
  'int32 __stdcall NtQueryMutant(void* handle, int32 what, void* information, uint32 size, void* returned)',
];
const COM = ['int32 __stdcall CoInitializeEx(void* reserved, uint32 model)'];
const COINIT_MULTITHREADED = 0;
const SERVICES = [
  'void* __stdcall OpenSCManagerW(void* machine, void* database, uint32 access)',
  'void* __stdcall OpenServiceW(void* manager, str16 name, uint32 access)',
  'int32 __stdcall QueryServiceStatusEx(void* service, int32 level, void* status, uint32 size, void* needed)',
  'int32 __stdcall ControlService(void* service, uint32 control, void* status)',
];

/** koffi gives asynchronous calls 128 KiB of stack; what msi.dll needs on its caller's thread is not documented. */
const ASYNC_STACK_BYTES = 8 * 1024 * 1024;

/**
 * Loads the libraries.
 * @param koffiPath - where koffi is; the installed dependency when not given
 * @throws when koffi or one of the libraries or functions is not there
 */
export const loadLibrary = (koffiPath: string | undefined): Library => {
  const koffi = createRequire(import.meta.url)(koffiPath ?? 'koffi') as typeof Koffi;
  koffi.config({
    ...koffi.config(),
    async_stack_size: Number(process.env[ASYNC_STACK_VARIABLE] ?? ASYNC_STACK_BYTES),
    async_heap_size: ASYNC_STACK_BYTES,
  });
  const prototype = koffi.proto(
    'int32 __stdcall MsiRecordHandler(void* context, uint32 message, uint32 record)',
  );
  const [msi, kernel, nt, services] = ['msi.dll', 'kernel32.dll', 'ntdll.dll', 'advapi32.dll'].map((name) =>
    koffi.load(name),
  ) as [Koffi.LibraryHandle, Koffi.LibraryHandle, Koffi.LibraryHandle, Koffi.LibraryHandle];
  const { CoInitializeEx } = bind(koffi.load('ole32.dll'), COM) as unknown as Com;
  // MsiOpenPackage asks for it on the thread that it is called from, which is this one.
  const initialized = CoInitializeEx(null, COINIT_MULTITHREADED);
  if (initialized < 0) throw new Error(`CoInitializeEx gave ${initialized}`);
  return {
    koffi,
    msi: bind(msi, MSI) as unknown as Msi,
    kernel: { ...bind(kernel, KERNEL), ...bind(nt, NT) } as unknown as Kernel,
    services: bind(services, SERVICES) as unknown as Services,
    wine: wineVersion(nt),
    bind: (name, signatures) => bind(koffi.load(name), signatures),
    handler: (call) => koffi.register(call, koffi.pointer(prototype)),
  };
};

const bind = (library: Koffi.LibraryHandle, signatures: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(
    signatures.map((signature) => [/__stdcall (\w+)/.exec(signature)?.[1] ?? '', library.func(signature)]),
  );

const wineVersion = (nt: Koffi.LibraryHandle): string | undefined => {
  try {
    return (nt.func('str wine_get_version()') as () => string)();
  } catch {
    return undefined;
  }
};
