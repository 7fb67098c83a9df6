/** What pages, chats and other logs put behind a line: a break, bold or code marks, the end of a CMTrace entry. */
const BEHIND = /(?:\s|<br\s*\/?>|\*\*|`|\]\]>|<\/[a-z]\w*>|<(?:p|li|code|pre|td|tr|span)>)+$/i;
/** A row of a table. */
const CELL_END = /^\s*\|.*?(\s*\|\s*)$/;
const CMTRACE_END = ']LOG]!>';

const [GREATER, STAR, BACKTICK, BAR] = [62, 42, 96, 124];

/** Where a line ends without the markup behind it; cheap for the lines that have none. */
export const endOfLine = (text: string, start: number, end: number): number => {
  const last = text.charCodeAt(end - 1);
  if (last !== GREATER && last !== STAR && last !== BACKTICK && last !== BAR) return end;
  const line = text.slice(start, end);
  if (last === BAR) return end - (CELL_END.exec(line)?.[1]?.length ?? 0);
  const cmtrace = line.lastIndexOf(CMTRACE_END);
  if (cmtrace >= 0) return start + cmtrace;
  const behind = BEHIND.exec(line);
  // A hidden property is written in asterisks.
  return behind === null || / \*+$/.test(line) ? end : start + behind.index;
};

const ESCAPE = '\u001b';
const COLOURS = new RegExp(`${ESCAPE}\\[[0-9;:?]*[ -/]*[@-~]`, 'gu');

/** The begin of such a sequence, of which the next chunk has the rest. */
const OPEN_SEQUENCE = new RegExp(`${ESCAPE}(?:\\[[0-9;:?]{0,40}[ -/]{0,4})?$`, 'u');

/** Takes the sequences that colour a terminal's text out of it, chunk by chunk. */
export class ColourFilter {
  #open = '';

  push(chunk: string): string {
    if (this.#open === '' && !chunk.includes(ESCAPE)) return chunk;
    const whole = this.#open + chunk;
    this.#open = OPEN_SEQUENCE.exec(whole)?.[0] ?? '';
    return whole.slice(0, whole.length - this.#open.length).replaceAll(COLOURS, '');
  }

  /** What was held back, and is no sequence after all. */
  end(): string {
    const rest = this.#open;
    this.#open = '';
    return rest;
  }
}
