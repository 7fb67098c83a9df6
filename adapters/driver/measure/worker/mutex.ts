/** Everything about the mutex that can be read without taking it. */
import { MUTEX_NAME } from '../../../../spec/constants.ts';
import type { Library } from '../../worker/library.ts';

const SIGNATURES = [
  'uint32 __stdcall GetSecurityInfo(void* object, int32 type, uint32 what, void* owner, void* group, void* dacl, void* sacl, _Out_ uint64* descriptor)',
  'int32 __stdcall ConvertSecurityDescriptorToStringSecurityDescriptorW(uint64 descriptor, uint32 revision, uint32 what, _Out_ str16* text, void* length)',
];
type Address = number | bigint;
interface Functions {
  GetSecurityInfo(
    object: unknown,
    type: number,
    what: number,
    ...rest: [null, null, null, null, descriptor: [Address]]
  ): number;
  ConvertSecurityDescriptorToStringSecurityDescriptorW(
    descriptor: Address,
    revision: 1,
    what: number,
    text: [string | null],
    length: null,
  ): number;
}

const SE_KERNEL_OBJECT = 6;
const OWNER_GROUP_DACL = 0x1 | 0x2 | 0x4;
const READ_CONTROL = 0x00020000;
const SYNCHRONIZE = 0x00100000;
const MUTEX_MODIFY_STATE = 0x0001;
/** What the tools that look at it ask for. */
const RIGHTS = { SYNCHRONIZE, MUTEX_MODIFY_STATE, both: SYNCHRONIZE | MUTEX_MODIFY_STATE, READ_CONTROL };

type View = Readonly<Record<string, unknown>>;

/** @returns a function that gives the raw values, or the error numbers that stood in their place */
export const mutexViewer = (library: Library): (() => View) => {
  const { kernel } = library;
  let functions: Functions | undefined;
  const withHandle = (rights: number, look: (handle: unknown) => unknown): unknown => {
    const handle = kernel.OpenMutexW(rights, 0, MUTEX_NAME);
    if (handle === null) return { error: kernel.GetLastError() };
    try {
      return look(handle);
    } finally {
      kernel.CloseHandle(handle);
    }
  };
  const security = (handle: unknown): unknown => {
    functions ??= library.bind('advapi32.dll', SIGNATURES) as unknown as Functions;
    const [descriptor, text]: [[Address], [string | null]] = [[0], [null]];
    const code = functions.GetSecurityInfo(
      handle,
      SE_KERNEL_OBJECT,
      OWNER_GROUP_DACL,
      null,
      null,
      null,
      null,
      descriptor,
    );
    if (code !== 0) return { error: code };
    const convert = functions.ConvertSecurityDescriptorToStringSecurityDescriptorW;
    // The descriptor is left to the end of the process: it is asked for a few times only.
    return convert(descriptor[0], 1, OWNER_GROUP_DACL, text, null) === 0
      ? { error: kernel.GetLastError() }
      : text[0];
  };
  return () => ({
    opened: Object.fromEntries(
      Object.entries(RIGHTS).map(([name, rights]) => [name, withHandle(rights, () => true)]),
    ),
    information: withHandle(RIGHTS.both, (handle) => information(library, handle)),
    security: withHandle(READ_CONTROL, security),
  });
};

/** MUTANT_BASIC_INFORMATION and MUTANT_OWNER_INFORMATION, each with its NTSTATUS. */
const information = ({ kernel }: Library, handle: unknown): View => {
  const [basic, owner] = [Buffer.alloc(8), Buffer.alloc(16)];
  const status = kernel.NtQueryMutant(handle, 0, basic, basic.length, null);
  const ownerStatus = kernel.NtQueryMutant(handle, 1, owner, owner.length, null);
  return {
    status,
    ...(status < 0
      ? {}
      : {
          count: basic.readInt32LE(0),
          ownedByCaller: basic.readUInt8(4) !== 0,
          abandoned: basic.readUInt8(5) !== 0,
        }),
    ownerStatus,
    ...(ownerStatus < 0
      ? {}
      : {
          ownerProcess: Number(owner.readBigUInt64LE(0)),
          ownerThread: Number(owner.readBigUInt64LE(8)),
        }),
  };
};
