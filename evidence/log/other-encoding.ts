import type { Detected } from '../text/encoding.ts';

/** Two bytes of text that were taken for one character. */
const PAIRS = /^[\u0a0d\u2020-\u7e7e\u0d0a\u0920-\u097e]{8,}/u;

/**
 * Lines of another encoding than that of their file: programs append to a log in theirs. UTF-16 among bytes
 * shows by its zeros; bytes among UTF-16 show as characters that are pairs of ASCII.
 *
 * @returns `undefined` for a line that is not of that kind
 */
export const inOtherEncoding = (
  line: string,
  encoding: Detected['encoding'],
): readonly string[] | undefined => {
  if (line.includes('\0')) return [line.replaceAll('\0', '')];
  if (encoding === 'utf-8' || !PAIRS.test(line)) return undefined;
  const codes = Array.from(line, (_, at) => line.charCodeAt(at));
  const bytes = codes.flatMap((code) =>
    encoding === 'utf-16le' ? [code & 0xff, code >> 8] : [code >> 8, code & 0xff],
  );
  // Anything but ASCII was no such pair: a language that is written in these characters.
  if (bytes.filter((byte) => byte > 126 || byte < 9).length > bytes.length / 20) return undefined;
  return bytes
    .map((byte) => String.fromCharCode(byte))
    .join('')
    .split(/\r?\n/);
};
