import { UI_TABLES, isUiTable } from '../constants.ts';
import { MUTEX } from './documented.ts';
import { findMention, identifier } from './identifiers.ts';
import { isSequenceTable } from './links.ts';
import type { MarkdownBlock } from './markdown.ts';
import { findNumbers } from './numbers.ts';
import type { Prose } from './prose.ts';
import { tablesLinked } from './sighting.ts';

const NAMES = UI_TABLES.map(identifier);

/** The list whose items name UI tables; where none does, the first behind a paragraph with a code. */
export const chooseList = (blocks: readonly MarkdownBlock[]): number | undefined => {
  const lists = blocks.flatMap((block, index) => {
    if (block.kind !== 'list' || !block.items.some(saysMoreThanLinks)) return [];
    const names = block.items.flatMap((item) => tablesLinked(item).map(({ name }) => name));
    const ui = names.filter((name) => isSequenceTable(name) && isUiTable(name)).length;
    const before = blocks[index - 1];
    const code = before?.kind === 'paragraph' && codeLike(before.prose) ? 1 : 0;
    const mutex = block.items.some((item) => findMention(item.text, MUTEX) !== undefined) ? 1 : 0;
    // A list of other tables is no list of cases.
    if (ui === 0 && code === 0 && names.length > 0) return [];
    return [{ index, score: ui * 2 + code * 2 + mutex }];
  });
  return lists.toSorted((a, b) => b.score - a.score)[0]?.index;
};

export const codeLike = (prose: Prose): boolean =>
  findNumbers(prose.text).some(({ value }) => value.length >= 4);

export const tellCasesApart = (cases: readonly Prose[]): { mutexCase: number; uiCase: number } => {
  const ui = cases.map(
    (item) => tablesLinked(item).filter(({ name }) => isSequenceTable(name) && isUiTable(name)).length,
  );
  const tables = cases.map((item) => tablesLinked(item).length);
  const most = Math.max(0, ...ui);
  const named = cases.map((item) => findMention(item.text, MUTEX) !== undefined);
  let uiCase = most > 0 ? ui.lastIndexOf(most) : tables.findLastIndex((count) => count > 0);
  // Without links the names tell.
  if (uiCase < 0) uiCase = cases.findLastIndex(({ text }) => NAMES.some((name) => findMention(text, name)));
  if (uiCase < 0) uiCase = cases.findLastIndex((_, index) => index > 0 && named[index] !== true);
  const rest = cases.map((_, index) => index).filter((index) => index !== uiCase);
  const mutexCase =
    rest.find((index) => named[index]) ?? rest.find((index) => tables[index] === 0) ?? rest[0] ?? -1;
  return { mutexCase, uiCase };
};

/** A list of links below the page ("See also") says nothing about them. */
export const saysMoreThanLinks = ({ text, links }: Prose): boolean => {
  const beside = links.reduce(
    (rest, { from, to }) => rest.slice(0, from) + ' '.repeat(to - from) + rest.slice(to),
    text,
  );
  return /[\p{L}\p{N}]/u.test(beside);
};
