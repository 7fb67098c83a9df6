import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { BadInputError } from '../../spec/index.ts';

/**
 * The encoding of a file by its first bytes: Windows PowerShell writes what a command prints as UTF-16.
 * A file that cannot be read is left to whoever reads it.
 */
export const encodingOf = async (file: string): Promise<'utf8' | 'utf16le'> => {
  try {
    await using handle = await open(file);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    const isMarked = buffer[0] === 0xff && buffer[1] === 0xfe;
    return bytesRead >= 2 && (isMarked || (buffer[0] !== 0 && buffer[1] === 0)) ? 'utf16le' : 'utf8';
  } catch {
    return 'utf8';
  }
};

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
