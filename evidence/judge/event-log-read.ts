/** What the event log names at an instant, as the records of a machine tell. */
import { applicationOf, OBSERVER } from '../../spec/index.ts';
import { covers } from '../machine/call.ts';
import type { InstallerCall, Span } from '../machine/call.ts';
import type { MachineHistory, TimedTransaction } from '../machine/history.ts';
import type { ToldCall } from './told.ts';

/** Whether logs and records may be of other days than they are told on, and not all by the same. */
export const isOrderUnknown = ({
  orderUnknown,
  isDateOpen,
  calls,
  transactions,
}: MachineHistory): boolean => {
  if (!isDateOpen || orderUnknown) return orderUnknown;
  const shifts = new Set([
    ...calls.map(({ otherwise }) => otherwise),
    ...transactions.map(({ transaction: { began, ended } }) => (began ?? ended)?.otherwise ?? 0),
  ]);
  return calls.length > 0 && transactions.length > 0 && shifts.size > 1;
};

export const isNamed = ({ package: name, product }: TimedTransaction['transaction']): boolean =>
  name !== '' || product !== null;

/** The event log names something there, and the export does not show what: that is no fault of the event log. */
export const isUnreadable = ({ transaction }: Pick<TimedTransaction, 'transaction'>): boolean =>
  transaction.began?.record.unreadable.includes('package') === true;

/** The other installations that the event log names at an instant as well. */
export const namedBeside = (
  machine: MachineHistory,
  timed: TimedTransaction,
  instant: number,
  processFor: (timed: TimedTransaction) => number | undefined,
): readonly string[] =>
  machine.transactions
    .filter((each) => each !== timed && each.transaction.began !== null && covers(each.span, instant))
    .filter(({ transaction }) => isNamed(transaction))
    .map((each) => applicationIn(each, processFor(each)));

/** What the event log names of a transaction: the application of its process, where it has one here, else the package. */
const applicationIn = ({ transaction }: TimedTransaction, process: number | undefined): string =>
  process === undefined ? transaction.package : applicationOf(process);

export const at = (instant: number): Span => ({ from: instant, to: instant });

/** What the event log says is being installed when a call's execute sequence begins, where an export covers that time. */
export const eventLogRead = (
  machine: MachineHistory,
  call: InstallerCall,
  processOf: (place: number) => number | undefined,
): ToldCall | undefined => {
  const { execute } = call;
  const cover = machine.eventsCover;
  if (
    execute === null ||
    cover === null ||
    isOrderUnknown(machine) ||
    machine.setBack.some((twice) => covers(twice, execute.from)) ||
    !covers(cover, execute.from) ||
    !machine.transactions.some(({ transaction }) => transaction.began !== null) ||
    machine.transactions.some(
      (each) => each.call === null && isUnreadable(each) && covers(each.span, execute.from),
    )
  )
    return undefined;
  const installing = machine.transactions
    .filter(({ span }) => covers(span, execute.from))
    .map((each) => applicationIn(each, each.call === null ? undefined : processOf(each.call)));
  const line =
    call.session.sequences.find(({ table, nested }) => !nested && table.endsWith('ExecuteSequence'))?.started
      ?.line ?? call.session.line;
  return {
    process: OBSERVER,
    operation: { op: 'events' },
    response: { type: 'events', installing },
    span: at(execute.from),
    closes: false,
    origin: { file: call.file, line, at: execute.from, occasion: 'event log read' },
  };
};
