import { CLAUSES } from '../../spec/index.ts';
import { markdownTable } from '../markdown-table.ts';
import { cellOf, describeCell, LISTS, pageLabel } from './page-report.ts';
import type { SpecReport } from './schema.ts';

/** The locale by clause table with its contradictions and defects, as a Markdown page. */
export const specMarkdown = ({ pages }: SpecReport): string => {
  const matrix = pages.map((page) => [
    pageLabel(page, pages),
    ...CLAUSES.map(({ id }) => describeCell(cellOf(page, id))),
  ]);
  const lists = LISTS.flatMap(({ title, head, rows }) => {
    const all = pages.flatMap(rows);
    return all.length === 0 ? [] : [`## ${title}`, escapedTable(head, all)];
  });
  return `${['# The documentation page against our clauses', escapedTable(['page', ...CLAUSES.map(({ id }) => id)], matrix), ...lists].join('\n\n')}\n`;
};

export const escapedTable = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  markdownTable(
    head,
    rows.map((cells) => cells.map(escapeMarkdown)),
  );

/** Words of a page are shown, never interpreted. */
export const escapeMarkdown = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/[\\`*_[\]|~]/g, '\\$&');
