/** One line of the serial way, as `agent/source/frame.h` describes it. */
import { crc32 } from 'node:zlib';

export const KINDS = ['D', 'E', 'A', 'N', 'R', 'S'] as const;
export type Kind = (typeof KINDS)[number];

export interface Frame {
  readonly kind: Kind;
  readonly offset: number;
  readonly data: Buffer;
}

export const OFFSETS = 0x1000000;
const [HEAD, SUM] = [10, 8];

const hex = (number: number, digits: number): string => (number >>> 0).toString(16).padStart(digits, '0');

export const encodeFrame = ({ kind, offset, data }: Frame): Buffer => {
  const body = Buffer.concat([Buffer.from(kind + hex(offset % OFFSETS, 6) + hex(data.length, 3)), data]);
  return Buffer.concat([Buffer.from('\n~'), body, Buffer.from(`${hex(crc32(body), SUM)}\n\n`)]);
};

/** The frame in a line, `ruined` for what was one, or nothing in a line of somebody else. */
export const decodeLine = (line: Buffer): Frame | 'ruined' | undefined => {
  let what: 'ruined' | undefined;
  for (let at = line.indexOf(0x7e); at >= 0; at = line.indexOf(0x7e, at + 1)) {
    const frame = decode(line.subarray(at + 1));
    if (frame !== undefined) return frame;
    what = 'ruined';
  }
  return what;
};

const decode = (bytes: Buffer): Frame | undefined => {
  if (bytes.length < HEAD + SUM) return undefined;
  const body = bytes.subarray(0, -SUM);
  const [, kind, offset = '', length = ''] =
    /^([DEANRS])([0-9a-f]{6})([0-9a-f]{3})/.exec(body.toString('latin1')) ?? [];
  const data = body.subarray(HEAD);
  if (kind === undefined || Number.parseInt(length, 16) !== data.length) return undefined;
  if (hex(crc32(body), SUM) !== bytes.subarray(-SUM).toString('latin1')) return undefined;
  return { kind: kind as Kind, offset: Number.parseInt(offset, 16), data };
};
