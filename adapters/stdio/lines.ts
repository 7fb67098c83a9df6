/** One thing read from a stream of lines. */
export type Line =
  | { readonly kind: 'text'; readonly text: string }
  /** Not UTF-8; `shown` has the bytes that are no ASCII as escapes. */
  | { readonly kind: 'broken'; readonly shown: string }
  | { readonly kind: 'too-long' };

/**
 * Cuts bytes into lines without ever keeping more than `maxBytes`. After a line that is too long nothing
 * more is read.
 */
export class LineReader {
  readonly #maxBytes: number;
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  #parts: Uint8Array[] = [];
  #length = 0;
  #ended = false;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** The lines that these bytes complete. */
  *push(chunk: Uint8Array): Generator<Line> {
    let rest = chunk;
    while (!this.#ended && rest.length > 0) {
      const end = rest.indexOf(0x0a);
      const part = end < 0 ? rest : rest.subarray(0, end);
      this.#length += part.length;
      if (this.#length > this.#maxBytes) {
        this.#ended = true;
        this.#parts = [];
        yield { kind: 'too-long' };
        return;
      }
      this.#parts.push(part);
      if (end < 0) return;
      yield this.#take();
      rest = rest.subarray(end + 1);
    }
  }

  /** The beginning of a line that is not complete, as it is shown; empty when there is none. */
  get rest(): string {
    return shownBytes(Buffer.concat(this.#parts)).trim();
  }

  #take(): Line {
    const bytes = Buffer.concat(this.#parts);
    this.#parts = [];
    this.#length = 0;
    try {
      return { kind: 'text', text: this.#decoder.decode(bytes) };
    } catch {
      return { kind: 'broken', shown: shownBytes(bytes) };
    }
  }
}

const shownBytes = (bytes: Uint8Array): string =>
  [...bytes.subarray(0, 80)]
    .map((byte) =>
      byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`,
    )
    .join('');

/** The last lines of a stream of text, bounded in number and width: a program may write without end. */
export class Tail {
  readonly #lines: string[] = [];
  readonly #maxLines: number;
  readonly #maxWidth: number;
  readonly #decoder = new TextDecoder('utf-8');
  #open = '';

  constructor(maxLines = 8, maxWidth = 300) {
    this.#maxLines = maxLines;
    this.#maxWidth = maxWidth;
  }

  push(chunk: Uint8Array): void {
    const [first = '', ...rest] = this.#decoder.decode(chunk, { stream: true }).split('\n');
    this.#open = this.#clip(this.#open + first);
    for (const next of rest.slice(-this.#maxLines - 1)) {
      this.#lines.push(this.#open);
      this.#open = this.#clip(next);
    }
    this.#lines.splice(0, this.#lines.length - this.#maxLines);
  }

  /** Oldest first; blank lines are left out. */
  get lines(): readonly string[] {
    return [...this.#lines, this.#open]
      .map((line) => line.trimEnd())
      .filter((line) => line !== '')
      .slice(-this.#maxLines);
  }

  #clip(line: string): string {
    return line.length > this.#maxWidth ? line.slice(0, this.#maxWidth) + '…' : line;
  }
}
