import type { Readable } from 'node:stream';
import { BadInputError } from '../spec/index.ts';

/** No line of ours is longer; a file with one is something else. */
const LONGEST_LINE = 64 * 1024 * 1024;

/** @throws {BadInputError} when the file cannot be read, or has a line beyond all measure */
export async function* linesOf(
  stream: Readable,
  file: string,
): AsyncGenerator<{ readonly text: string; readonly terminated: boolean }> {
  let rest = '';
  stream.setEncoding('utf8');
  try {
    for await (const chunk of stream) {
      const lines = (rest + String(chunk)).split('\n');
      rest = lines.pop() ?? '';
      if (rest.length > LONGEST_LINE)
        throw new BadInputError('a line is longer than 64 MiB, so this is no history', file);
      for (const text of lines) yield { text, terminated: true };
    }
  } catch (error) {
    if (error instanceof BadInputError) throw error;
    throw new BadInputError(
      `the file cannot be read (${error instanceof Error ? error.message : String(error)})`,
      file,
    );
  }
  if (rest !== '') yield { text: rest, terminated: false };
}
