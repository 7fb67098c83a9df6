import { CLAUSES } from '../../spec/index.ts';
import { DEFECT_KINDS } from '../../spec/page/index.ts';
import { columnHead, escapeHtml, htmlPage, htmlTable } from '../html.ts';
import { cellOf, describeCell, LISTS, pageLabel } from './page-report.ts';
import type { PageReport, SpecReport } from './schema.ts';

/** The locale by clause table with its contradictions and defects, as one HTML file without scripts. */
export const specHtml = ({ pages }: SpecReport): string =>
  htmlPage(
    'The documentation page against our clauses',
    STYLE,
    [matrix(pages), ...LISTS.map((list) => listHtml(list, pages))].join('\n'),
  );

const matrix = (pages: readonly PageReport[]): string => {
  const head = CLAUSES.map(
    ({ id, statement }) => `<th scope="col" title="${escapeHtml(statement)}">${id}</th>`,
  );
  const rows = pages.map((page) => {
    const cells = CLAUSES.map(({ id }) => {
      const cell = cellOf(page, id);
      const kinds = cell.kinds.length === 0 ? '' : `<br><small>${cell.kinds.join(', ')}</small>`;
      const look = cell.status === 'agrees' && cell.defects > 0 ? 'defects' : cell.status;
      return `<td class="${look}">${describeCell(cell)}${kinds}</td>`;
    }).join('');
    return `<tr><th scope="row">${escapeHtml(pageLabel(page, pages))}</th>${cells}</tr>`;
  });
  return htmlTable('Pages by clauses', rows, {
    caption: 'How each clause stands in each page',
    head: [columnHead('page'), ...head],
  });
};

const listHtml = ({ title, head, rows }: (typeof LISTS)[number], pages: readonly PageReport[]): string => {
  const all = pages.flatMap((page) =>
    rows(page).map((cells) => {
      const shown = cells.map((text, column) => `<td>${cellHtml(head[column], text, page)}</td>`);
      return `<tr>${shown.join('')}</tr>`;
    }),
  );
  const list = all.length === 0 ? '<p>None.</p>' : htmlTable(title, all, { head: head.map(columnHead) });
  return `<h2>${title}</h2>\n${list}`;
};

const cellHtml = (column: string | undefined, text: string, { locale }: PageReport): string => {
  // Words of the page, which may run from right to left.
  if (column === 'reads')
    return `<bdi${locale === null ? '' : ` lang="${escapeHtml(locale)}"`}>${escapeHtml(text)}</bdi>`;
  return column === 'kind' ? text.split(', ').map(kindHtml).join(', ') : escapeHtml(text);
};

/** Of a defect with what it means. */
const kindHtml = (kind: string): string => {
  const meaning = Object.entries(DEFECT_KINDS).find(([name]) => name === kind)?.[1];
  return meaning === undefined ? kind : `<span title="${escapeHtml(meaning)}">${kind}</span>`;
};

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
