import { CLAUSE_IDS } from '../../spec/index.ts';
import { markdownTable } from '../markdown-table.ts';
import type { PowerResult } from './power-result.ts';
import { figuresOf, HEAD, markOf, problemsOf, summaryOf } from './rows.ts';

/** The same table as Markdown. */
export const powerMarkdown = (result: PowerResult): string => {
  const rows = result.faults.map((fault) => [
    `${fault.id}: ${fault.summary}`,
    ...CLAUSE_IDS.map((clause) => markOf(fault, clause)),
    ...figuresOf(fault),
  ]);
  return [
    '# Faults by clauses',
    '',
    ...summaryOf(result).map((sentence) => `- ${sentence}`),
    ...problemsOf(result).map((problem) => `- **${problem}**`),
    '',
    markdownTable(HEAD, rows),
    '',
    '`breaks`: the clause that the fault breaks. `blamed`: blamed too, for it follows. Median and worst: interleavings until the first divergence. Operations: of the shortest counterexample.',
    '',
  ].join('\n');
};
