import { applicationOf, executeTableOf, OBSERVER } from '../../spec/index.ts';
import { overlap, toCall } from '../machine/call.ts';
import type { InstallerCall, Span } from '../machine/call.ts';
import type { MachineHistory, TimedTransaction } from '../machine/history.ts';
import type { BusyCall } from '../machine/busy-call.ts';
import { latenessOf } from '../events/transactions.ts';
import { isOpenEnded } from '../machine/holder.ts';
import { tellCall } from './tell-call.ts';
import { at, eventLogRead, isNamed, isOrderUnknown, isUnreadable, namedBeside } from './event-log-read.ts';
import { inOneOrder } from './told.ts';
import type { ToldCall, ToldEvent } from './told.ts';

/** A part of a machine's history that stands for itself: nothing in it overlaps anything outside. */
export interface Segment {
  readonly processes: number;
  readonly events: readonly ToldEvent[];
  readonly windowsInstaller: string;
}

/** A process of the machine: a call of a log, or a transaction that only the event log shows. */
type Item =
  | {
      readonly kind: 'call';
      readonly span: Span;
      readonly call: InstallerCall;
      readonly place: number | null;
      readonly busy: readonly BusyCall[];
    }
  | { readonly kind: 'transaction'; readonly span: Span; readonly timed: TimedTransaction };

export const DEFAULT_VERSION = '5.0';

/** Cuts a machine's history where nothing is going on, and tells each part as a history of the oracle. */
export const tellMachine = (machine: MachineHistory, busy: readonly BusyCall[]): readonly Segment[] => {
  const areApart = isOrderUnknown(machine);
  const items = itemsOf(machine, areApart ? busy.map(withoutOther) : busy);
  return clusters(items, areApart).map((each) => segmentOf(machine, each));
};

/** A call that stands alone has no holder beside it, and one that was refused by somebody unknown shows nothing. */
const withoutOther = (each: BusyCall): BusyCall =>
  each.holder === null || each.holder.own ? each : { ...each, holder: null };

const itemsOf = (machine: MachineHistory, busy: readonly BusyCall[]): readonly Item[] => [
  ...machine.calls.flatMap((call, place): Item[] =>
    machine.transactions.some((each) => each.call === place && isToldByEvents(machine, each))
      ? []
      : [
          {
            kind: 'call',
            span: call.whole,
            call,
            place,
            busy: busy.filter(({ process }) => process === place + 1),
          },
        ],
  ),
  ...machine.undated.flatMap(({ file, session }): Item[] => {
    const call = toCall(file, session, 0);
    if (call === null) return [];
    const own = busy.filter(
      (each) => each.process === null && each.file === file && session.busy.includes(each.busy),
    );
    return [
      {
        kind: 'call',
        span: call.whole,
        call,
        place: null,
        busy: own.map((each) => ({ ...each, at: each.busy.clock })),
      },
    ];
  }),
  ...machine.transactions.flatMap((timed): Item[] => {
    if (timed.transaction.began === null) return [];
    // Of times that came twice it is not known which came first.
    if (machine.setBack.some((twice) => overlap(twice, timed.span))) return [];
    if (timed.call !== null && !isToldByEvents(machine, timed)) return [];
    // What cannot be read of its package may be that of a call whose log is here.
    if (isUnreadable(timed) && machine.calls.some(({ whole }) => overlap(whole, timed.span))) return [];
    return [{ kind: 'transaction', span: sureSpan(timed, machine), timed }];
  }),
];

/**
 * When a transaction is under way for certain: a time without fractions, or without seconds, may be that
 * much too early. One that may have begun after its end is told at its end.
 */
const sureSpan = ({ span, transaction }: TimedTransaction, { eventsCover }: MachineHistory): Span => {
  const to = Math.max(span.from, Math.min(span.to, eventsCover?.to ?? span.to));
  return { from: Math.min(span.from + latenessOf(transaction.began), to), to };
};

/** Of an installation whose log breaks off the records tell more. */
const isToldByEvents = ({ calls }: MachineHistory, { call, transaction }: TimedTransaction): boolean => {
  const own = calls[call ?? -1];
  return own !== undefined && isOpenEnded(own) && transaction.began !== null && transaction.ended !== null;
};

