/** Longer than any record of an event log. */
const ROW_CAP = 1_000_000;
const QUOTE = '"';

/** Cuts CSV into rows while it goes by (RFC 4180; a quote inside of an unquoted cell is a character like others). */
export class CsvRows {
  /** Rows that are longer than any real one, as after a quote that is never closed. */
  overlong = 0;
  /** 1 where the file stops within a row. */
  unended = 0;
  lines = 0;
  readonly #separator: string;
  readonly #onRow: (cells: readonly string[], line: number) => void;
  #cells: string[] = [];
  #cell = '';
  #length = 0;
  #state: 'start' | 'plain' | 'quoted' | 'closed' | 'dropped' = 'start';
  #line = 1;
  /** Of the first row. */
  #width = 0;
  #rowLine = 1;

  constructor(separator: string, onRow: (cells: readonly string[], line: number) => void) {
    this.#separator = separator;
    this.#onRow = onRow;
  }

  push(text: string): void {
    for (const character of text) this.#take(character);
  }

  finish(): void {
    // A quote without its end, or a row that stops too early, was cut.
    const isCut =
      this.#state === 'quoted' || (this.#cells.length > 0 && this.#cells.length + 1 < this.#width);
    if (isCut) this.unended++;
    else if (this.#state !== 'dropped') this.#endRow();
    this.lines = this.#length === 0 ? this.#line - 1 : this.#line;
  }

  #take(character: string): void {
    if (character === '\n') {
      this.#line++;
      if (this.#state === 'dropped') {
        this.#state = 'start';
        this.#rowLine = this.#line;
        return;
      }
      if (this.#state !== 'quoted') return this.#endRow();
    }
    if (this.#state === 'dropped' || (character === '\r' && this.#state !== 'quoted')) return;
    if (++this.#length > ROW_CAP) return this.#drop();
    if (this.#state === 'quoted') {
      if (character === QUOTE) this.#state = 'closed';
      else this.#cell += character;
    } else if (character === this.#separator) {
      this.#endCell();
    } else if (character === QUOTE && this.#state === 'start') {
      this.#state = 'quoted';
    } else if (this.#state === 'closed') {
      // Two quotes in a quoted cell are one; anything else goes on with the cell as it stands.
      this.#state = character === QUOTE ? 'quoted' : 'plain';
      this.#cell += character;
    } else {
      this.#state = 'plain';
      this.#cell += character;
    }
  }

  #endCell(): void {
    this.#cells.push(this.#cell);
    this.#cell = '';
    this.#state = 'start';
  }

  #endRow(): void {
    this.#endCell();
    const cells = this.#cells;
    this.#cells = [];
    this.#length = 0;
    if (this.#width === 0 && !cells[0]?.startsWith('#TYPE')) this.#width = cells.length;
    if (cells.length > 1 || cells[0] !== '') this.#onRow(cells, this.#rowLine);
    this.#rowLine = this.#line;
  }

  #drop(): void {
    this.overlong++;
    this.#cells = [];
    this.#cell = '';
    this.#length = 0;
    this.#state = 'dropped';
  }
}
