import type pc from 'picocolors';
import { counted } from '../../reports/text.ts';
import { describeHolder } from '../index.ts';
import type { BlamedMachine, BusyCall, Explanation } from '../index.ts';
import { callText, instantText, shown } from './text.ts';
import { busyText } from './words.ts';

type Colors = ReturnType<typeof pc.createColors>;

/** The machines whose history is more than one call, and what was assumed to merge them. */
export const renderMachines = ({ machines }: Explanation, colors: Colors): readonly string[] =>
  machines.flatMap(({ machine }) => {
    const { calls, transactions, undated, notes, computer, clock } = machine;
    const isOne = calls.length + transactions.length + undated.length < 2;
    if (isOne && (notes.length === 0 || undated.length > 0)) return [];
    const rows = [
      ...calls.map((call, index) => ({
        at: call.whole.from,
        text: `${instantText(call.whole.from)} to ${instantText(call.whole.to).slice(11)}  process ${index + 1}: ${callText(call.session)}  ${colors.dim(`${shown(call.file)}:${call.session.line}`)}`,
      })),
      ...transactions
        .filter(({ call, transaction }) => call === null && transaction.began !== null)
        .map(({ span, transaction }) => ({
          at: span.from,
          text: `${instantText(span.from)} to ${transaction.ended === null ? '?' : instantText(span.to).slice(11)}  event log: ${shown(transaction.package || (transaction.product ?? 'a package that is not named'))}${transaction.processId === null ? '' : `, client process ${transaction.processId}`}  ${colors.dim(`${shown(transaction.began?.file ?? '')}:${transaction.began?.record.line ?? 0}`)}`,
        })),
    ].toSorted((a, b) => a.at - b.at);
    const first = rows.slice(0, ROWS_SHOWN).map(({ text }) => `  ${text}`);
    const more =
      rows.length > ROWS_SHOWN ? [`  and ${rows.length - ROWS_SHOWN} more (--json has them all)`] : [];
    return [
      colors.bold(
        `Machine ${computer === null ? '(not named)' : shown(computer)}: ${counted(rows.length, 'installation')}, ${clock} time`,
      ),
      ...(rows.length < 2 ? [] : [...first, ...more]),
      ...notes.map((note) => `  note: ${shown(note)}`),
      '',
    ];
  });

const ROWS_SHOWN = 200;

const WHERE_TO_LOOK =
  '  To find a holder, give the other logs of that time too (%TEMP%\\MSI*.log), and the MsiInstaller records\n' +
  '  of the event log (msiconform explain --help says how to export them).';

/** Each 1618, and who caused it. */
export const renderBusy = ({ machines }: Explanation, colors: Colors): readonly string[] => {
  const all = machines.flatMap((each) => each.busy.map((busy) => busyRow(each, busy, colors)));
  if (all.length === 0) return [];
  const isOpen = machines.some(({ busy }) => busy.some(({ holder }) => holder === null));
  return [
    colors.bold(`${counted(all.length, 'refusal')} (1618)`),
    ...all.flat(),
    ...(isOpen ? [WHERE_TO_LOOK] : []),
    '',
  ];
};

const busyRow = ({ machine }: BlamedMachine, busy: BusyCall, colors: Colors): readonly string[] => {
  const call = busy.process === null ? undefined : machine.calls[busy.process - 1];
  const name = call === undefined ? busy.product : callText(call.session);
  const who = name === null ? '' : ` ${shown(name)}:`;
  const when = busy.at === null ? '' : `${instantText(busy.at)} `;
  return [
    `  ${when}${colors.dim(`${shown(busy.file)}:${busy.busy.line}`)}${who} ${busyText(busy)}`,
    busy.holder === null
      ? `    held by: ${shown(busy.why ?? 'not in these files')}`
      : `    held by: ${colors.yellow(shown(describeHolder(busy.holder)))}`,
  ];
};
