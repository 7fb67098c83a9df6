import { dayIn } from '../dates/date-order.ts';
import type { Moment } from '../events/record.ts';
import {
  endOf,
  inOrder,
  isRefusal,
  latenessOf,
  pairTransactions,
  refusalsIn,
} from '../events/transactions.ts';
import type { TimedRecord, Transaction } from '../events/transactions.ts';
import type { Session } from '../log/story.ts';
import type { FileReading } from '../read/read-source.ts';
import { overlapsOf, toCall } from './call.ts';
import type { InstallerCall, Span } from './call.ts';
import { byClock, inOtherOrder, setBackIn } from './by-clock.ts';
import type { ByClock } from './by-clock.ts';
import { calendarsOf } from './calendar.ts';
import { callOfTransaction, findAnchors, offsetAt, offsetText } from './clock-offset.ts';
import type { Anchor } from './clock-offset.ts';
import { groupByMachine } from './grouping.ts';
import type { Basis, Group, GroupOptions, RecordOf, RestartOf, SessionOf } from './grouping.ts';
import { ordersOf } from './orders.ts';
import type { Order } from './orders.ts';
import { restartBetween, timedRestarts } from './restarts.ts';
import type { TimedRestart } from './restarts.ts';
import { DAY } from '../dates/day-clock.ts';

/** A transaction of the event log on the machine's clock. */
export interface TimedTransaction {
  readonly transaction: Transaction;
  readonly span: Span;
  /** The call whose log tells of the same installation, by its place in {@link MachineHistory.calls}. */
  readonly call: number | null;
  /** Without a 1042: the restart of the machine at which it had ended at the latest. */
  readonly restart: TimedRestart | null;
}

/** Everything that the evidence tells of one machine, on one clock. */
export interface MachineHistory {
  readonly computer: string | null;
  readonly basis: Basis;
  /** Histories of one group are of one machine, and their clocks could not be joined. */
  readonly group: number;
  /** In the order in which they began. A call's process is its place here, from 1. */
  readonly calls: readonly InstallerCall[];
  /** Sessions without a date or a time: they take no place among the others. */
  readonly undated: readonly SessionOf[];
  readonly transactions: readonly TimedTransaction[];
  /** Records of installations that were refused: such a one has no transaction. One for each occasion. */
  readonly refused: readonly TimedRecord[];
  /** The same of records without a time that can be read. */
  readonly refusedUntimed: readonly RecordOf[];
  /** Starts and shutdowns of the machine, on this clock. */
  readonly restarts: readonly TimedRestart[];
  /** The same on the other clock, where nothing joins the two. */
  readonly restartsApart: readonly TimedRestart[];
  /** The times that came twice, since the clock was put back between the records of one log. */
  readonly setBack: readonly Span[];
  /** First to last record of the exports: what the event log can be asked about. */
  readonly eventsCover: Span | null;
  readonly clock: 'local' | 'UTC';
  /** The exports leave the year out. */
  readonly isYearMissing: boolean;
  /** What was assumed, settled or left open, in sentences. */
  readonly notes: readonly string[];
  /** A date may be read in two ways and nothing settles it: only times of the day are known. */
  readonly isDateOpen: boolean;
  /** Overlaps depend on a date that may be read in two ways: they are not judged. */
  readonly orderUnknown: boolean;
}

export interface MergeOptions extends GroupOptions {
  /** Local time minus UTC in milliseconds, for exports that give UTC. */
  readonly utcOffset?: number;
}

/** The day of the header, else that of the footer, from which the nights in between are taken. */
const firstDayOf = ({ date, stoppedDate, ended }: Session, order: Order): number => {
  if (date !== null) return dayIn(date, order);
  return stoppedDate === null ? 0 : dayIn(stoppedDate, order) - Math.floor((ended ?? 0) / DAY);
};

/** Merges what was read into one history a machine, or several where its clocks cannot be joined. */
export const mergeMachines = (
  evidence: readonly FileReading[],
  options: MergeOptions = {},
): readonly MachineHistory[] =>
  groupByMachine(evidence, options).flatMap((group, index) => mergeGroup(group, index, options));

const mergeGroup = (whole: Group, index: number, options: MergeOptions): readonly MachineHistory[] => {
  const calendars = calendarsOf(whole);
  const { group } = calendars;
  const orders = ordersOf(group);
  const dated = group.sessions.filter(
    ({ session }) => (session.date ?? session.stoppedDate) !== null && session.began !== null,
  );
  const undated = group.sessions.filter((each) => !dated.includes(each));
  const callsIn = (otherwise: Order): readonly InstallerCall[] =>
    dated
      .flatMap(
        ({ file, session }) =>
          toCall(
            file,
            session,
            firstDayOf(session, orders.of(session) ?? otherwise),
            firstDayOf(session, orders.of(session) ?? 'month-first'),
          ) ?? [],
      )
      .toSorted((a, b) => a.whole.from - b.whole.from);
  const calls = callsIn('day-first');
  const orderUnknown = orders.isOpen && overlapsOf(calls) !== overlapsOf(callsIn('month-first'));
  const { utc, local, yearless, untimed } = byClock(group.records, ({ record }) => record.moment);
  const restarts = byClock(group.restarts, ({ restart }) => restart.moment);
  const empty: MachineHistory = {
    computer: group.computer,
    basis: group.basis,
    group: index,
    calls: [],
    undated: [],
    transactions: [],
    refused: [],
    refusedUntimed: [],
    restarts: [],
    restartsApart: [],
    setBack: [],
    eventsCover: null,
    clock: 'local',
    isYearMissing: false,
    notes: [],
    isDateOpen: orders.isOpen || calendars.isOpen,
    orderUnknown: false,
  };
  const first: MachineHistory = {
    ...empty,
    calls,
    undated,
    orderUnknown,
    refusedUntimed: untimed.filter(({ record }) => isRefusal(record)),
    notes: [
      ...group.notes,
      ...calendars.notes,
      ...orders.notes,
      ...(orderUnknown ? ['which calls overlap depends on that: calls are judged one by one'] : []),
      ...(undated.length === 0 ? [] : [`${undated.length} of the calls bear no date: they are judged alone`]),
    ],
  };
  const hasLocal = group.sessions.length + local.length + untimed.length > 0;
  const histories = withUtc({ utc, local, hasLocal, restarts }, first, orders.ofRecords, options);
  if (yearless.length === 0) return histories;
  const apart = place(
    { records: yearless, restarts: restarts.yearless },
    { ...empty, isYearMissing: true },
    [],
    orders.ofRecords,
  );
  return hasLocal || utc.length > 0 ? [...histories, apart] : [{ ...apart, notes: first.notes }];
};

