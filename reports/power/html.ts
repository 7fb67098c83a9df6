import { CLAUSE_IDS } from '../../spec/index.ts';
import { columnHead, escapeHtml, htmlPage, htmlTable } from '../html.ts';
import type { FaultResult, PowerResult } from './power-result.ts';
import { figuresOf, HEAD, markOf, problemsOf, summaryOf } from './rows.ts';

const TITLE = 'Faults by clauses';

/** The same table as one HTML file without scripts. */
export const powerHtml = (result: PowerResult): string =>
  htmlPage(
    TITLE,
    STYLE,
    [
      list(summaryOf(result)),
      list(problemsOf(result), 'problems'),
      htmlTable(TITLE, result.faults.map(row), {
        caption: 'Which clause was blamed for each fault, and after how many interleavings',
        head: HEAD.map(columnHead),
      }),
    ].join('\n'),
  );

const row = (fault: FaultResult): string => {
  const marks = CLAUSE_IDS.map((clause) => {
    const mark = markOf(fault, clause);
    return `<td class="${mark}">${mark}</td>`;
  }).join('');
  const figures = figuresOf(fault)
    .map((figure) => `<td class="figure">${escapeHtml(figure)}</td>`)
    .join('');
  const look = fault.problems.length > 0 ? ' class="problem"' : '';
  return `<tr${look}><th scope="row">${escapeHtml(fault.id)}<br><small>${escapeHtml(fault.summary)}</small></th>${marks}${figures}</tr>`;
};

const list = (sentences: readonly string[], look = 'summary'): string =>
  sentences.length === 0
    ? ''
    : `<ul class="${look}">${sentences.map((sentence) => `<li>${escapeHtml(sentence)}</li>`).join('')}</ul>`;

const STYLE = `
:root { color-scheme: light dark; font: 15px/1.45 system-ui, sans-serif; }
main { max-width: 80rem; margin: 2rem auto; padding: 0 1rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; }
caption { text-align: left; padding-bottom: .5rem; }
th, td { border: 1px solid #8886; padding: .25rem .5rem; text-align: left; vertical-align: top; }
td.breaks { background: #1a7f3733; font-weight: 600; }
td.figure { text-align: right; }
.problem th, .problems { color: light-dark(#b3261e, #ff9b94); }
`;
