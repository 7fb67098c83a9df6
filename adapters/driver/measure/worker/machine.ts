/** What the machine and this process are, where it bears on who may install and how. */
import type { Library } from '../../worker/library.ts';

interface Functions {
  /** Returns an NTSTATUS. */
  RtlGetVersion(information: Buffer): number;
  IsUserAnAdmin(): number;
  ProcessIdToSessionId(process: number, session: Buffer): number;
}

const SIGNATURES = {
  'ntdll.dll': ['int32 __stdcall RtlGetVersion(void* information)'],
  'shell32.dll': ['int32 __stdcall IsUserAnAdmin()'],
  'kernel32.dll': ['int32 __stdcall ProcessIdToSessionId(uint32 process, void* session)'],
} as const;

/** RTL_OSVERSIONINFOEXW: five numbers, 128 characters, and the service pack before the mask. */
const INFORMATION_BYTES = 284;
const SUITE_MASK_AT = 280;
const VER_SUITE_TERMINAL = 0x10;
const VER_SUITE_SINGLEUSERTS = 0x100;

/**
 * The raw values. On a Remote Desktop session host, which has the suite for terminals and not the one for
 * a single user of them, the installer behaves otherwise.
 */
export const machine = (library: Library): Readonly<Record<string, unknown>> => {
  const functions = Object.assign(
    {},
    ...Object.entries(SIGNATURES).map(([name, signatures]) => library.bind(name, signatures)),
  ) as Functions;
  const [information, session] = [Buffer.alloc(INFORMATION_BYTES), Buffer.alloc(4)];
  information.writeUInt32LE(INFORMATION_BYTES);
  const status = functions.RtlGetVersion(information);
  const suites = information.readUInt16LE(SUITE_MASK_AT);
  const told = functions.ProcessIdToSessionId(library.kernel.GetCurrentProcessId(), session) !== 0;
  return {
    isAdministrator: functions.IsUserAnAdmin() !== 0,
    session: told ? session.readUInt32LE(0) : null,
    status,
    suites,
    isSessionHost: (suites & VER_SUITE_TERMINAL) !== 0 && (suites & VER_SUITE_SINGLEUSERTS) === 0,
  };
};
