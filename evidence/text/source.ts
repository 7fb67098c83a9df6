/** A file or standard input as chunks of bytes. `name` is what the user called it. */
export interface Source {
  readonly name: string;
  /** In bytes; `undefined` for standard input. */
  readonly size: number | undefined;
  open(): AsyncIterable<Uint8Array>;
}

/** Big enough that a chunk costs nothing, small enough that memory stays flat. */
export const CHUNK = 256 * 1024;

/** What is in memory already, such as a file that was dropped on a page. */
export const memorySource = (name: string, bytes: Uint8Array): Source => ({
  name,
  size: bytes.length,
  async *open() {
    for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK);
  },
});
