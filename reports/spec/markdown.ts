import { CLAUSES } from '../../spec/index.ts';
import { cellOf, describeCell, pageLabel } from './page-report.ts';
import type { SpecReport } from './schema.ts';

/** The locale by clause table with its contradictions and defects, as a Markdown page. */
export const specMarkdown = ({ pages }: SpecReport): string => {
  const row = (cells: readonly string[]): string => `| ${cells.map(escape).join(' | ')} |`;
  const lines = [
    '# The documentation page against our clauses',
    '',
    row(['page', ...CLAUSES.map(({ id }) => id)]),
    row(['---', ...CLAUSES.map(() => '---')]).replaceAll('\\', ''),
    ...pages.map((page) =>
      row([pageLabel(page, pages), ...CLAUSES.map(({ id }) => describeCell(cellOf(page, id)))]),
    ),
  ];
  const contradictions = pages.flatMap((page) => page.contradictions);
  if (contradictions.length > 0) {
    lines.push(
      '',
      '## Contradictions',
      '',
      row(['clause', 'at', 'expected', 'found']),
      '| --- | --- | --- | --- |',
    );
    lines.push(
      ...contradictions.map(({ clause, at, expected, found }) => row([clause, at, expected, found])),
    );
  }
  const defects = pages.flatMap((page) => page.defects);
  if (defects.length > 0) {
    lines.push(
      '',
      '## Defects of translation',
      '',
      row(['clause', 'kind', 'at', 'should read', 'reads']),
      '| --- | --- | --- | --- | --- |',
    );
    lines.push(
      ...defects.map(({ clause, kind, at, expected, found }) => row([clause, kind, at, expected, found])),
    );
  }
  return `${lines.join('\n')}\n`;
};

/** Words of a page are shown, never interpreted. */
const escape = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/[\\`*_[\]|~]/g, '\\$&');
