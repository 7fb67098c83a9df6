/** A half-open range of indices into a block's text. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

export interface Link extends Range {
  /** As written; see `pageLinkedBy` for what it names. */
  readonly target: string;
  /** The words are the address itself, so there is no wording to judge. */
  readonly bare: boolean;
  /** Brackets and address stand apart, so a reader sees no link. */
  readonly broken: boolean;
}

/** A paragraph, heading or list item as a reader sees it, without markup. */
export interface Prose {
  readonly text: string;
  /** For each character of `text`, where it stands in the source text; one more for the end. */
  readonly offsets: readonly number[];
  readonly links: readonly Link[];
  /** What is set off as strong, emphasis or code. */
  readonly marks: readonly Range[];
}

export const textOf = (prose: Prose, range: Range): string => prose.text.slice(range.from, range.to);

export const within = (inner: Range, outer: Range): boolean =>
  inner.from >= outer.from && inner.to <= outer.to;

export const overlap = (a: Range, b: Range): boolean => a.from < b.to && b.from < a.to;

/** Stands in a block's text where a link or a mark ends in the middle of a word: a reader sees none, and names end there. */
export const SEAM = '\u200b';

/** Collects a block's characters and what stands over them. */
export class ProseBuilder {
  readonly #characters: string[] = [];
  readonly #offsets: number[] = [];
  readonly #links: Link[] = [];
  readonly #marks: Range[] = [];
  /** Where a link or mark begins or ends. */
  #seamAt: number | undefined;

  get length(): number {
    return this.#characters.length;
  }

  /** @param source the Markdown that `value` was read from; it begins at `offset` */
  append(value: string, source: string, offset: number): void {
    const last = this.#characters.at(-1) ?? '';
    if (this.#seamAt === this.length && NAME.test(last) && NAME.test(value.charAt(0))) {
      this.#characters.push(SEAM);
      this.#offsets.push(offset);
    }
    let at = 0;
    for (let index = 0; index < value.length; index++) {
      const character = value.charAt(index);
      at = skipMarkup(source, at, character);
      this.#characters.push(character);
      this.#offsets.push(offset + Math.min(at, source.length));
      at = source.charAt(at) === '&' && character !== '&' ? endOfEntity(source, at) : at + 1;
    }
  }

  /** A link or mark begins here. */
  seam(): void {
    this.#seamAt = this.length;
  }

  link(link: Link): void {
    this.#seamAt = this.length;
    this.#links.push(link);
  }

  mark(range: Range): void {
    this.#seamAt = this.length;
    this.#marks.push(range);
  }

  build(end: number, source: string): Prose {
    const prose: Prose = {
      text: this.#characters.join(''),
      offsets: [...this.#offsets, end],
      links: [...this.#links],
      marks: this.#marks.filter((mark) => mark.to > mark.from),
    };
    return readUnparsed(prose, source);
  }
}

/** What a name of the API is made of. */
const NAME = /[A-Za-z0-9_]/;

/** Moves over what Markdown drops before a character: the backslash of an escape, the indentation of a line. */
const skipMarkup = (source: string, from: number, character: string): number => {
  let at = from;
  while (at < source.length) {
    const here = source.charAt(at);
    if (here === '\\' && source.charAt(at + 1) === character) return at + 1;
    if (here === character || here === '&') return at;
    at++;
  }
  return at;
};

const endOfEntity = (source: string, at: number): number => {
  const end = source.indexOf(';', at);
  return end < 0 ? at + 1 : end + 1;
};

const BRACKETS_APART = /\[([^[\]]*)\][^\S\n]*[(（]\s*([^()（）\n]{1,200})\s*[)）]/g;
const BARE_ADDRESS = /https?:\/\/[^\s<>()（）「」，。]+/g;
const UNPARSED_MARK = /(\*\*)([^*\n]+)\*\*|(__)((?:(?!__)[^\n])+)__/g;

/**
 * Translation moves spaces and punctuation, and then Markdown no longer sees a link or an emphasis that
 * its author meant. Both are read from the text here.
 */
const readUnparsed = (prose: Prose, source: string): Prose => {
  const links = [...prose.links];
  const marks = [...prose.marks];
  let text = prose.text;
  const blank = (from: number, to: number): void => {
    text = text.slice(0, from) + ' '.repeat(to - from) + text.slice(to);
  };
  for (const match of prose.text.matchAll(BRACKETS_APART)) {
    const [whole, words = '', inBrackets = ''] = match;
    const target = inBrackets.trim().replace(/\s+/g, '');
    // Words with a space are a remark, unless they are the file's name in pieces.
    if (target !== inBrackets.trim() && !/^[\w./-]+\.md$/i.test(target)) continue;
    const from = match.index + 1;
    const range = { from, to: from + words.length };
    if (prose.links.some((link) => overlap(link, { from: match.index, to: match.index + whole.length })))
      continue;
    links.push({ ...range, target, bare: false, broken: true });
    blank(range.to, match.index + whole.length);
  }
  for (const match of text.matchAll(BARE_ADDRESS)) {
    const range = { from: match.index, to: match.index + match[0].length };
    if (!links.some((link) => overlap(link, range))) {
      links.push({ ...range, target: match[0], bare: true, broken: false });
    }
  }
  for (const match of text.matchAll(UNPARSED_MARK)) {
    const [whole] = match;
    const fence = whole.slice(0, 2);
    const escaped = source.charAt((prose.offsets[match.index] ?? 0) - 1) === '\\';
    const from = match.index + fence.length;
    if (!escaped) marks.push({ from, to: match.index + whole.length - fence.length });
  }
  for (const link of links) if (link.bare) blank(link.from, link.to);
  return {
    ...prose,
    text,
    links: links.toSorted((a, b) => a.from - b.from),
    marks: marks.toSorted((a, b) => a.from - b.from),
  };
};
