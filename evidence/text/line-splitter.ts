/** Takes a line as a part of a longer string: from `start` up to, not including, `end`. */
export type OnLine = (text: string, start: number, end: number) => void;

/** The longest line that is read. `Switching to server:` lines of real logs stay under 10,000 characters. */
export const LINE_CAP = 65_536;

const [NUL, LF, CR] = [0, 10, 13];
const isEnd = (code: number): boolean => code === CR || code === LF || code === NUL;

/** A re-save may leave bare carriage returns; one at the very end may have its line feed in the next chunk. */
const separatorIn = (chunk: string): '' | '\n' | '\r' => {
  if (chunk.includes('\n')) return '\n';
  const at = chunk.indexOf('\r');
  return at >= 0 && at < chunk.length - 1 ? '\r' : '';
};

/** Cuts a stream of strings into lines without copying them. Of an overlong line the head is handed on. */
export class LineSplitter {
  /** Lines that were longer than {@link LINE_CAP}. */
  overlong = 0;
  readonly #onLine: OnLine;
  #rest = '';
  #skipping = false;
  #separator: ReturnType<typeof separatorIn> = '';

  constructor(onLine: OnLine) {
    this.#onLine = onLine;
  }

  push(part: string): void {
    if (part === '') return;
    let chunk = part;
    if (this.#separator === '') {
      chunk = this.#rest + part;
      this.#rest = '';
      this.#separator = separatorIn(chunk);
      if (this.#separator === '') {
        if (!this.#skipping) this.#carry(chunk);
        return;
      }
    }
    let start = 0;
    if (this.#skipping) {
      const next = chunk.indexOf(this.#separator);
      if (next < 0) return;
      this.#skipping = false;
      start = next + 1;
    } else if (this.#rest !== '') {
      const next = chunk.indexOf(this.#separator);
      if (next < 0) {
        this.#carry(this.#rest + chunk);
        return;
      }
      const line = this.#rest + chunk.slice(0, next);
      this.#rest = '';
      this.#emit(line, 0, line.length);
      start = next + 1;
    }
    for (
      let end = chunk.indexOf(this.#separator, start);
      end >= 0;
      end = chunk.indexOf(this.#separator, start)
    ) {
      this.#emit(chunk, start, end);
      start = end + 1;
    }
    this.#carry(chunk.slice(start));
  }

  end(): void {
    if (this.#rest !== '') this.#emit(this.#rest, 0, this.#rest.length);
    this.#rest = '';
  }

  #carry(rest: string): void {
    if (rest.length <= LINE_CAP) {
      this.#rest = rest;
      return;
    }
    this.#emit(rest, 0, rest.length);
    this.#rest = '';
    this.#skipping = true;
  }

  #emit(text: string, start: number, end: number): void {
    if (end - start > LINE_CAP) {
      this.overlong++;
      this.#onLine(text, start, start + LINE_CAP);
      return;
    }
    // A re-save may end lines in more than one of them.
    let last = end;
    while (last > start && isEnd(text.charCodeAt(last - 1))) last--;
    this.#onLine(text, start, last);
  }
}
