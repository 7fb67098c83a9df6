import { ERROR_INSTALL_ALREADY_RUNNING } from '../../spec/index.ts';
import { isExecuteTable } from '../../spec/index.ts';
import type { Clock } from '../dates/day-clock.ts';
import type { Sequence, Session, Written } from '../log/story.ts';
import { DAY } from '../dates/day-clock.ts';

/** From and to, in milliseconds since 1970 by the machine's own clock. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** One call of a client in a machine's history: a session whose times are known. */
export interface InstallerCall {
  readonly file: string;
  readonly session: Session;
  readonly whole: Span;
  /** The UI sequence of its own, not of a nested installation. */
  readonly ui: Span | null;
  /** The execute sequence of its own. */
  readonly execute: Span | null;
  /** While it must have held the mutex: from each grab to the end of what it was taken for. */
  readonly holds: readonly Span[];
  /** The instant at which a line was written. */
  readonly at: (clock: Clock) => number;
  /** Milliseconds to add where its date, which nothing settles, is read in the other order. */
  readonly otherwise: number;
}

/** A call, its first day being `day` (days since 1970). `null` when no line of it bears a time. */
export const toCall = (file: string, session: Session, day: number, otherDay = day): InstallerCall | null => {
  if (session.began === null || session.ended === null) return null;
  const at = (clock: Clock): number => day * DAY + clock;
  const whole = { from: at(session.began), to: at(session.ended) };
  const spanOf = (sequence: Sequence | undefined): Span | null =>
    sequence === undefined
      ? null
      : { from: timeOf(sequence.started, at) ?? whole.from, to: timeOf(sequence.ended, at) ?? whole.to };
  // By a clock that went back no span has an end that comes after its begin.
  const own = session.isClockSetBack ? [] : session.sequences.filter(({ nested }) => !nested);
  return {
    file,
    session,
    whole,
    ui: spanOf(own.find(({ table }) => !isExecuteTable(table))),
    execute: spanOf(own.find(({ table }) => isExecuteTable(table))),
    holds: hasGotMutex(session) && !session.isClockSetBack ? holdsOf(session, whole, at) : [],
    at,
    otherwise: (otherDay - day) * DAY,
  };
};

const timeOf = (written: Written | null, at: (clock: Clock) => number): number | null =>
  written === null || written.clock === null ? null : at(written.clock);

/**
 * No log says when the mutex is let go. What it was taken for ends when the service has answered, or the
 * client's engine returns, or the log stops; until then nobody else can have had it.
 */
const holdsOf = (
  { grabs, marks, returned }: Session,
  whole: Span,
  at: (clock: Clock) => number,
): readonly Span[] => {
  const spans = grabs.flatMap((grab): Span[] => {
    if (grab.clock === null) return [];
    const later = <T extends Written>(entries: readonly T[]): T | undefined =>
      entries.find(({ line }) => line > grab.line);
    const back = later(marks.filter(({ kind }) => kind === 'back-from-server'));
    const client = later(returned.filter(({ side }) => side === 'client'));
    const end = grab.place === 'client-clean-up' ? client : (back ?? client);
    return [{ from: at(grab.clock), to: timeOf(end ?? null, at) ?? whole.to }];
  });
  return joined(spans);
};

/**
 * A client says that it has grabbed the mutex also where the service refuses it afterwards. It had it for
 * certain where the service went on, or where it ended otherwise.
 */
export const hasGotMutex = ({ returned, grabs, answer, marks }: Session): boolean => {
  const code = (returned.findLast(({ side }) => side === 'client') ?? returned.at(-1) ?? answer)?.code;
  if (code !== undefined) return code !== ERROR_INSTALL_ALREADY_RUNNING;
  return grabs.some(({ side }) => side === 'server') || marks.some(({ kind }) => kind === 'server-began');
};

/** Overlapping spans as one. */
const joined = (spans: readonly Span[]): readonly Span[] => {
  const result: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last !== undefined && span.from <= last.to)
      result.splice(-1, 1, { from: last.from, to: Math.max(last.to, span.to) });
    else result.push(span);
  }
  return result;
};

export const covers = (span: Span, at: number): boolean => span.from <= at && at <= span.to;
export const overlap = (a: Span, b: Span): boolean => a.from <= b.to && b.from <= a.to;

/** What the client got, or the service's answer where the client's part is not shown. */
export const finalCode = ({ session }: InstallerCall): number | null =>
  (session.returned.findLast(({ side }) => side === 'client') ?? session.returned.at(-1))?.code ?? null;

/** When the service began with a call, which is when it writes the 1040. */
export const serverBegan = ({ session, at }: InstallerCall): number | null => {
  const first =
    session.grabs.find(({ side }) => side === 'server') ??
    session.marks.find(({ kind }) => kind === 'server-began');
  return first === undefined || first.clock === null ? null : at(first.clock);
};

/** Which calls overlap, as one word: equal words, equal overlaps. */
export const overlapsOf = (calls: readonly InstallerCall[]): string => {
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
