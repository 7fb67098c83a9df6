/** When the machine was restarted: whatever had the mutex before had it no more. */
import type { Moment } from '../events/record.ts';
import type { RestartRecord } from '../events/restart.ts';
import type { RestartOf } from './grouping.ts';

/** A start or a shutdown on the clock of a history. It came within these times, whatever else is not known of it. */
export interface TimedRestart {
  readonly from: number;
  readonly to: number;
  readonly restart: RestartRecord;
  readonly file: string;
  /** Milliseconds to add where its date, which nothing settles, is read in the other order. */
  readonly otherwise: number;
}

/** Services are ended after the event log's own, within this time. */
const STOPPING = 60_000;
/** A clock that is set, or a summer that ends, may shift what is reckoned from an uptime by this. */
const SET = 2 * 3_600_000;

/** Puts starts and shutdowns on a clock; what has no time takes no place. */
export const timedRestarts = (
  restarts: readonly RestartOf[],
  instantOf: (moment: Moment | null) => number | undefined,
  otherwise: (moment: Moment | null) => number,
): readonly TimedRestart[] =>
  restarts
    .flatMap(({ restart, file }): TimedRestart[] => {
      const at = instantOf(restart.moment);
      return at === undefined
        ? []
        : [{ ...spanOf(restart, at), restart, file, otherwise: otherwise(restart.moment) }];
    })
    .toSorted((a, b) => a.from - b.from);

const spanOf = (
  { kind, uptime, moment }: RestartRecord,
  at: number,
): { readonly from: number; readonly to: number } => {
  const latest = at + (moment?.precision ?? 1) - 1;
  if (kind === 'stopped') return { from: at, to: latest + STOPPING };
  if (kind !== 'up' || uptime === null) return { from: at, to: latest };
  const slack = Math.min(uptime, SET) + 1_000;
  return { from: at - uptime - slack, to: Math.min(latest, latest - uptime + slack) };
};

/** Shown to have happened, not only asked for. */
const isCertain = ({ restart }: TimedRestart): boolean => restart.kind !== 'asked';

/** The first start or shutdown that came after one instant and before another, for certain. */
export const restartBetween = (
  restarts: readonly TimedRestart[],
  after: number,
  before: number,
): TimedRestart | undefined =>
  restarts.find((each) => isCertain(each) && each.from > after && each.to <= before);

/** The last one that somebody asked for between two instants. */
export const askedBetween = (
  restarts: readonly TimedRestart[],
  after: number,
  before: number,
): TimedRestart | undefined =>
  restarts.findLast((each) => !isCertain(each) && each.from > after && each.to <= before);

/** Zones are at most so far from UTC. */
const MOST_ZONE = 14 * 3_600_000;

/** One whose clock is not joined, and which may have come between two instants at the offset of some zone. */
export const maybeBetween = (
  apart: readonly TimedRestart[],
  after: number,
  before: number,
): TimedRestart | undefined =>
  apart.find((each) => isCertain(each) && each.to > after - MOST_ZONE && each.from < before + MOST_ZONE);

/** "the machine was restarted at …", as far as the record tells. */
export const restartText = (
  { restart: { kind, shownBy, line }, file, from, to }: TimedRestart,
  when: (at: number) => string,
): string => {
  const what = kind === 'stopped' ? 'shut down' : 'restarted';
  const about =
    kind === 'up'
      ? `between${when(from).replace(/^ at/, '')} and${when(to).replace(/^ at/, '')}`
      : when(from).trim();
  return `the machine was ${what} ${about} (${file}:${line}), as ${shownBy} shows`;
};
