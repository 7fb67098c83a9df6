import { isPlainText } from './plain-text.ts';

/** A place in the file as published: both numbers count from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** The page's text made ready for a Markdown parser; places still count in the file as published. */
export interface SourceText {
  readonly text: string;
  /**
   * `bilingual`: Markdown in which the source language stood beside the translation, and was taken out. `plain`:
   * Markdown in one language. `html`: a saved page. `text`: copied from a browser, without markup.
   */
  readonly form: 'plain' | 'bilingual' | 'html' | 'text';
  readonly placeOf: (offset: number) => Place;
  /** Where a character of `text` stands in the file as published. */
  readonly publishedAt: (offset: number) => number;
  /** The place of an offset in the file as published. */
  readonly placeAt: (published: number) => Place;
}

/** Invisible characters: byte order mark, zero-width and bidirectional controls, soft hyphen. */
const INVISIBLE = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;
const TAG = /<(\/?)span\b([^<>]*)>|(?:\r\n|\n|\r(?!\n))[^\S\r\n]*(?=[\r\n])/gi;
/** Paragraphs and lists in HTML, which a Markdown parser leaves unread. */
const HTML_BLOCK = /<li\b[^<>]*>\s*(?:<p\b[^<>]*>\s*)?|<\/li\s*>|<\/?(?:ul|ol|p|div)\b[^<>]*>/gi;
const TRANSLATION = /\bdata-ttu-id\b/i;
const SOURCE_LANGUAGE = /class\s*=\s*["']?[^"'<>]*\bsxs-lookup\b|\bdata-stu-id\b/i;
/** Unicode spaces that Markdown does not take for a blank line, an indentation or the gap behind a bullet. */
const ODD_LINE_START = /^[^\S\r\n]*(?:(?:[-*+]|\d{1,2}[.)])[^\S\r\n]+|(?=#|\r?$))/gm;

/**
 * @param published the whole file, decoded
 * @param half which language of a bilingual page is read
 */
export const readSource = (
  published: string,
  half: 'translation' | 'original' = 'translation',
): SourceText => {
  if (isHtml(published)) return wholeText(published, 'html');
  const { dropped, form } = findMarkup(published, half);
  const padded = published.replace(ODD_LINE_START, (start) => start.replace(/[^\S\t]/g, ' '));
  const inMarkdown = markHtmlBlocks(published, dropped);
  const kept: string[] = [];
  const offsets: number[] = [];
  let begun = false;
  for (let index = 0; index < padded.length; index++) {
    const character = padded.charAt(index);
    for (const instead of inMarkdown.get(index) ?? '') {
      kept.push(instead);
      offsets.push(index);
    }
    if (dropped[index] === 1 || INVISIBLE.test(character)) continue;
    if (character === '\r' && padded.charAt(index + 1) === '\n') continue;
    // Front matter is only front matter on the very first line.
    if (!begun && /\s/.test(character)) continue;
    begun = true;
    kept.push(character);
    offsets.push(index);
  }
  const starts = lineStarts(published);
  const publishedAt = (offset: number): number => offsets[Math.min(offset, offsets.length - 1)] ?? 0;
  return {
    text: kept.join(''),
    form: form === 'plain' && isPlainText(published) ? 'text' : form,
    placeOf: (offset) => placeIn(starts, published, publishedAt(offset)),
    publishedAt,
    placeAt: (offset) => placeIn(starts, published, offset),
  };
};

/** An HTML file, not Markdown with HTML in it. */
const isHtml = (text: string): boolean =>
  /^[\s\ufeff]*(?:<!--.*?-->\s*)*(?:<!doctype\s+html|<html[\s>]|<\?xml[^>]*>\s*<(?:!doctype\s+html|html))/is.test(
    text.slice(0, 4096),
  );

const wholeText = (published: string, form: SourceText['form']): SourceText => {
  const starts = lineStarts(published);
  const placeOf = (offset: number): Place => placeIn(starts, published, offset);
  return { text: published, form, placeOf, placeAt: placeOf, publishedAt: (offset) => offset };
};

/**
 * Marks every span tag, and the whole of each span that holds the source language. Such a span never
 * reaches beyond its paragraph, so one that is not closed ends there.
 */
const findMarkup = (
  text: string,
  half: 'translation' | 'original',
): { dropped: Uint8Array; form: SourceText['form'] } => {
  const dropped = new Uint8Array(text.length);
  const open: boolean[] = [];
  let form: SourceText['form'] = 'plain';
  let from = -1;
  for (const match of text.matchAll(TAG)) {
    const [tag, slash, attributes] = match;
    if (slash === undefined) {
      if (from >= 0) dropped.fill(1, from, match.index);
      open.length = 0;
      from = -1;
      continue;
    }
    dropped.fill(1, match.index, match.index + tag.length);
    if (slash === '') {
      const marks = (attributes ?? '').slice(0, 500);
      const source = SOURCE_LANGUAGE.test(marks);
      const unwanted = half === 'translation' ? source : TRANSLATION.test(marks);
      if (unwanted && from < 0) from = match.index;
      if (source) form = 'bilingual';
      open.push(unwanted);
    } else if (open.pop() === true && from >= 0 && !open.includes(true)) {
      dropped.fill(1, from, match.index);
      from = -1;
    }
  }
  if (from >= 0) dropped.fill(1, from);
  return { dropped, form };
};

/** Marks the tags of paragraphs and lists. @returns what Markdown writes in their places, by index */
const markHtmlBlocks = (text: string, dropped: Uint8Array): ReadonlyMap<number, string> =>
  new Map(
    [...text.matchAll(HTML_BLOCK)]
      .filter(({ index }) => dropped[index] === 0)
      .map(({ 0: tag, index }) => {
        dropped.fill(1, index, index + tag.length);
        if (/^<\/li/i.test(tag)) return [index, ''];
        return [index, /^<li/i.test(tag) ? '\n- ' : '\n\n'];
      }),
  );

const lineStarts = (text: string): readonly number[] => [
  0,
  ...[...text.matchAll(/\r\n|\r|\n/g)].map((match) => match.index + match[0].length),
];

const placeIn = (starts: readonly number[], text: string, offset: number): Place => {
  const line = starts.findLastIndex((start) => start <= offset);
  const start = starts[line] ?? 0;
  // A byte order mark is no column.
  const mark = start === 0 && text.startsWith('\ufeff') ? 1 : 0;
  return { line: line + 1, column: offset - start - mark + 1 };
};