interface ByZone {
  readonly utc: readonly RecordOf[];
  readonly local: readonly RecordOf[];
  /** Whether anything that tells of installations is in local time. */
  readonly hasLocal: boolean;
  readonly restarts: ByClock<RestartOf>;
}

const withUtc = (
  { utc, local, hasLocal, restarts }: ByZone,
  logs: MachineHistory,
  order: Order | null,
  { utcOffset }: MergeOptions,
): readonly MachineHistory[] => {
  const records = utc.map(({ record }) => record);
  const anchors = utcOffset === undefined ? findAnchors(logs.calls, records) : [{ at: 0, offset: utcOffset }];
  const [anchor] = anchors;
  const isJoined = anchor !== undefined && utc.length + restarts.utc.length > 0;
  if (isJoined && (hasLocal || utc.length > 0)) {
    const how =
      utcOffset === undefined
        ? `as ${anchors.length} installation(s) in both logs and events show`
        : 'as given';
    const all = { records: [...local, ...utc], restarts: [...restarts.local, ...restarts.utc] };
    const joined = place(all, logs, anchors, order);
    return [{ ...joined, notes: [...joined.notes, `local time is UTC${offsetText(anchor.offset)}, ${how}`] }];
  }
  const bare = { ...logs, calls: [], undated: [], refusedUntimed: [], orderUnknown: false, notes: [] };
  const alone = place({ records: local, restarts: restarts.local }, logs, [], order);
  const aloneInUtc = place({ records: utc, restarts: restarts.utc }, bare, [], order);
  const own: MachineHistory = { ...alone, restartsApart: aloneInUtc.restarts };
  const inUtc: MachineHistory = { ...aloneInUtc, restartsApart: alone.restarts, clock: 'UTC' };
  if (utc.length === 0) return hasLocal ? [own] : [];
  if (!hasLocal) return [{ ...inUtc, notes: logs.notes }];
  const note =
    'some of these files are in local time and the events in UTC, and no installation stands in both: they are not merged (give --utc-offset to merge them)';
  return [
    { ...own, notes: [...own.notes, note] },
    { ...inUtc, notes: [note] },
  ];
};

/** Puts records on the machine's clock and pairs them. */
const place = (
  { records, restarts }: { readonly records: readonly RecordOf[]; readonly restarts: readonly RestartOf[] },
  machine: MachineHistory,
  anchors: readonly Anchor[],
  order: Order | null,
): MachineHistory => {
  const shiftOf = inOtherOrder(order);
  const timed = records.flatMap(({ file, record }): TimedRecord[] => {
    const at = instantOf(record.moment, anchors, order);
    return at === undefined ? [] : [{ at, record, file, otherwise: shiftOf(record.moment) }];
  });
  const boots = timedRestarts(restarts, (moment) => instantOf(moment, anchors, order), shiftOf);
  const paired = pairTransactions(timed);
  const transactions = paired.map((transaction): TimedTransaction => {
    const { began, ended } = transaction;
    const from = began?.at ?? ended?.at ?? 0;
    const latest = from + latenessOf(began);
    const restart = ended === null ? (restartBetween(boots, latest, Number.POSITIVE_INFINITY) ?? null) : null;
    const span = { from, to: Math.min(endOf(transaction, paired), restart?.to ?? Number.POSITIVE_INFINITY) };
    return { transaction, span, call: callOfTransaction(transaction, span, machine.calls), restart };
  });
  const ordered = inOrder(timed);
  const [first, last] = [ordered[0], ordered.at(-1)];
  const eventsCover = first === undefined || last === undefined ? null : { from: first.at, to: last.at };
  return {
    ...machine,
    transactions,
    refused: refusalsIn(ordered),
    eventsCover,
    restarts: boots,
    setBack: setBackIn(timed),
  };
};

const instantOf = (
  moment: Moment | null,
  anchors: readonly Anchor[],
  order: Order | null,
): number | undefined => {
  if (moment === null) return undefined;
  if (moment.zone === 'local') return dayIn(moment.date, order ?? 'day-first') * DAY + moment.clock;
  return moment.at + (offsetAt(anchors, moment.at) ?? 0);
};
