import { inOtherEncoding } from './log/other-encoding.ts';
import { ChunkDecoder, decodeText } from './text/decoder.ts';
import { detectEncoding } from './text/encoding.ts';
import { isEscapedLog, unescaped } from './text/escaped.ts';
import { LineSplitter } from './text/line-splitter.ts';
import type { Source } from './text/source.ts';

/** A line of a file, by the number that the report gives it. */
export interface FileLine {
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

/** As many characters of a line as are shown. */
const LONGEST = 2_000;

/**
 * The lines around one, counted as the readers count them. The file is read again up to there, so that no text
 * need be kept. Empty for a file that is no text, or is shorter.
 */
export const excerpt = async (source: Source, line: number, around: number): Promise<readonly FileLine[]> => {
  const chunks = source.open()[Symbol.asyncIterator]();
  const first = await chunks.next();
  if (first.done === true) return [];
  const detected = detectEncoding(first.value.subarray(0, 4096));
  if ('refused' in detected) return [];
  const all = async function* (): AsyncGenerator<Uint8Array> {
    yield first.value;
    for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) yield next.value;
  };
  const found: FileLine[] = [];
  let number = 0;
  const take = (text: string, keep: (text: string) => string): void => {
    number++;
    if (Math.abs(number - line) <= around) found.push({ line: number, text: keep(text.slice(0, LONGEST)) });
  };
  const isThere = (): boolean => number > line + around;

  const head = new TextDecoder(detected.encoding).decode(first.value.subarray(0, 65_536));
  if (isEscapedLog(head)) {
    const splitter = new LineSplitter((text, start, end) => take(text.slice(start, end), (kept) => kept));
    for await (const part of unescaped(decodeText(all(), detected))) {
      splitter.push(part);
      if (isThere()) break;
    }
    splitter.end();
    return found;
  }
  const decoder = new ChunkDecoder(detected);
  const splitter = new LineSplitter((text, start, end) => {
    if (Math.abs(number + 1 - line) > around) {
      // Far from the line only the count matters; text in another encoding may hold several lines.
      number += inOtherEncoding(text.slice(start, end), detected.encoding)?.length ?? 1;
      return;
    }
    const whole = text.slice(start, end);
    const others = inOtherEncoding(whole, detected.encoding);
    if (others === undefined) take(whole, (kept) => decoder.keep(kept));
    else for (const other of others) take(other, (kept) => kept);
  });
  for await (const chunk of all()) {
    splitter.push(decoder.decode(chunk));
    if (isThere()) break;
  }
  splitter.end();
  return found;
};
