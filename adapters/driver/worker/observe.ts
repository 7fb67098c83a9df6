/** What an observer sees from outside: the mutex, without taking it, and the service. */
import { MUTEX_NAME } from '../../../spec/constants.ts';
import type { Answer, MutexReply } from '../protocol.ts';
import type { Library } from './library.ts';

const SYNCHRONIZE = 0x00100000;
/** The same bit as MUTANT_QUERY_STATE. */
const MUTEX_MODIFY_STATE = 0x0001;
const ERROR_FILE_NOT_FOUND = 2;
const ERROR_ACCESS_DENIED = 5;
const WAIT_OBJECT_0 = 0;
const WAIT_ABANDONED = 0x80;
const WAIT_TIMEOUT = 0x102;
const MUTANT_BASIC_INFORMATION = 0;
const MUTANT_OWNER_INFORMATION = 1;

const ABSENT = { type: 'mutex', abandoned: false, count: null, ownerPid: null, by: 'OpenMutexW' } as const;

/**
 * Looks at the mutex, `Global\_MSIExecute` when no other is named. The handle is closed at once: an open one keeps the object alive and
 * deceives whoever takes its existence for its being set.
 */
export const probeMutex = ({ kernel }: Library, name: string = MUTEX_NAME): MutexReply => {
  const handle =
    kernel.OpenMutexW(SYNCHRONIZE | MUTEX_MODIFY_STATE, 0, name) ??
    (kernel.GetLastError() === ERROR_ACCESS_DENIED ? kernel.OpenMutexW(SYNCHRONIZE, 0, name) : null);
  if (handle === null) {
    const error = kernel.GetLastError();
    if (error === ERROR_FILE_NOT_FOUND) return { ...ABSENT, state: 'absent' };
    if (error === ERROR_ACCESS_DENIED) return { ...ABSENT, state: 'denied' };
    throw new Error(`OpenMutexW ${name} gave error ${error}`);
  }
  try {
    return query(kernel, handle) ?? tryToTake(kernel, handle);
  } finally {
    kernel.CloseHandle(handle);
  }
};

const query = (kernel: Library['kernel'], handle: unknown): MutexReply | undefined => {
  const basic = Buffer.alloc(8);
  if (kernel.NtQueryMutant(handle, MUTANT_BASIC_INFORMATION, basic, basic.length, null) < 0) return undefined;
  const count = basic.readInt32LE(0);
  const owner = Buffer.alloc(16);
  const told =
    count <= 0 && kernel.NtQueryMutant(handle, MUTANT_OWNER_INFORMATION, owner, owner.length, null) >= 0;
  return {
    type: 'mutex',
    state: count <= 0 ? 'owned' : 'free',
    abandoned: basic.readUInt8(5) !== 0,
    count,
    ownerPid: told ? Number(owner.readBigUInt64LE(0)) : null,
    by: 'NtQueryMutant',
  };
};

/** Only where the query is refused: takes a free mutex for a moment, which an installer waits out. */
const tryToTake = (kernel: Library['kernel'], handle: unknown): MutexReply => {
  const waited = kernel.WaitForSingleObject(handle, 0);
  const common = { type: 'mutex', count: null, ownerPid: null, by: 'WaitForSingleObject' } as const;
  if (waited === WAIT_TIMEOUT) return { ...common, state: 'owned', abandoned: false };
  if (waited !== WAIT_OBJECT_0 && waited !== WAIT_ABANDONED)
    return { ...common, state: 'denied', abandoned: false };
  kernel.ReleaseMutex(handle);
  return { ...common, state: 'free', abandoned: waited === WAIT_ABANDONED };
};

const SC_MANAGER_CONNECT = 0x1;
const SERVICE_QUERY_STATUS = 0x4;
/** dwServiceType, dwCurrentState, dwControlsAccepted, four more, dwProcessId, dwServiceFlags. */
const STATUS_SIZE = 36;
const SERVICE = 'msiserver';

/** @returns a function that queries the service, over a handle that is opened once */
export const serviceQuery = ({ services, kernel }: Library): (() => Answer) => {
  let service: unknown = null;
  const status = Buffer.alloc(STATUS_SIZE);
  const needed = Buffer.alloc(4);
  return () => {
    service ??= openService(services, kernel);
    if (services.QueryServiceStatusEx(service, 0, status, STATUS_SIZE, needed) === 0) {
      throw new Error(`QueryServiceStatusEx ${SERVICE} gave error ${kernel.GetLastError()}`);
    }
    return {
      type: 'service',
      state: status.readUInt32LE(4),
      controlsAccepted: status.readUInt32LE(8),
      pid: status.readUInt32LE(28),
    };
  };
};

const openService = (services: Library['services'], kernel: Library['kernel']): unknown => {
  const manager = services.OpenSCManagerW(null, null, SC_MANAGER_CONNECT);
  const service = manager === null ? null : services.OpenServiceW(manager, SERVICE, SERVICE_QUERY_STATUS);
  if (service === null) throw new Error(`OpenServiceW ${SERVICE} gave error ${kernel.GetLastError()}`);
  return service;
};

/** @returns whether the process is gone; one that cannot be opened is */
export const awaitEnd = ({ kernel }: Library, pid: number, milliseconds: number): boolean => {
  const handle = kernel.OpenProcess(SYNCHRONIZE, 0, pid);
  if (handle === null) return true;
  const waited = kernel.WaitForSingleObject(handle, milliseconds);
  kernel.CloseHandle(handle);
  return waited === WAIT_OBJECT_0;
};
