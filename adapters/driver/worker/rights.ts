/** Who may open a mutex: an access control list, and a token that is no administrator's. */
import type { Library } from './library.ts';

const SIGNATURES = [
  'int32 __stdcall ConvertStringSecurityDescriptorToSecurityDescriptorW(str16 text, uint32 revision, _Out_ uint64* descriptor, void* size)',
  'int32 __stdcall SetKernelObjectSecurity(void* object, uint32 what, uint64 descriptor)',
  'int32 __stdcall ConvertStringSidToSidW(str16 text, _Out_ uint64* sid)',
  'int32 __stdcall OpenProcessToken(void* process, uint32 access, _Out_ uint64* token)',
  'int32 __stdcall CreateRestrictedToken(uint64 token, uint32 flags, uint32 disabled, uint64* sids, uint32 deleted, void* privileges, uint32 restricted, void* to, _Out_ uint64* made)',
  'int32 __stdcall ImpersonateLoggedOnUser(uint64 token)',
  'int32 __stdcall RevertToSelf()',
];
interface Functions {
  ConvertStringSecurityDescriptorToSecurityDescriptorW(
    text: string,
    revision: 1,
    descriptor: Out,
    size: null,
  ): number;
  SetKernelObjectSecurity(object: unknown, what: number, descriptor: Address): number;
  ConvertStringSidToSidW(text: string, sid: Out): number;
  OpenProcessToken(process: unknown, access: number, token: Out): number;
  CreateRestrictedToken(
    token: Address,
    flags: 0,
    disabled: 1,
    sids: readonly [sid: Address, attributes: 0],
    ...rest: [0, null, 0, null, Out]
  ): number;
  ImpersonateLoggedOnUser(token: Address): number;
  RevertToSelf(): number;
}
/** 64 bits, as a number where that is exact. */
type Address = number | bigint;
type Out = [Address];

const ADMINISTRATORS = 'S-1-5-32-544';
/** All rights to administrators, none to anybody else. */
const ADMINISTRATORS_ONLY = 'D:(A;;GA;;;BA)';
const DACL_SECURITY_INFORMATION = 4;
const TOKEN_DUPLICATE_QUERY = 0x0002 | 0x0008;
const SYNCHRONIZE = 0x00100000;
const MUTEX_MODIFY_STATE = 0x0001;
const ERROR_ACCESS_DENIED = 5;

export interface Rights {
  /** Leaves an object to administrators; its handle needs WRITE_DAC, which a creator's has. */
  leaveToAdministrators(object: unknown): void;
  /** Whether somebody who is no administrator is denied to open a mutex for waiting and releasing. */
  isDenied(mutex: string): boolean;
}

/** Binds when it is first used: what a machine without these rights lacks is not asked for. */
export const rightsOver = (library: Library): Rights => {
  const { kernel } = library;
  let bound: Functions | undefined;
  const functions = (): Functions =>
    (bound ??= library.bind('advapi32.dll', SIGNATURES) as unknown as Functions);
  const demand = (result: number, what: string): void => {
    if (result === 0) throw new Error(`${what} gave error ${kernel.GetLastError()}`);
  };
  let token: Address | undefined;
  const lesserToken = (): Address => {
    if (token !== undefined) return token;
    const [own, sid, made]: [Out, Out, Out] = [[0], [0], [0]];
    const { OpenProcessToken, ConvertStringSidToSidW, CreateRestrictedToken } = functions();
    // GetCurrentProcess() is -1 by definition.
    demand(OpenProcessToken(-1, TOKEN_DUPLICATE_QUERY, own), 'OpenProcessToken');
    demand(ConvertStringSidToSidW(ADMINISTRATORS, sid), 'ConvertStringSidToSidW');
    demand(CreateRestrictedToken(own[0], 0, 1, [sid[0], 0], 0, null, 0, null, made), 'CreateRestrictedToken');
    return (token = made[0]);
  };
  return {
    leaveToAdministrators: (object) => {
      const descriptor: Out = [0];
      const { ConvertStringSecurityDescriptorToSecurityDescriptorW: parse, SetKernelObjectSecurity } =
        functions();
      demand(parse(ADMINISTRATORS_ONLY, 1, descriptor, null), 'ConvertStringSecurityDescriptor');
      demand(
        SetKernelObjectSecurity(object, DACL_SECURITY_INFORMATION, descriptor[0]),
        'SetKernelObjectSecurity',
      );
    },
    isDenied: (mutex) => {
      demand(functions().ImpersonateLoggedOnUser(lesserToken()), 'ImpersonateLoggedOnUser');
      try {
        const handle = kernel.OpenMutexW(SYNCHRONIZE | MUTEX_MODIFY_STATE, 0, mutex);
        if (handle === null) return kernel.GetLastError() === ERROR_ACCESS_DENIED;
        kernel.CloseHandle(handle);
        return false;
      } finally {
        functions().RevertToSelf();
      }
    },
  };
};
