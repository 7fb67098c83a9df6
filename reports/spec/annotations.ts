import { annotation } from '../ci/github.ts';
import { sortedRows, tellRow } from './sarif.ts';
import type { PageReport } from './schema.ts';

/** Workflow commands that GitHub Actions shows at the lines of the pages. */
export const specAnnotations = (
  pages: readonly Pick<PageReport, 'file' | 'contradictions' | 'reviews' | 'defects'>[],
): string =>
  sortedRows(pages)
    .map((sorted) => {
      const { file, row } = sorted;
      const level = row.severity === 'note' ? 'notice' : row.severity;
      const { start, end } = row;
      const place = { file, line: start.line, endLine: end.line, col: start.column, endColumn: end.column };
      return annotation(level, `${sorted.sort} ${row.clause}`, tellRow(sorted), place);
    })
    .join('\n');
