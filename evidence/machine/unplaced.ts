/** Who may have had the mutex at a refusal, though the files do not tell: a begin that is not shown, or a clock that went back. */
import { ERROR_INSTALL_ALREADY_RUNNING, isExecuteTable } from '../../spec/index.ts';
import type { TimedRecord } from '../events/transactions.ts';
import { finalCode } from './call.ts';
import type { InstallerCall } from './call.ts';
import type { SessionOf } from './grouping.ts';
import type { MachineHistory, TimedTransaction } from './history.ts';
import { isOpenEnded, ofTransaction, whoOf } from './holder.ts';
import type { Holder, Occurrence } from './holder.ts';
import { DAY } from '../dates/day-clock.ts';

/**
 * Who had the mutex later and is not shown to have taken it: an excerpt, a 1042 without its 1040. Whoever is shown
 * to have had it in between shows that they took it after that.
 */
export const unbegunAfter = (machine: MachineHistory, { at, place }: Occurrence): readonly Holder[] => {
  const unbegun = [
    ...machine.calls.flatMap((call, index): readonly Holder[] =>
      index === place || call.whole.from <= at || !isUnbegun(call)
        ? []
        : [
            {
              ...whoOf(call, index),
              line: call.session.line,
              shownBy: 'sequence',
              since: null,
              until: call.whole.to,
            },
          ],
    ),
    ...machine.transactions.flatMap((each): readonly Holder[] =>
      each.transaction.began === null && each.transaction.ended !== null && each.transaction.ended.at > at
        ? [{ ...ofTransaction(each), until: each.transaction.ended.at }]
        : [],
    ),
  ];
  const shown = [
    ...machine.calls.flatMap(({ holds, execute, session }, index) =>
      index === place || session.grabs.length === 0 ? [] : [...holds, ...(execute === null ? [] : [execute])],
    ),
    ...machine.transactions.flatMap(({ transaction, span }) => (transaction.began === null ? [] : [span])),
    ...unbegun.flatMap(({ until }) => (until === null ? [] : [{ from: until, to: until }])),
  ];
  return unbegun.filter(
    ({ until }) => until !== null && !shown.some(({ from }) => from > at && from < until),
  );
};

/** The log shows how it went on in the service, and neither its first lines nor that it took the mutex. */
const isUnbegun = (call: InstallerCall): boolean => {
  const { session } = call;
  return (
    session.date === null &&
    session.grabs.length === 0 &&
    !session.marks.some(({ kind }) => kind === 'engine-started' || kind === 'server-called') &&
    !isOpenEnded(call) &&
    finalCode(call) !== ERROR_INSTALL_ALREADY_RUNNING &&
    (session.sequences.some(({ started, nested }) => started === null && !nested) ||
      session.marks.some(({ kind }) => kind === 'ended' || kind === 'back-from-server') ||
      session.returned.some(({ side }) => side === 'server'))
  );
};

/** The calls without a date that were going on at that time of the day, of whatever day. */
export const undatedAt = ({ undated }: MachineHistory, { at, call }: Occurrence): readonly SessionOf[] =>
  undated.filter(({ session }) => {
    if (session === call?.session || session.busy.length > 0) return false;
    const isInService =
      session.grabs.length > 0 ||
      session.sequences.some(({ table }) => isExecuteTable(table)) ||
      session.returned.some(({ side }) => side === 'server');
    const ofDay = at % DAY;
    // One whose end is not shown may have gone on for any time.
    const mayBeThen = session.ended === null || session.ended >= ofDay || isOpenEnded({ session });
    return isInService && mayBeThen;
  });

/** More than any zone's clock is put back. */
const MOST_SET_BACK = 2 * 3_600_000;

/** The calls near a refusal in whose own log the clock goes back: which of their times came before it cannot be told. */
export const setBackNear = (machine: MachineHistory, { at, place }: Occurrence): readonly InstallerCall[] =>
  machine.calls.filter(
    ({ session, whole }, index) =>
      index !== place &&
      session.isClockSetBack &&
      whole.from - MOST_SET_BACK <= at &&
      at <= whole.to + MOST_SET_BACK,
  );

/**
 * Whose records stand around the record of a refusal by their numbers, of one computer in one export, while their times
 * do not: the clock was put back, and only the order in which the records were written tells.
 */
export const aroundByNumber = (machine: MachineHistory, { record }: Occurrence): readonly Holder[] => {
  const own = record?.record.record ?? null;
  if (record === null || own === null) return [];
  return machine.transactions.flatMap((each): readonly Holder[] => {
    const { began } = each.transaction;
    if (began === null || !isOfOneLog(began, record)) return [];
    const next = endByNumber(machine, began);
    const [from, to] = [began.record.record ?? 0, next?.record.record ?? 0];
    if (next === undefined || from > own || to < own) return [];
    const isSetBack = began.at > record.at || record.at > next.at;
    return isSetBack ? [{ ...ofTransaction(each), since: null, until: null }] : [];
  });
};

const isOfOneLog = (a: TimedRecord, b: TimedRecord): boolean =>
  a.record.record !== null &&
  b.record.record !== null &&
  a.file === b.file &&
  a.record.computer === b.record.computer;

/** The 1042 of the same package that was written next after a 1040, whatever its time. */
const endByNumber = (machine: MachineHistory, began: TimedRecord): TimedRecord | undefined => {
  if (began.record.package === null) return undefined;
  const [next] = machine.transactions
    .flatMap(({ transaction: { ended } }) =>
      ended !== null &&
      isOfOneLog(ended, began) &&
      ended.record.package === began.record.package &&
      (ended.record.record ?? 0) > (began.record.record ?? 0)
        ? [ended]
        : [],
    )
    .toSorted((a, b) => (a.record.record ?? 0) - (b.record.record ?? 0));
  return next;
};

/**
 * The end of a transaction that has none by its time, since the clock was put back before it came: it stands behind
 * the 1040 by its number.
 */
export const endSetBack = (
  machine: MachineHistory,
  { transaction: { began, ended } }: TimedTransaction,
): TimedRecord | undefined => {
  if (began === null || ended !== null) return undefined;
  const next = endByNumber(machine, began);
  return next !== undefined && next.at < began.at ? next : undefined;
};

/** The transactions whose end was put back, and of which no number tells whether a refusal came before it. */
export const endSetBackNear = (machine: MachineHistory, { at, record }: Occurrence): readonly Holder[] =>
  machine.transactions.flatMap((each): readonly Holder[] => {
    const { began } = each.transaction;
    if (began === null || at > began.at + MOST_SET_BACK) return [];
    if (record !== null && isOfOneLog(began, record)) return [];
    const end = endSetBack(machine, each);
    return end !== undefined && end.at <= at ? [{ ...ofTransaction(each), since: null, until: null }] : [];
  });
