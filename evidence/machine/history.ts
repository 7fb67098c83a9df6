import { dayIn, settleOrder } from '../dates/date-order.ts';
import type { Dated, SettledOrder } from '../dates/date-order.ts';
import { BEGAN } from '../events/record.ts';
import type { InstallerRecord, Moment } from '../events/record.ts';
import { endOf, inOrder, pairTransactions, refusalsIn } from '../events/transactions.ts';
import type { TimedRecord, Transaction } from '../events/transactions.ts';
import type { Evidence } from '../read/read-source.ts';
import { toCall } from './call.ts';
import type { InstallerCall, Span } from './call.ts';
import { callOfTransaction, findAnchors, offsetAt } from './clock-offset.ts';
import type { Anchor } from './clock-offset.ts';
import { groupByMachine } from './grouping.ts';
import type { Group, SessionOf } from './grouping.ts';

/** A transaction of the event log on the machine's clock. */
export interface TimedTransaction {
  readonly transaction: Transaction;
  readonly span: Span;
  /** The call whose log tells of the same installation, by its place in {@link MachineHistory.calls}. */
  readonly call: number | null;
}

/** Everything that the evidence tells of one machine, on one clock. */
export interface MachineHistory {
  readonly computer: string | null;
  /** In the order in which they began. A call's process is its place here, from 1. */
  readonly calls: readonly InstallerCall[];
  /** Sessions without a date or a time: they take no place among the others. */
  readonly undated: readonly SessionOf[];
  readonly transactions: readonly TimedTransaction[];
  /** Records of installations that were refused: such a one has no transaction. One for each occasion. */
  readonly refused: readonly TimedRecord[];
  /** First to last record of the exports: what the event log can be asked about. */
  readonly eventsCover: Span | null;
  readonly clock: 'local' | 'UTC';
  /** What was assumed, settled or left open, in sentences. */
  readonly notes: readonly string[];
  /** Overlaps depend on a date that may be read in two ways: they are not judged. */
  readonly orderUnknown: boolean;
}

export interface MergeOptions {
  /** All files are of one machine, whatever names they bear. */
  readonly oneMachine?: boolean;
  /** Local time minus UTC in milliseconds, for exports that give UTC. */
  readonly utcOffset?: number;
}

const DAY = 86_400_000;

/** Merges what was read into one history a machine. */
export const mergeMachines = (
  evidence: readonly Evidence[],
  options: MergeOptions = {},
): readonly MachineHistory[] =>
  groupByMachine(evidence, options.oneMachine ?? false).flatMap((group) => mergeGroup(group, options));

const mergeGroup = (group: Group, options: MergeOptions): readonly MachineHistory[] => {
  const settled = settleOrder(datesOf(group));
  const dated = group.sessions.filter(({ session }) => session.date !== null && session.began !== null);
  const undated = group.sessions.filter((each) => !dated.includes(each));
  const callsIn = (order: SettledOrder['order']): readonly InstallerCall[] =>
    dated
      .flatMap(({ file, session }) =>
        session.date === null ? [] : (toCall(file, session, dayIn(session.date, order)) ?? []),
      )
      .toSorted((a, b) => a.whole.from - b.whole.from);
  const calls = callsIn(settled.order ?? 'day-first');
  const unsettled = settled.order === null && settled.why !== null;
  const orderUnknown = unsettled && overlapsOf(calls) !== overlapsOf(callsIn('month-first'));
  const notes = [
    ...group.notes,
    ...(settled.why === null ? [] : [settled.why]),
    ...(orderUnknown ? ['which calls overlap depends on that: calls are judged one by one'] : []),
    ...(undated.length === 0 ? [] : [`${undated.length} of the calls bear no date: they are judged alone`]),
  ];
  const base = { computer: group.computer, calls, undated, notes, orderUnknown };
  const none: MachineHistory = {
    ...base,
    transactions: [],
    refused: [],
    eventsCover: null,
    clock: 'local',
  };
  if (group.records.length === 0) return [none];
  return withEvents(group, none, settled.order, options);
};

