import { CLAUSE_IDS } from '../../spec/index.ts';
import type { FaultResult, PowerResult } from './power-result.ts';
import { figuresOf, HEAD, markOf, problemsOf, summaryOf } from './rows.ts';

/** The same table as one HTML file without scripts. */
export const powerHtml = (result: PowerResult): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Faults by clauses</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>Faults by clauses</h1>
${list(summaryOf(result))}
${list(problemsOf(result), 'problems')}
<div class="wide" tabindex="0" role="region" aria-label="Faults by clauses"><table>
<caption>Which clause was blamed for each fault, and after how many interleavings</caption>
<thead><tr>${HEAD.map((cell) => `<th scope="col">${cell}</th>`).join('')}</tr></thead>
<tbody>
${result.faults.map(row).join('\n')}
</tbody>
</table></div>
</main>
</body>
</html>
`;

const row = (fault: FaultResult): string => {
  const marks = CLAUSE_IDS.map((clause) => {
    const mark = markOf(fault, clause);
    return `<td class="${mark}">${mark}</td>`;
  }).join('');
  const figures = figuresOf(fault)
    .map((figure) => `<td class="figure">${escape(figure)}</td>`)
    .join('');
  const look = fault.problems.length > 0 ? ' class="problem"' : '';
  return `<tr${look}><th scope="row">${escape(fault.id)}<br><small>${escape(fault.summary)}</small></th>${marks}${figures}</tr>`;
};

const list = (sentences: readonly string[], look = 'summary'): string =>
  sentences.length === 0
    ? ''
    : `<ul class="${look}">${sentences.map((sentence) => `<li>${escape(sentence)}</li>`).join('')}</ul>`;

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

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
