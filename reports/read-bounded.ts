import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { BadInputError } from '../spec/index.ts';

const MIB = 1024 * 1024;
const CHUNK = MIB;
const ZEROS = Buffer.alloc(4);

/**
 * The bytes of a file that is read as a whole. A device gives bytes without end, and a wrong name may lead to
 * anything, so that there is a bound.
 *
 * @param most - MiB
 * @throws {BadInputError} for a file with more bytes
 * @throws what the system says of a file that cannot be read
 */
export const readBounded = (file: string, most: number, what: string): Buffer => {
  const descriptor = openSync(file, 'r');
  const tooLong = (): BadInputError =>
    new BadInputError(`the file is longer than ${most} MiB, so it is no ${what}`, file);
  try {
    if (fstatSync(descriptor).size > most * MIB) throw tooLong();
    const chunks: Buffer[] = [];
    for (let length = 0; ;) {
      const chunk = Buffer.alloc(CHUNK);
      const read = readSync(descriptor, chunk);
      // A device, or a file of another kind: no text of ours has them, not even as UTF-16.
      if (length === 0 && chunk.subarray(0, read).includes(ZEROS))
        throw new BadInputError(`the file holds zero bytes, so it is no ${what}`, file);
      if (read === 0) return Buffer.concat(chunks, length);
      chunks.push(chunk.subarray(0, read));
      length += read;
      if (length > most * MIB) throw tooLong();
    }
  } finally {
    closeSync(descriptor);
  }
};
