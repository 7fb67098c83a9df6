/**
 * Who takes the mutex and when, told in two ways: by the installer's own log, and by looks at the mutex every few
 * milliseconds. They must agree; where they do not, neither is believed.
 */
import type { Grab, Session } from '../log/story.ts';

/** What looks at the mutex saw of one installation, times in milliseconds from its beginning. */
export interface Watched {
  /** The process number of the client. */
  readonly pid: number;
  /** When it began, in milliseconds since 1970. */
  readonly began: number;
  readonly changes: readonly {
    readonly at: number;
    /** When the look before it was. */
    readonly before: number;
    readonly mutex: { readonly state?: string; readonly ownerPid?: number | null };
    readonly service: { readonly pid?: number };
  }[];
}

type Who = 'client' | 'service' | 'somebody else' | 'not told';

export interface Takers {
  /** Each grab that the log tells of. */
  readonly byLog: readonly { readonly who: Who; readonly at: number; readonly place: Grab['place'] }[];
  /** The first look that found it owned, and the look before it. */
  readonly byProbe: { readonly who: Who; readonly after: number; readonly at: number } | undefined;
  readonly agree: boolean;
  /** In what they do not, each in a sentence. */
  readonly differences: readonly string[];
}

/** A line is written, and a look is taken, so much later than what they tell of. */
const TOLERANCE_MS = 100;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Compares what the log of a call tells with what was seen of it. */
export const compareTakers = (session: Pick<Session, 'grabs'>, watched: Watched): Takers => {
  const midnight = new Date(watched.began).setHours(0, 0, 0, 0);
  const byLog = session.grabs.flatMap(({ side, clock, place }) =>
    clock === null ? [] : [{ who: whoOf(side), at: ofTheDay(clock - (watched.began - midnight)), place }],
  );
  const byProbe = firstOwned(watched);
  const differences = differencesOf(byLog, byProbe);
  return { byLog, byProbe, agree: differences.length === 0, differences };
};

const whoOf = (side: Grab['side']): Who => (side === 'client' ? 'client' : 'service');

/** A log's clock starts at some midnight, so that only the time of the day counts. */
const ofTheDay = (milliseconds: number): number => {
  const rest = ((milliseconds % DAY_MS) + DAY_MS) % DAY_MS;
  return rest > DAY_MS / 2 ? rest - DAY_MS : rest;
};

const firstOwned = ({ pid, changes }: Watched): Takers['byProbe'] => {
  const change = changes.find(({ mutex }) => mutex.state === 'owned');
  if (change === undefined) return undefined;
  const { ownerPid = null } = change.mutex;
  const who: Who =
    ownerPid === null
      ? 'not told'
      : ownerPid === pid
        ? 'client'
        : ownerPid === change.service.pid
          ? 'service'
          : 'somebody else';
  return { who, after: change.before, at: change.at };
};

const differencesOf = (byLog: Takers['byLog'], byProbe: Takers['byProbe']): readonly string[] => {
  const [first] = byLog;
  if (first === undefined && byProbe === undefined) return [];
  if (first === undefined) return ['the mutex was seen owned, and the log tells of nobody who took it'];
  if (byProbe === undefined) return ['the log says that it was taken, and no look found it owned'];
  const differences: string[] = [];
  if (first.at > byProbe.at + TOLERANCE_MS) {
    differences.push(
      `it was seen owned after ${byProbe.at} ms, and by the log it was taken after ${first.at} ms`,
    );
  }
  if (first.at < byProbe.after - TOLERANCE_MS) {
    differences.push(
      `by the log it was taken after ${first.at} ms, and after ${byProbe.after} ms nobody owned it`,
    );
  }
  const had = byLog.filter(({ at }) => at <= byProbe.at + TOLERANCE_MS).map(({ who }) => who);
  if (byProbe.who !== 'not told' && !had.includes(byProbe.who)) {
    differences.push(
      `it was seen owned by ${byProbe.who === 'somebody else' ? byProbe.who : `the ${byProbe.who}`}, and by the log the ${first.who} took it`,
    );
  }
  return differences;
};
