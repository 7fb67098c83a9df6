import Table from 'cli-table3';
import type { Colors } from 'picocolors/types.js';
import { CLAUSE_IDS } from '../../spec/index.ts';
import type { PowerResult } from './power-result.ts';
import { figuresOf, HEAD, markOf, problemsOf, summaryOf } from './rows.ts';

/** Faults by clauses: `#` the clause that the fault breaks, `+` one that was blamed too. */
export const renderPower = (result: PowerResult, colors: Colors): string => {
  const table = new Table({ head: [...HEAD], style: { head: [], border: [], compact: true } });
  for (const fault of result.faults) {
    const marks = CLAUSE_IDS.map((clause) => {
      const mark = markOf(fault, clause);
      return mark === 'breaks' ? colors.green('#') : mark === 'blamed' ? '+' : '';
    });
    const id = fault.problems.length > 0 ? colors.red(fault.id) : fault.id;
    table.push([id, ...marks, ...figuresOf(fault)]);
  }
  return [
    table.toString(),
    '# the clause that the fault breaks, + blamed too; interleavings until the first divergence, operations of the shortest counterexample',
    '',
    ...summaryOf(result),
    ...problemsOf(result).map((problem) => colors.red(problem)),
  ].join('\n');
};
