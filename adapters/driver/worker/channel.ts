/**
 * Lines of JSON over file descriptors 0 and 1, read and written synchronously: a worker that is held
 * inside msi.dll's handler has no event loop. Never touch process.stdin or process.stdout here: Node
 * under Wine cannot open them when they are sockets.
 */
import { readSync, writeSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import type { Command, Reply } from '../protocol.ts';

const decoder = new StringDecoder('utf8');
const chunk = Buffer.alloc(64 * 1024);
let pending = '';

/** The next command, or null when the controller is gone. Blocks. */
export const readCommand = (): Command | null => {
  for (;;) {
    const end = pending.indexOf('\n');
    if (end >= 0) {
      const line = pending.slice(0, end);
      pending = pending.slice(end + 1);
      return JSON.parse(line) as Command;
    }
    const count = readSome();
    if (count === 0) return null;
    pending += decoder.write(chunk.subarray(0, count));
  }
};

const readSome = (): number => {
  for (;;) {
    try {
      return readSync(0, chunk, 0, chunk.length, null);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // Windows reports the end of a pipe as an error.
      if (code === 'EOF' || code === 'EPIPE') return 0;
      if (code !== 'EAGAIN') throw error;
    }
  }
};

export const send = (reply: Reply): void => {
  let bytes = Buffer.from(`${JSON.stringify(reply)}\n`);
  while (bytes.length > 0) bytes = bytes.subarray(writeSync(1, bytes));
};