/** Undated calls, and calls whose order is unknown, stand alone. */
const clusters = (items: readonly Item[], alone: boolean): readonly (readonly Item[])[] => {
  const isAlone = (item: Item): boolean => item.kind === 'call' && (alone || item.place === null);
  const result: Item[][] = items.filter(isAlone).map((item) => [item]);
  let reach = Number.NEGATIVE_INFINITY;
  let open: Item[] | undefined;
  for (const item of items.filter((each) => !isAlone(each)).toSorted((a, b) => a.span.from - b.span.from)) {
    if (open === undefined || item.span.from > reach) {
      open = [];
      result.push(open);
    }
    open.push(item);
    reach = Math.max(reach, item.span.to);
  }
  return result;
};

const segmentOf = (machine: MachineHistory, items: readonly Item[]): Segment => {
  const tables = items.map((item) => (item.kind === 'call' ? item.call.execute : item.span));
  const processOf = (place: number): number | undefined => {
    const index = items.findIndex((item) => item.kind === 'call' && item.place === place);
    return index < 0 ? undefined : index + 1;
  };
  /** The process of a transaction, which may be that of the call that it belongs to. */
  const processFor = (timed: TimedTransaction): number | undefined => {
    const own = items.findIndex((item) => item.kind === 'transaction' && item.timed === timed) + 1;
    return own > 0 ? own : timed.call === null ? undefined : processOf(timed.call);
  };
  const hasLogs = items.some(({ kind }) => kind === 'call');
  const told = items.map((item, index) => {
    if (item.kind === 'transaction')
      return tellTransaction(
        item,
        index + 1,
        hasLogs,
        namedBeside(machine, item.timed, item.span.from, processFor),
      );
    const others = tables.flatMap((span, other) => (other === index || span === null ? [] : [span]));
    const calls = tellCall(item.call, index + 1, { busy: item.busy, others, processOf });
    const read = item.place === null ? undefined : eventLogRead(machine, item.call, processOf);
    return read === undefined ? calls : [...calls, read];
  });
  const version = items.flatMap((item) =>
    item.kind === 'call' ? (item.call.session.windowsInstaller ?? []) : [],
  )[0];
  return {
    processes: items.length,
    events: inOneOrder(told),
    windowsInstaller: version ?? DEFAULT_VERSION,
  };
};

/**
 * A transaction that no log tells of: the service processes something from its 1040 to its 1042. It writes the 1040
 * before it begins with the table, and no record says how long before. Beside the exact times of logs the table may
 * have begun at any time in it; records alone are held against each other as they stand.
 */
const tellTransaction = (
  { span, timed: { transaction, call } }: Extract<Item, { kind: 'transaction' }>,
  process: number,
  hasLogs: boolean,
  beside: readonly string[],
): readonly ToldCall[] => {
  const { began, ended, status } = transaction;
  if (began === null) return [];
  const named = isNamed(transaction);
  const start = { file: began.file, line: began.record.line, at: span.from };
  const end =
    ended === null ? { ...start, at: span.to } : { file: ended.file, line: ended.record.line, at: span.to };
  const [from, to] = [at(span.from), at(span.to)];
  return [
    {
      process,
      operation: { op: 'start', action: 'INSTALL', ui: 'none' },
      response: { type: 'held', table: executeTableOf.INSTALL },
      span: call !== null || hasLogs ? { from: span.from, to: Math.max(span.from, span.to - 0.5) } : from,
      closes: false,
      origin: { ...start, occasion: 'transaction begins' },
    },
    ...(named || !isUnreadable({ transaction })
      ? [
          {
            process: OBSERVER,
            operation: { op: 'events' as const },
            response: {
              type: 'events' as const,
              installing: [...(named ? [applicationOf(process)] : []), ...beside],
            },
            span: from,
            closes: false,
            origin: { ...start, occasion: 'event log read' as const },
          },
        ]
      : []),
    {
      process,
      operation: { op: 'advance' },
      response:
        status === null
          ? { type: 'open', reason: 'no record gives the status' }
          : { type: 'returned', code: status },
      span: to,
      closes: true,
      origin: { ...end, occasion: 'transaction ends' },
    },
  ];
};
