import { StringDecoder } from 'node:string_decoder';
import type { Detected } from './encoding.ts';

/**
 * Turns chunks of bytes into strings. UTF-8 is handed on as one character a byte, which costs nothing;
 * {@link keep} makes real text of the few pieces that are kept.
 */
export class ChunkDecoder {
  readonly #wide: boolean;
  readonly #bigEndian: boolean;
  #first = true;
  #odd: Buffer | undefined;

  constructor(detected: Detected) {
    this.#wide = detected.encoding !== 'utf-8';
    this.#bigEndian = detected.encoding === 'utf-16be';
  }

  decode(bytes: Buffer): string {
    if (!this.#wide) {
      const text = bytes.toString('latin1');
      return this.#withoutBom(text, '\u00ef\u00bb\u00bf');
    }
    let whole = this.#odd === undefined ? bytes : Buffer.concat([this.#odd, bytes]);
    this.#odd = undefined;
    if (whole.length % 2 === 1) {
      this.#odd = Buffer.from(whole.subarray(whole.length - 1));
      whole = whole.subarray(0, whole.length - 1);
    }
    if (this.#bigEndian) whole = Buffer.from(whole).swap16();
    return this.#withoutBom(whole.toString('utf16le'), '\ufeff');
  }

  /**
   * Makes text that can be kept: decoded where the string is bytes, and cut loose from the big chunk it
   * is a part of. Bytes that are no UTF-8 stay one character each.
   */
  keep(text: string): string {
    if (this.#wide) return Buffer.from(text, 'utf16le').toString('utf16le');
    const bytes = Buffer.from(text, 'latin1');
    const decoded = bytes.toString('utf8');
    return decoded.includes('\ufffd') ? bytes.toString('latin1') : decoded;
  }

  #withoutBom(text: string, bom: string): string {
    if (!this.#first) return text;
    this.#first = false;
    return text.startsWith(bom) ? text.slice(bom.length) : text;
  }
}

/** Decodes to real text, for readers that keep most of what they read. */
export const decodeText = async function* (
  chunks: AsyncIterable<Buffer>,
  detected: Detected,
): AsyncGenerator<string> {
  if (detected.encoding === 'utf-8') {
    const utf8 = new StringDecoder('utf8');
    let first = true;
    for await (const chunk of chunks) {
      const text = utf8.write(chunk);
      yield first ? text.replace(/^\ufeff/u, '') : text;
      first = false;
    }
    yield utf8.end();
    return;
  }
  const wide = new ChunkDecoder(detected);
  for await (const chunk of chunks) yield wide.decode(chunk);
};
