import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { BadInputError } from '../../spec/index.ts';

/** The first bytes of a file; none of one that cannot be read, which is left to whoever reads it. */
const beginningOf = async (file: string, length: number): Promise<Buffer> => {
  try {
    await using handle = await open(file);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } catch {
    return Buffer.alloc(0);
  }
};

/** The encoding of a file by its first bytes: Windows PowerShell writes what a command prints as UTF-16. */
export const encodingOf = async (file: string): Promise<'utf8' | 'utf16le'> => {
  const [first, second] = await beginningOf(file, 2);
  const isMarked = first === 0xff && second === 0xfe;
  return isMarked || (first !== 0 && second === 0) ? 'utf16le' : 'utf8';
};

/** Whether a file begins as a history does, in either encoding: in UTF-16 every second byte is zero. */
export const beginsAsHistory = async (file: string): Promise<boolean> =>
  (await beginningOf(file, 200)).toString('latin1').replaceAll('\0', '').includes('"msiconform-history"');

/** No line of ours is longer; a file with one is something else. */
const LONGEST_LINE = 64 * 1024 * 1024;

/** @throws {BadInputError} when the file cannot be read, or has a line beyond all measure */
export async function* linesOf(
  stream: Readable,
  file: string,
  encoding: 'utf8' | 'utf16le' = 'utf8',
): AsyncGenerator<{ readonly text: string; readonly terminated: boolean }> {
  let begun: string[] = [];
  let length = 0;
  stream.setEncoding(encoding);
  try {
    for await (const chunk of stream) {
      const lines = String(chunk).split('\n');
      const rest = lines.pop() ?? '';
      for (const line of lines) {
        yield { text: begun.length === 0 ? line : begun.join('') + line, terminated: true };
        begun = [];
        length = 0;
      }
      begun.push(rest);
      length += rest.length;
      if (length > LONGEST_LINE)
        throw new BadInputError('a line is longer than 64 MiB, so this is no history', file);
    }
  } catch (error) {
    if (error instanceof BadInputError) throw error;
    throw new BadInputError(
      `the file cannot be read (${error instanceof Error ? error.message : String(error)})`,
      file,
    );
  }
  if (length > 0) yield { text: begun.join(''), terminated: false };
}
