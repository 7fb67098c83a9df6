/** Reads what the header of a Windows program says: the few fields that decide on which Windows it starts. */
import { readFileSync } from 'node:fs';

export interface Program {
  readonly bits: 32 | 64;
  /** Major and minor of the least Windows, as the loader takes it. */
  readonly subsystem: readonly [number, number];
  readonly system: readonly [number, number];
  readonly timestamp: number;
  readonly characteristics: number;
  readonly hasRelocations: boolean;
  /** `KERNEL32.dll CloseHandle` and so on. */
  readonly imports: readonly string[];
}

const RELOCATIONS_STRIPPED = 0x0001;
const [IMPORTS, RELOCATIONS] = [1, 5];

export const readProgram = (file: string): Program => {
  const bytes = readFileSync(file);
  const header = bytes.readUInt32LE(0x3c);
  if (bytes.toString('latin1', header, header + 4) !== 'PE\0\0') throw new Error(`${file} is no program`);
  const optional = header + 24;
  const wide = bytes.readUInt16LE(optional) === 0x20b;
  const directories = optional + (wide ? 112 : 96);
  const sections = optional + bytes.readUInt16LE(header + 20);
  const at = (address: number): number => {
    for (let each = 0; each < bytes.readUInt16LE(header + 6); each++) {
      const section = sections + 40 * each;
      const begin = bytes.readUInt32LE(section + 12);
      if (address >= begin && address < begin + bytes.readUInt32LE(section + 16)) {
        return address - begin + bytes.readUInt32LE(section + 20);
      }
    }
    throw new Error(`address ${address} is in no section`);
  };
  const text = (place: number): string => bytes.toString('latin1', place, bytes.indexOf(0, place));
  const imports: string[] = [];
  const size = wide ? 8 : 4;
  for (let each = at(bytes.readUInt32LE(directories + 8 * IMPORTS)); ; each += 20) {
    const names = bytes.readUInt32LE(each);
    if (names === 0) break;
    const library = text(at(bytes.readUInt32LE(each + 12)));
    for (let place = at(names); bytes.readUInt32LE(place) !== 0; place += size) {
      if (bytes.readUInt8(place + size - 1) >= 0x80) throw new Error(`${library} is imported from by number`);
      imports.push(`${library} ${text(at(bytes.readUInt32LE(place)) + 2)}`);
    }
  }
  return {
    bits: wide ? 64 : 32,
    system: [bytes.readUInt16LE(optional + 40), bytes.readUInt16LE(optional + 42)],
    subsystem: [bytes.readUInt16LE(optional + 48), bytes.readUInt16LE(optional + 50)],
    timestamp: bytes.readUInt32LE(header + 8),
    characteristics: bytes.readUInt16LE(optional + 70),
    hasRelocations:
      (bytes.readUInt16LE(header + 22) & RELOCATIONS_STRIPPED) === 0 &&
      bytes.readUInt32LE(directories + 8 * RELOCATIONS + 4) > 0,
    imports,
  };
};
