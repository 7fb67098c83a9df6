import type { Detected } from '../text/encoding.ts';

/** Fewer characters than this tell nothing. */
const FEWEST = 8;
/** Of what looks like pairs of bytes so much must be ASCII: a language that is written in such characters has a third. */
const MOSTLY = 0.85;

/**
 * Lines of another encoding than that of their file: programs append to a log in theirs. UTF-16 among bytes
 * shows by its zeros; bytes among UTF-16 show as characters that are pairs of ASCII. Behind an odd number of
 * bytes even the UTF-16 of the file has its halves in the wrong places.
 *
 * @returns `undefined` for a line that is not of that kind
 */
export const inOtherEncoding = (
  line: string,
  encoding: Detected['encoding'],
): readonly string[] | undefined => {
  if (line.includes('\0')) return [line.replaceAll('\0', '')];
  if (encoding === 'utf-8' || !isWideFrom(line)) return undefined;
  const codes = Array.from(line, (_, at) => line.charCodeAt(at));
  const wide = codes.filter((code) => code > 0xff);
  const pairs = wide.filter((code) => isText(code & 0xff) && isText(code >> 8));
  if (pairs.length < FEWEST || pairs.length < wide.length * MOSTLY) return undefined;
  const bytes = codes.flatMap((code) =>
    encoding === 'utf-16le' ? [code & 0xff, code >> 8] : [code >> 8, code & 0xff],
  );
  return bytes
    .filter((byte) => byte !== 0)
    .map((byte) => String.fromCharCode(byte))
    .join('')
    .split(/\r?\n/);
};

/** Cheap, since most lines are not of that kind. */
const isWideFrom = (line: string): boolean => {
  for (let at = 0; at < 4; at++) if (!(line.charCodeAt(at) > 0xff)) return false;
  return true;
};

/** ASCII, or the empty half of a character. */
const isText = (byte: number): boolean =>
  byte === 0 || (byte >= 32 && byte < 127) || byte === 9 || byte === 10 || byte === 13;
