import { match } from 'ts-pattern';
import { ERROR_INSTALL_ALREADY_RUNNING } from '../../spec/index.ts';
import { inOrder, latenessOf } from '../events/transactions.ts';
import type { TimedRecord } from '../events/transactions.ts';
import type { Session } from '../log/story.ts';
import { covers, finalCode } from './call.ts';
import type { InstallerCall, Span } from './call.ts';
import { samePackage } from './clock-offset.ts';
import type { MachineHistory, TimedTransaction } from './history.ts';

/** Who had the mutex, and what shows it. */
export interface Holder {
  /** The place of the call in the machine's history, from 1; `null` where only the event log shows it. */
  readonly process: number | null;
  readonly package: string | null;
  readonly product: string | null;
  readonly processId: number | null;
  readonly file: string;
  /** The grab, the sequence's first line or the 1040. */
  readonly line: number;
  readonly shownBy: 'grab' | 'sequence' | 'event';
  /** The refused call was made from inside the holder's own installation. */
  readonly own: boolean;
  /** From when on, by the machine's clock; `null` where no line tells. */
  readonly since: number | null;
  /** Until when at the latest; `null` where the files do not show it. */
  readonly until: number | null;
}

/** An occasion on which somebody was refused, as far as it matters to who had the mutex then. */
export interface Occurrence {
  /** On the machine's clock. */
  readonly at: number;
  /** The call whose log tells of it, and its place. */
  readonly call: InstallerCall | null;
  readonly place: number | null;
  /** The record that tells of it, where no log does. */
  readonly record: TimedRecord | null;
}

/** Everybody who is shown to have had the mutex at an occasion: one at most, where the files are of one machine. */
export const holdersAt = (machine: MachineHistory, occurrence: Occurrence): readonly Holder[] => {
  const { at, call, place } = occurrence;
  const calls = machine.calls.flatMap((other, index) =>
    index === place ? [] : (ofCall(other, index, occurrence) ?? []),
  );
  const events = machine.transactions.flatMap((each) => {
    // The log of an installation is nearer to the mutex than its records, which may be in whole seconds.
    const isSame =
      each.call !== null &&
      (each.call === place ||
        (machine.calls[each.call]?.session.grabs.length ?? 0) > 0 ||
        calls.some((known) => known.process === (each.call ?? -1) + 1 && known.package !== null));
    const isItself = call !== null && isCallItself(each, call);
    const isTwice =
      isSetBackAt(machine, occurrence) && occurrence.record?.file !== each.transaction.began?.file;
    return isSame || isItself || isTwice || !coversSurely(each, occurrence) ? [] : [ofTransaction(each)];
  });
  // A sequence in a log without engine lines and the transaction around it are one installation, and the
  // transaction names the package.
  const all = [
    ...calls.filter(
      ({ shownBy, process }) => shownBy !== 'sequence' || !isInsideTransaction(machine, process, at),
    ),
    ...events,
  ];
  const grabbed = all.filter(({ shownBy }) => shownBy === 'grab');
  return grabbed.length > 0 ? grabbed : all;
};

/** Whether a time came twice by the clock of the machine's records, so that it is not known which of the two it is. */
export const isSetBackAt = ({ setBack }: MachineHistory, { at }: Occurrence): boolean =>
  setBack.some((twice) => covers(twice, at));

/** What a call itself shows of having the mutex at a time. */
export const ofCall = (
  call: InstallerCall,
  place: number,
  { at, record }: Pick<Occurrence, 'at' | 'record'>,
): Holder | null => {
  // Whoever was refused did not have what others were refused for, even where his client has a grab.
  if (finalCode(call) === ERROR_INSTALL_ALREADY_RUNNING) return null;
  const { session } = call;
  const latest = at + latenessOf(record);
  const hold = call.holds.find((each) => covers(each, at) && covers(each, latest));
  if (hold !== undefined) {
    const grab = session.grabs.findLast(({ clock }) => clock !== null && call.at(clock) <= at);
    const { from, to } = spanOfHold(call, hold);
    return {
      ...whoOf(call, place),
      line: grab?.line ?? session.line,
      shownBy: 'grab',
      since: from,
      until: to,
    };
  }
  const { execute } = call;
  // The times of action lines are whole seconds.
  if (execute === null || session.grabs.length > 0 || at < execute.from || latest > execute.to) return null;
  const sequence = sequenceOf(session);
  return {
    ...whoOf(call, place),
    line: sequence?.started?.line ?? session.line,
    shownBy: 'sequence',
    since: sequence?.started == null ? null : execute.from,
    until: sequence?.ended == null ? null : execute.to,
  };
};

