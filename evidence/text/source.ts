import { createReadStream } from 'node:fs';

/** A file or standard input as chunks of bytes. `name` is what the user called it. */
export interface Source {
  readonly name: string;
  /** In bytes; `undefined` for standard input. */
  readonly size: number | undefined;
  open(): AsyncIterable<Buffer>;
}

/** Big enough that a chunk costs nothing, small enough that memory stays flat. */
const CHUNK = 256 * 1024;

export const fileSource = (path: string, size: number | undefined): Source => ({
  name: path,
  size,
  open: () => createReadStream(path, { highWaterMark: CHUNK }),
});

/** Text in memory, for tests. */
export const memorySource = (name: string, bytes: Buffer): Source => ({
  name,
  size: bytes.length,
  async *open() {
    for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK);
  },
});
