import type pc from 'picocolors';
import { counted } from '../../reports/text.ts';
import type { Explanation } from '../index.ts';
import { callText, instantText, shown } from './text.ts';

type Colors = ReturnType<typeof pc.createColors>;

/** The machines whose history is more than one call, and what was assumed to merge them. */
export const renderMachines = ({ machines }: Explanation, colors: Colors): readonly string[] =>
  machines.flatMap(({ machine }) => {
    const { calls, transactions, undated, notes, computer, clock, isDateOpen } = machine;
    const began = (at: number): string => instantText(at).slice(isDateOpen ? 11 : 0);
    // One call alone is told with its log.
    const isOne = transactions.length === 0 && calls.length + undated.length < 2;
    if (isOne && (notes.length === 0 || undated.length > 0)) return [];
    const rows = [
      ...calls.map((call, index) => ({
        at: call.whole.from,
        text: `${began(call.whole.from)} to ${instantText(call.whole.to).slice(11)}  process ${index + 1}: ${callText(call.session)}  ${colors.dim(`${shown(call.file)}:${call.session.line}`)}`,
      })),
      ...transactions
        .filter(({ call, transaction }) => call === null && transaction.began !== null)
        .map(({ span, transaction }) => ({
          at: span.from,
          text: `${began(span.from)} to ${transaction.ended === null ? '?' : instantText(span.to).slice(11)}  event log: ${shown(transaction.package || (transaction.product ?? 'a package that the record does not name'))}${transaction.processId === null ? '' : `, client process ${transaction.processId}`}  ${colors.dim(`${shown(transaction.began?.file ?? '')}:${transaction.began?.record.line ?? 0}`)}`,
        })),
    ].toSorted((a, b) => a.at - b.at);
    const first = rows.slice(0, ROWS_SHOWN).map(({ text }) => `  ${text}`);
    const more =
      rows.length > ROWS_SHOWN ? [`  and ${rows.length - ROWS_SHOWN} more (--json has them all)`] : [];
    return [
      colors.bold(
        `Machine ${computer === null ? '(not named)' : shown(computer)}: ${counted(rows.length, 'installation')}, ${clock} time`,
      ),
      ...(isOne ? [] : [...first, ...more]),
      ...notes.map((note) => `  note: ${shown(note)}`),
      '',
    ];
  });

const ROWS_SHOWN = 200;
