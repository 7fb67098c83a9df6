import { SEQUENCE_TABLES } from '../constants.ts';
import { codeLike } from './cases.ts';
import * as documented from './documented.ts';
import { findMention, identifier } from './identifiers.ts';
import type { MarkdownBlock, MarkdownDocument } from './markdown.ts';
import type { Prose, Range } from './prose.ts';

/** Nothing of Markdown and HTML in it: text as it is copied from a browser. */
export const isPlainText = (text: string): boolean =>
  !/\]\(|\]\[|\*\*|__|`|<\/?[a-z][^<>]*>|^---\s*$|^\[[^\]]+\]:|\\_/im.test(text);

const NAMES = [documented.MUTEX, ...SEQUENCE_TABLES.map(identifier)];

/**
 * Copied text puts a line end where the page has a paragraph, and drops the bullets of a list: what stands right
 * behind the paragraph with the error's code, and names the mutex or a table, is one of its cases.
 */
export const asCopied = (document: MarkdownDocument): MarkdownDocument => {
  const lines = withTitle(document.blocks).flatMap((block): readonly MarkdownBlock[] => {
    if (block.kind !== 'paragraph') return [block];
    return linesOf(block.prose).map((prose) => ({ ...block, prose }));
  });
  if (lines.some(({ kind }) => kind === 'list')) return { ...document, blocks: lines };
  const code = lines.findIndex((block) => block.kind === 'paragraph' && codeLike(block.prose));
  const rest = lines.slice(code + 1);
  const end = rest.findIndex(
    (block) =>
      block.kind !== 'paragraph' || !NAMES.some((name) => findMention(block.prose.text, name) !== undefined),
  );
  const items = code < 0 ? [] : rest.slice(0, end < 0 ? 0 : end);
  const [first] = items;
  if (first === undefined || items.length > 4) return { ...document, blocks: lines };
  const list: MarkdownBlock = {
    kind: 'list',
    items: items.flatMap((block) => (block.kind === 'list' ? [] : [block.prose])),
    offset: first.kind === 'list' ? 0 : (first.prose.offsets[0] ?? 0),
  };
  return { ...document, blocks: [...lines.slice(0, code + 1), list, ...rest.slice(items.length)] };
};

/** The longest line that is taken for a title. */
const TITLE_LENGTH = 60;

/** The first line as the heading that it was, where no mark of Markdown says so: it names the mutex and is no sentence. */
const withTitle = (blocks: readonly MarkdownBlock[]): readonly MarkdownBlock[] => {
  const [first, ...rest] = blocks;
  if (first?.kind !== 'paragraph' || blocks.some(({ kind }) => kind === 'heading')) return blocks;
  const line = first.prose.text.split('\n', 1)[0] ?? '';
  const named = findMention(line, documented.MUTEX) !== undefined;
  const table = NAMES.slice(1).some((name) => findMention(line, name) !== undefined);
  if (!named || table || line.length > TITLE_LENGTH || /[.:;!?。：；！？]\s*$/u.test(line)) return blocks;
  const title: MarkdownBlock = {
    ...first,
    kind: 'heading',
    prose: cut(first.prose, { from: 0, to: line.length }),
  };
  const below = cut(first.prose, { from: line.length, to: first.prose.text.length });
  return below.text.trim() === '' ? [title, ...rest] : [title, { ...first, prose: below }, ...rest];
};

/** A paragraph at its line ends, where these end a sentence. */
const linesOf = (prose: Prose): readonly Prose[] => {
  const ends = [...prose.text.matchAll(/[.:;。：；！？!?]["'”»)]?\s*\n/gu)].map(
    ({ 0: found, index }) => index + found.length,
  );
  let from = 0;
  return [...ends, prose.text.length].flatMap((to) => {
    const part = cut(prose, { from, to });
    from = to;
    return part.text.trim() === '' ? [] : [part];
  });
};

const cut = (prose: Prose, { from, to }: Range): Prose => {
  const within = <Part extends Range>(parts: readonly Part[]): readonly Part[] =>
    parts
      .filter((part) => part.from >= from && part.to <= to)
      .map((part) => ({ ...part, from: part.from - from, to: part.to - from }));
  return {
    text: prose.text.slice(from, to),
    offsets: prose.offsets.slice(from, to + 1),
    links: within(prose.links),
    marks: within(prose.marks),
  };
};
