import { CLAUSES } from '../../spec/index.ts';
import { DEFECT_KINDS } from '../../spec/page/index.ts';
import { cellOf, describeCell, pageLabel } from './page-report.ts';
import type { PageReport, SpecReport } from './schema.ts';

/** The locale by clause table with its contradictions and defects, as one HTML file without scripts. */
export const specHtml = ({ pages }: SpecReport): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>The documentation page against our clauses</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>The documentation page against our clauses</h1>
${matrix(pages)}
${contradictions(pages)}
${reviews(pages)}
${defects(pages)}
</main>
</body>
</html>
`;

const matrix = (pages: readonly PageReport[]): string => {
  const head = CLAUSES.map(
    ({ id, statement }) => `<th scope="col" title="${escapeHtml(statement)}">${id}</th>`,
  ).join('');
  const rows = pages.map((page) => {
    const cells = CLAUSES.map(({ id }) => {
      const cell = cellOf(page, id);
      const kinds = cell.kinds.length === 0 ? '' : `<br><small>${cell.kinds.join(', ')}</small>`;
      const look = cell.status === 'agrees' && cell.defects > 0 ? 'defects' : cell.status;
      return `<td class="${look}">${describeCell(cell)}${kinds}</td>`;
    }).join('');
    return `<tr><th scope="row">${escapeHtml(pageLabel(page, pages))}</th>${cells}</tr>`;
  });
  return `<div class="wide" tabindex="0" role="region" aria-label="Pages by clauses"><table>
<caption>How each clause stands in each page</caption>
<thead><tr><th scope="col">page</th>${head}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table></div>`;
};

const contradictions = (pages: readonly PageReport[]): string =>
  list(
    'Contradictions',
    ['clause', 'at', 'expected', 'found'],
    pages.flatMap((page) =>
      page.contradictions.map(({ clause, at, expected, found }) =>
        [clause, at, expected, found].map(escapeHtml),
      ),
    ),
  );

const reviews = (pages: readonly PageReport[]): string =>
  list(
    'For review',
    ['clause', 'kind', 'at', 'due', 'reads'],
    pages.flatMap((page) =>
      page.reviews.map(({ clause, kind, at, expected, found }) => [
        clause,
        kind,
        escapeHtml(at),
        escapeHtml(expected),
        foreign(page, found),
      ]),
    ),
  );

const defects = (pages: readonly PageReport[]): string =>
  list(
    'Defects',
    ['clause', 'kind', 'at', 'should read', 'reads'],
    pages.flatMap((page) =>
      page.defects.map(({ clause, kinds, at, expected, found }) => [
        clause,
        kinds.map((kind) => `<span title="${escapeHtml(DEFECT_KINDS[kind])}">${kind}</span>`).join(', '),
        escapeHtml(at),
        escapeHtml(expected),
        foreign(page, found),
      ]),
    ),
  );

/** Words of the page, which may run from right to left. */
const foreign = ({ locale }: PageReport, found: string): string =>
  `<bdi${locale === null ? '' : ` lang="${escapeHtml(locale)}"`}>${escapeHtml(found)}</bdi>`;

const list = (title: string, head: readonly string[], rows: readonly (readonly string[])[]): string => {
  if (rows.length === 0) return `<h2>${title}</h2>\n<p>None.</p>`;
  const body = rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('\n');
  return `<h2>${title}</h2>
<div class="wide" tabindex="0" role="region" aria-label="${title}"><table>
<thead><tr>${head.map((name) => `<th scope="col">${name}</th>`).join('')}</tr></thead>
<tbody>
${body}
</tbody>
</table></div>`;
};

export const escapeHtml = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

export const STYLE = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 90rem; margin: 0 auto; padding: 1rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; }
caption { text-align: left; }
th, td { border: 1px solid #767676; padding: .25rem .5rem; text-align: left; vertical-align: top; }
.agrees { background: #e3f4e3; color: #1b1b1b; }
.defects, .reworded, .unreadable { background: #fff3cd; color: #1b1b1b; }
.contradicts, .unsupported { background: #fbdcdc; color: #1b1b1b; }
`;
