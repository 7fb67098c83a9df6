import type { Detected } from './encoding.ts';

/**
 * So many bytes are made a string at a time. A string of 128 KB and more is an object of its own to V8, for which the
 * system is asked for memory each time: that took longer than to read what stands in it.
 */
const PIECE = 32 * 1024;

/**
 * Turns chunks of bytes into strings. UTF-8 is handed on as one character a byte, which costs nothing;
 * {@link keep} makes real text of the few pieces that are kept.
 */
export class ChunkDecoder {
  readonly #isWide: boolean;
  readonly #decoder: TextDecoder;
  #isFirst = true;

  constructor({ encoding }: Detected) {
    this.#isWide = encoding !== 'utf-8';
    this.#decoder = new TextDecoder(this.#isWide ? encoding : 'latin1', { ignoreBOM: true });
  }

  decode(bytes: Uint8Array): string {
    // Of bytes as characters none waits for the next, and whole chunks are decoded faster.
    return this.#withoutMark(this.#decoder.decode(bytes, { stream: this.#isWide }));
  }

  /** The same in strings of some thousand characters, which is faster. */
  *pieces(bytes: Uint8Array): Generator<string> {
    for (let at = 0; at < bytes.length; at += PIECE) yield this.decode(bytes.subarray(at, at + PIECE));
  }

  /**
   * Makes text that can be kept: decoded where the string is bytes, and cut loose from the big chunk it
   * is a part of. Bytes that are no UTF-8 stay one character each.
   */
  keep(text: string): string {
    if (this.#isWide)
      return WIDE.decode(Uint16Array.from({ length: text.length }, (_, at) => text.charCodeAt(at)));
    const bytes = bytesOf(text);
    const decoded = UTF_8.decode(bytes);
    return decoded.includes('\ufffd') ? LATIN.decode(bytes) : decoded;
  }

  #withoutMark(text: string): string {
    if (!this.#isFirst || text === '') return text;
    this.#isFirst = false;
    return text.startsWith(this.#isWide ? '\ufeff' : MARK) ? text.slice(this.#isWide ? 1 : 3) : text;
  }
}

const UTF_8 = new TextDecoder('utf-8', { ignoreBOM: true });
const WIDE = new TextDecoder('utf-16le', { ignoreBOM: true });
const LATIN = new TextDecoder('latin1');

/** What the decoder makes of each byte: "latin1" is windows-1252 to the Encoding Standard, which leaves no byte out. */
const BYTE_OF: ReadonlyMap<number, number> = new Map(
  [...LATIN.decode(Uint8Array.from({ length: 256 }, (_, byte) => byte))].map((character, byte) => [
    character.charCodeAt(0),
    byte,
  ]),
);
/** The byte order mark of UTF-8, one character a byte. */
const MARK = LATIN.decode(Uint8Array.of(0xef, 0xbb, 0xbf));

const bytesOf = (text: string): Uint8Array => {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    bytes[at] = code < 128 ? code : (BYTE_OF.get(code) ?? code);
  }
  return bytes;
};

/** Decodes to real text, for readers that keep most of what they read. */
export const decodeText = async function* (
  chunks: AsyncIterable<Uint8Array>,
  { encoding, declared = encoding }: Detected,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(declared);
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
};
