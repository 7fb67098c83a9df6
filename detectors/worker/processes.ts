/** How many processes bear a name. */
import type { Library } from '../../adapters/driver/worker/library.ts';

const SIGNATURES = [
  'void* __stdcall CreateToolhelp32Snapshot(uint32 what, uint32 process)',
  'int32 __stdcall Process32FirstW(void* snapshot, void* entry)',
  'int32 __stdcall Process32NextW(void* snapshot, void* entry)',
];
interface Functions {
  CreateToolhelp32Snapshot(what: number, process: 0): unknown;
  Process32FirstW(snapshot: unknown, entry: Buffer): number;
  Process32NextW(snapshot: unknown, entry: Buffer): number;
}

const TH32CS_SNAPPROCESS = 2;
/** PROCESSENTRY32W in a 64-bit process: dwSize first, szExeFile of 260 characters last. */
const ENTRY_SIZE = 568;
const NAME_AT = 44;
const NAME_BYTES = 520;

/** @param name the file's name, in any case */
export const countProcesses = (library: Library, name: string): number => {
  const toolhelp = library.bind('kernel32.dll', SIGNATURES) as unknown as Functions;
  const snapshot = toolhelp.CreateToolhelp32Snapshot(TH32CS_SNAPPROCESS, 0);
  const entry = Buffer.alloc(ENTRY_SIZE);
  entry.writeUInt32LE(ENTRY_SIZE);
  let count = 0;
  for (
    let found = toolhelp.Process32FirstW(snapshot, entry);
    found !== 0;
    found = toolhelp.Process32NextW(snapshot, entry)
  ) {
    const [file] = entry.toString('utf16le', NAME_AT, NAME_AT + NAME_BYTES).split('\0');
    if (file?.toLowerCase() === name) count++;
  }
  library.kernel.CloseHandle(snapshot);
  return count;
};
