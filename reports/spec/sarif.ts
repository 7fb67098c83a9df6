import { CLAUSES } from '../../spec/index.ts';
import type { PageReport } from './schema.ts';

type Row =
  | PageReport['contradictions'][number]
  | PageReport['reviews'][number]
  | PageReport['defects'][number];

/** What a row is about, for a rule's id: `contradiction/polarity`, `review/time`, `defect/split`. */
interface Sorted {
  readonly sort: 'contradiction' | 'review' | 'defect';
  readonly file: string;
  readonly row: Row;
}

export const sortedRows = (
  pages: readonly Pick<PageReport, 'file' | 'contradictions' | 'reviews' | 'defects'>[],
): readonly Sorted[] =>
  pages.flatMap(({ file, contradictions, reviews, defects }) => [
    ...contradictions.map((row) => ({ sort: 'contradiction' as const, file, row })),
    ...reviews.map((row) => ({ sort: 'review' as const, file, row })),
    ...defects.map((row) => ({ sort: 'defect' as const, file, row })),
  ]);

/** One sentence on a row, as an annotation shows it. */
export const tellRow = ({ sort, row }: Sorted): string => {
  if (sort === 'contradiction') return `${row.clause}: expected ${row.expected}; found ${row.found}`;
  if (sort === 'review')
    return `${row.clause} needs review: ${row.kind}, due: ${row.expected}; reads "${row.found}"`;
  return `${row.clause}: ${row.kind}, ${row.expected} reads "${row.found}"`;
};

/**
 * The rows as a SARIF log, which code scanning services show beside the lines.
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export const specSarif = (
  pages: readonly Pick<PageReport, 'file' | 'contradictions' | 'reviews' | 'defects'>[],
  version: string,
): string => {
  const rows = sortedRows(pages);
  const ids = [...new Set(rows.map(({ sort, row }) => `${sort}/${row.kind}`))].toSorted();
  return JSON.stringify({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'msiconform',
            version,
            informationUri: 'https://www.npmjs.com/package/msiconform',
            rules: ids.map((id) => ({ id })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: rows.map(({ sort, file, row }) => ({
          ruleId: `${sort}/${row.kind}`,
          ruleIndex: ids.indexOf(`${sort}/${row.kind}`),
          level: row.severity,
          message: { text: `${tellRow({ sort, file, row })} (${statementOf(row.clause)})` },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: encodeURI(file.replaceAll('\\', '/')) },
                region: {
                  startLine: row.start.line,
                  startColumn: row.start.column,
                  endLine: row.end.line,
                  endColumn: row.end.column,
                },
              },
            },
          ],
          properties: { clause: row.clause, block: row.block },
        })),
      },
    ],
  });
};

const statementOf = (clause: Row['clause']): string =>
  CLAUSES.find(({ id }) => id === clause)?.statement ?? clause;
