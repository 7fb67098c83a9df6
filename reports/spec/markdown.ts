import { CLAUSES } from '../../spec/index.ts';
import { cellOf, describeCell, pageLabel } from './page-report.ts';
import type { SpecReport } from './schema.ts';

/** The locale by clause table with its contradictions and defects, as a Markdown page. */
export const specMarkdown = ({ pages }: SpecReport): string => {
  const row = (cells: readonly string[]): string => `| ${cells.map(escapeMarkdown).join(' | ')} |`;
  const lines = [
    '# The documentation page against our clauses',
    '',
    row(['page', ...CLAUSES.map(({ id }) => id)]),
    row(['---', ...CLAUSES.map(() => '---')]).replaceAll('\\', ''),
    ...pages.map((page) =>
      row([pageLabel(page, pages), ...CLAUSES.map(({ id }) => describeCell(cellOf(page, id)))]),
    ),
  ];
  const table = (title: string, head: readonly string[], rows: readonly (readonly string[])[]): void => {
    if (rows.length === 0) return;
    lines.push(
      '',
      `## ${title}`,
      '',
      row(head),
      row(head.map(() => '---')).replaceAll('\\', ''),
      ...rows.map(row),
    );
  };
  const all = <Row>(rows: (page: SpecReport['pages'][number]) => readonly Row[]): readonly Row[] =>
    pages.flatMap(rows);
  table(
    'Contradictions',
    ['clause', 'at', 'expected', 'found'],
    all(({ contradictions }) => contradictions).map(({ clause, at, expected, found }) => [
      clause,
      at,
      expected,
      found,
    ]),
  );
  table(
    'For review',
    ['clause', 'kind', 'at', 'due', 'reads'],
    all(({ reviews }) => reviews).map(({ clause, kind, at, expected, found }) => [
      clause,
      kind,
      at,
      expected,
      found,
    ]),
  );
  table(
    'Defects',
    ['clause', 'kind', 'at', 'should read', 'reads'],
    all(({ defects }) => defects).map(({ clause, kinds, at, expected, found }) => [
      clause,
      kinds.join(', '),
      at,
      expected,
      found,
    ]),
  );
  return `${lines.join('\n')}\n`;
};

/** Words of a page are shown, never interpreted. */
export const escapeMarkdown = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/[\\`*_[\]|~]/g, '\\$&');