const withEvents = (
  group: Group,
  logs: MachineHistory,
  order: SettledOrder['order'],
  options: MergeOptions,
): readonly MachineHistory[] => {
  const records = group.records.map(({ record }) => record);
  const anchors =
    options.utcOffset === undefined
      ? findAnchors(logs.calls, records)
      : [{ at: 0, offset: options.utcOffset }];
  const needsOffset = records.some(({ moment }) => moment?.zone === 'utc');
  if (logs.calls.length === 0 && options.utcOffset === undefined) {
    const allUtc = records.every(({ moment }) => moment?.zone !== 'local');
    return [{ ...place(group, logs, [{ at: 0, offset: 0 }], order), clock: allUtc ? 'UTC' : 'local' }];
  }
  if (needsOffset && anchors.length === 0) {
    const apart =
      'the logs are in local time and the events in UTC, and no installation stands in both: they are not merged (give --utc-offset to merge them)';
    const alone: MachineHistory = { ...logs, calls: [], undated: [], notes: [apart] };
    return [
      { ...logs, notes: [...logs.notes, apart] },
      { ...place(group, alone, [{ at: 0, offset: 0 }], order), clock: 'UTC' },
    ];
  }
  const stated = needsOffset
    ? [
        options.utcOffset === undefined
          ? `local time is UTC${signed(anchors[0]?.offset ?? 0)}, as ${anchors.length} installation(s) in both logs and events show`
          : `local time is UTC${signed(options.utcOffset)}, as given`,
      ]
    : [];
  const placed = place(group, logs, anchors, order);
  return [{ ...placed, notes: [...placed.notes, ...stated] }];
};

/** Puts the records on the machine's clock and pairs them. */
const place = (
  group: Group,
  machine: MachineHistory,
  anchors: readonly Anchor[],
  order: SettledOrder['order'],
): MachineHistory => {
  const timed = group.records.flatMap(({ file, record }): TimedRecord[] => {
    const at = instantOf(record.moment, anchors, order);
    return at === undefined ? [] : [{ at, record, file }];
  });
  const paired = pairTransactions(timed);
  const transactions = paired.map((transaction): TimedTransaction => {
    const from = transaction.began?.at ?? transaction.ended?.at ?? 0;
    const span = { from, to: endOf(transaction, paired) };
    return { transaction, span, call: callOfTransaction(transaction, span, machine.calls) };
  });
  const ordered = inOrder(timed);
  const [first, last] = [ordered[0], ordered.at(-1)];
  const eventsCover = first === undefined || last === undefined ? null : { from: first.at, to: last.at };
  return { ...machine, transactions, refused: refusalsIn(ordered), eventsCover };
};

const instantOf = (
  moment: Moment | null,
  anchors: readonly Anchor[],
  order: SettledOrder['order'],
): number | undefined => {
  if (moment === null) return undefined;
  if (moment.zone === 'local') return dayIn(moment.date, order ?? 'day-first') * DAY + moment.clock;
  return moment.at + (offsetAt(anchors, moment.at) ?? 0);
};

const datesOf = ({ sessions, records }: Group): readonly Dated[] => [
  ...sessions.flatMap(({ session }): Dated[] => {
    const { userLanguage } = session;
    const knownDays = daysOf(
      session.package,
      records.map(({ record }) => record),
    );
    // The last line of a log may be of another day than the first.
    return [session.date, session.stoppedDate].flatMap((date) =>
      date === null ? [] : [{ date, userLanguage, knownDays }],
    );
  }),
  ...records.flatMap(({ record }): Dated[] =>
    record.moment?.zone === 'local' ? [{ date: record.moment.date, userLanguage: null, knownDays: [] }] : [],
  ),
];

const daysOf = (path: string | null, records: readonly InstallerRecord[]): readonly number[] =>
  records.flatMap((record) =>
    record.id === BEGAN &&
    record.moment?.zone === 'utc' &&
    path !== null &&
    record.package?.toLowerCase() === path.toLowerCase()
      ? [Math.floor(record.moment.at / DAY)]
      : [],
  );

/** Which calls overlap, as one word: equal words, equal overlaps. */
const overlapsOf = (calls: readonly InstallerCall[]): string => {
  const sorted = calls
    .map((call) => ({ name: `${call.file}:${call.session.line}`, ...call.whole }))
    .toSorted((a, b) => a.from - b.from);
  const pairs: string[] = [];
  for (const [index, call] of sorted.entries()) {
    for (let next = index + 1; next < sorted.length; next++) {
      const other = sorted[next];
      if (other === undefined || other.from > call.to) break;
      pairs.push([call.name, other.name].toSorted().join(' '));
    }
  }
  return pairs.toSorted().join('\n');
};

const signed = (offset: number): string => {
  const minutes = Math.abs(offset) / 60_000;
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
};