export const sequenceOf = (session: Session): Session['sequences'][number] | undefined =>
  session.sequences.find(({ table, nested }) => !nested && table.endsWith('ExecuteSequence'));

export const whoOf = (
  { session, file }: InstallerCall,
  place: number | null,
): Pick<Holder, 'process' | 'package' | 'product' | 'processId' | 'file' | 'own'> => ({
  process: place === null ? null : place + 1,
  package: session.package ?? session.productName,
  product: session.productName,
  processId: session.processId,
  file,
  own: false,
});

/** A hold that lasts to the end of a log that goes no further has an end that is not shown. */
const spanOfHold = (
  call: InstallerCall,
  hold: Span,
): { readonly from: number; readonly to: number | null } => ({
  from: hold.from,
  to: isOpenEnded(call) && hold.to >= call.whole.to ? null : hold.to,
});

/** Neither the service's answer nor an end of the client stands in the log. */
export const isOpenEnded = ({ session }: Pick<InstallerCall, 'session'>): boolean =>
  !session.closed &&
  session.returned.length === 0 &&
  session.answer === null &&
  !session.marks.some(({ kind }) => kind === 'back-from-server');

export const ofTransaction = ({ transaction, span }: TimedTransaction): Holder => ({
  process: null,
  package: transaction.package || transaction.product,
  product: transaction.product,
  processId: transaction.processId,
  file: transaction.began?.file ?? transaction.ended?.file ?? '',
  line: transaction.began?.record.line ?? transaction.ended?.record.line ?? 1,
  shownBy: 'event',
  own: false,
  since: transaction.began === null ? null : span.from,
  until: transaction.ended === null ? null : span.to,
});

/**
 * Whether a transaction was under way at an occasion, however its times were rounded. In one export the
 * order of the records tells.
 */
export const coversSurely = (
  { transaction: { began, ended } }: TimedTransaction,
  { at, record }: Occurrence,
): boolean => {
  if (began === null || ended === null) return false;
  if (record !== null && record.file === began.file && record.file === ended.file) {
    const order = inOrder([began, record, ended]);
    return order[0] === began && order[1] === record && areInOrder([began, record, ended]);
  }
  return began.at + latenessOf(began) <= at && at + latenessOf(record) <= ended.at;
};

/** Whether the numbers of records of one log, where it has them, go up: a clock may be put back, numbers are not. */
const areInOrder = (records: readonly TimedRecord[]): boolean =>
  records.every(({ record }, index) => {
    const before = records[index - 1]?.record;
    return (
      before === undefined ||
      before.record === null ||
      record.record === null ||
      before.computer !== record.computer ||
      before.record < record.record
    );
  });

/** Action lines and some exports give whole seconds. */
const WHOLE_SECOND = 1_500;

const isInsideTransaction = (
  { calls, transactions }: MachineHistory,
  process: number | null,
  at: number,
): boolean => {
  const execute = calls[(process ?? 0) - 1]?.execute;
  if (execute === null || execute === undefined) return false;
  return transactions.some(
    ({ span, transaction }) =>
      transaction.ended !== null &&
      covers(span, at) &&
      span.from - WHOLE_SECOND <= execute.from &&
      execute.to <= span.to + WHOLE_SECOND,
  );
};

/** A refused call leaves no 1040, but one that waited, or was refused inside, may have its own. */
const isCallItself = ({ transaction }: TimedTransaction, call: InstallerCall): boolean =>
  samePackage(transaction, call) &&
  transaction.processId !== null &&
  transaction.processId === call.session.processId;

/** The words for a holder. */
export const describeHolder = (holder: Holder): string => {
  const name = holder.package ?? 'a package whose name is not shown';
  const who = `${name}${holder.processId === null ? '' : `, client process ${holder.processId}`}`;
  const where = `${holder.file}:${holder.line}`;
  const how = match(holder.shownBy)
    .with('grab', () => 'its grab of the mutex')
    .with('sequence', () => 'its execute sequence')
    .with('event', () => 'its transaction in the event log')
    .exhaustive();
  return `${holder.own ? 'the installation itself, from inside: ' : ''}${who} (${how}: ${where})`;
};
