import type { Explanation } from '../../evidence/explain.ts';
import type { InstallerCall, Span } from '../../evidence/machine/call.ts';
import type { MachineHistory, TimedTransaction } from '../../evidence/machine/history.ts';
import { callText } from '../../evidence/report/text.ts';
import { timelineOf } from '../../evidence/report/timeline.ts';
import type { TimelineRow } from '../../evidence/report/timeline.ts';
import { oneLine } from '../../reports/text.ts';

/** A line of a file as a point in time. */
export interface Point {
  /** Milliseconds since 1970 by the machine's own clock; `null` where the line bears no time. */
  readonly at: number | null;
  readonly file: string;
  readonly line: number;
  readonly side: TimelineRow['side'];
  readonly text: string;
  readonly weight: TimelineRow['weight'];
}

export interface Bar extends Span {
  /** `call`: from its first line to its last; `held`: while it must have had the mutex. */
  readonly kind: 'call' | 'ui' | 'execute' | 'held' | 'event-log';
  readonly label: string;
  /** Its end is not shown. */
  readonly isOpen: boolean;
}

/** One call, or one transaction of the event log that no log tells of. */
export interface Lane {
  readonly kind: 'call' | 'event-log' | 'undated';
  readonly title: string;
  readonly detail: string;
  readonly bars: readonly Bar[];
  readonly points: readonly Point[];
}

/** What is drawn of one machine: its calls one below the other, with the mutex between them. */
export interface MachinePicture {
  readonly title: string;
  readonly clock: 'local' | 'UTC';
  /** `null` where nothing of it bears a date and a time. */
  readonly span: Span | null;
  readonly lanes: readonly Lane[];
  /** While somebody is shown to have had it, and which lane that is. */
  readonly mutex: readonly (Bar & { readonly lane: number })[];
  readonly notes: readonly string[];
}

export const pictureOf = ({ machines }: Pick<Explanation, 'machines'>): readonly MachinePicture[] =>
  machines.map(({ machine }) => machinePicture(machine));

const machinePicture = (machine: MachineHistory): MachinePicture => {
  const { calls, transactions, undated, computer, clock, notes } = machine;
  const lanes: readonly Lane[] = [
    ...calls.map((call, index) =>
      callLane(
        call,
        transactions.filter((each) => each.call === index),
      ),
    ),
    ...transactions.filter(({ call }) => call === null).map(transactionLane),
    ...refusalLane(machine),
    ...undated.map(({ file, session }): Lane => ({
      kind: 'undated',
      title: titleOf(session.package, session.productName),
      detail: callText(session),
      bars: [],
      points: timelineOf(session).map((row) => pointOf(row, file, () => null)),
    })),
  ].toSorted((a, b) => beginOf(a) - beginOf(b));
  const bars = lanes.flatMap((lane) => lane.bars);
  const times = [
    ...bars.flatMap(({ from, to }) => [from, to]),
    ...lanes.flatMap(({ points }) => points.flatMap(({ at }) => (at === null ? [] : [at]))),
  ];
  return {
    title: computer === null ? 'a machine that the files do not name' : oneLine(computer, 80),
    clock,
    span: times.length === 0 ? null : { from: least(times), to: most(times) },
    lanes,
    mutex: lanes.flatMap((lane, index) =>
      lane.bars
        .filter(({ kind }) => kind === 'held' || kind === 'event-log')
        .map((bar) => ({ ...bar, label: lane.title, lane: index })),
    ),
    notes,
  };
};

/** Of any number of values, which the arguments of a function are not. */
const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b));
const most = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b));

const beginOf = ({ bars, points }: Lane): number => bars[0]?.from ?? points[0]?.at ?? Infinity;

const callLane = (call: InstallerCall, transactions: readonly TimedTransaction[]): Lane => {
  const { session, file, whole, ui, execute, holds, at } = call;
  const bar = (kind: Bar['kind'], span: Span | null, label: string, isOpen = false): readonly Bar[] =>
    span === null || !isInstant(span) ? [] : [{ kind, ...span, label, isOpen }];
  const isCut = !session.closed;
  const tableOf = (ends: string): string =>
    session.sequences.find(({ table, nested }) => !nested && table.endsWith(ends))?.table ?? ends;
  return {
    kind: 'call',
    title: titleOf(session.package, session.productName),
    detail: callText(session),
    bars: [
      ...bar('call', whole, 'the call, as far as its log goes', isCut),
      ...bar('ui', ui, tableOf('UISequence')),
      ...bar('execute', execute, tableOf('ExecuteSequence')),
      ...holds.flatMap((span) => bar('held', span, 'has the mutex', isCut && span.to === whole.to)),
    ],
    points: [
      ...timelineOf(session).map((row) => pointOf(row, file, at)),
      ...transactions.flatMap(transactionPoints),
    ],
  };
};

const transactionLane = (timed: TimedTransaction): Lane => {
  const { transaction, span } = timed;
  const { processId, product, status, ended } = transaction;
  const facts = [
    product === null ? undefined : oneLine(product, 80),
    processId === null ? undefined : `client process ${processId}`,
    status === null ? undefined : `ended with status ${status}`,
  ].filter((fact) => fact !== undefined);
  return {
    kind: 'event-log',
    title: titleOf(transaction.package || null, product),
    detail: ['told by the event log alone', ...facts].join(', '),
    bars: isInstant(span)
      ? [{ kind: 'event-log', ...span, label: 'from its 1040 to its 1042', isOpen: ended === null }]
      : [],
    points: transactionPoints(timed),
  };
};

const transactionPoints = ({ transaction: { began, ended } }: TimedTransaction): readonly Point[] =>
  [began, ended].flatMap((timed) =>
    timed === null
      ? []
      : [
          {
            at: instantOf(timed.at),
            file: timed.file,
            line: timed.record.line,
            side: null,
            text: `event ${timed.record.id}: ${timed === began ? 'a transaction begins' : 'a transaction ends'}`,
            weight: 'plain' as const,
          },
        ],
  );

/** Refusals that the event log alone tells of leave no transaction. */
const refusalLane = ({ refused, refusedUntimed }: MachineHistory): readonly Lane[] => {
  const points = [
    ...refused.map(({ at, file, record }) => ({ at: instantOf(at), file, record })),
    ...refusedUntimed.map(({ file, record }) => ({ at: null, file, record })),
  ].map(({ at, file, record }): Point => ({
    at,
    file,
    line: record.line,
    side: null,
    text: `event ${record.id}: ${oneLine(record.product ?? 'a product', 60)} is refused (1618)`,
    weight: 'refused',
  }));
  if (points.length === 0) return [];
  return [{ kind: 'event-log', title: 'refusals', detail: 'as the event log tells them', bars: [], points }];
};

const pointOf = (
  { line, clock, side, text, weight }: TimelineRow,
  file: string,
  at: (clock: number) => number | null,
): Point => ({ at: clock === null ? null : instantOf(at(clock)), file, line, side, text, weight });

/** A date that no calendar has gives no instant. */
const instantOf = (at: number | null): number | null => (at !== null && Number.isFinite(at) ? at : null);
const isInstant = ({ from, to }: Span): boolean => Number.isFinite(from) && Number.isFinite(to);

/** The file's name alone: the path stands beside it. */
const titleOf = (path: string | null, product: string | null): string =>
  oneLine(path?.split(/[/\\]/).at(-1) || product || 'a package that is not named', 60);
