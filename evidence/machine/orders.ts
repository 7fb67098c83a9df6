import { dayIn, settleOrder } from '../dates/date-order.ts';
import type { Dated } from '../dates/date-order.ts';
import { BEGAN } from '../events/record.ts';
import type { Session } from '../log/story.ts';
import type { Moment } from '../events/record.ts';
import type { Group, RecordOf } from './grouping.ts';
import { DAY } from '../dates/day-clock.ts';

export type Order = 'day-first' | 'month-first';

/** In which order the evidence of a group writes day and month. */
export interface Orders {
  /** `null`: nothing settles it. */
  readonly of: (session: Session) => Order | null;
  readonly ofRecords: Order | null;
  readonly isOpen: boolean;
  readonly notes: readonly string[];
}

/**
 * A computer that is named writes all its dates in one order. Files of which only their folder says that
 * they belong together settle theirs each for itself.
 */
export const ordersOf = (group: Group): Orders => {
  const records = datesOf([
    ...group.records.map(({ record }) => record.moment),
    ...group.restarts.map(({ restart }) => restart.moment),
  ]);
  if (group.basis === 'named') {
    const all = [
      ...group.sessions.flatMap(({ session }) => datesOfSession(session, group.records)),
      ...records,
    ];
    const { order, why } = settleOrder(all);
    return {
      of: () => order,
      ofRecords: order,
      isOpen: order === null && why !== null,
      notes: why === null ? [] : [why],
    };
  }
  const own = new Map(
    group.sessions.map(({ session }) => [session, settleOrder(datesOfSession(session, group.records))]),
  );
  const ofRecords = settleOrder(records);
  const all = [...own.values(), ofRecords];
  return {
    of: (session) => own.get(session)?.order ?? null,
    ofRecords: ofRecords.order,
    isOpen: all.some(({ order, why }) => order === null && why !== null),
    notes: [...new Set(all.flatMap(({ why }) => why ?? []))],
  };
};

const datesOfSession = (session: Session, records: readonly RecordOf[]): readonly Dated[] => {
  const knownDays = daysOf(session.package, records);
  const { userLanguage } = session;
  // The last line of a log may be of another day than the first.
  return [session.date, session.stoppedDate].flatMap((date) =>
    date === null ? [] : [{ date, userLanguage, knownDays, possible: possibleOrders(session) }],
  );
};

/** A log does not end before it begins: the order in which it would is none. */
const possibleOrders = ({ date, stoppedDate }: Session): readonly Order[] =>
  (['day-first', 'month-first'] as const).filter(
    (order) => date === null || stoppedDate === null || dayIn(date, order) <= dayIn(stoppedDate, order),
  );

const datesOf = (moments: readonly (Moment | null)[]): readonly Dated[] =>
  moments.flatMap((moment): Dated[] =>
    moment?.zone === 'local' && moment.year === 'given'
      ? [{ date: moment.date, userLanguage: null, knownDays: [] }]
      : [],
  );

/** The days on which the event log has an installation of a package. */
const daysOf = (path: string | null, records: readonly RecordOf[]): readonly number[] =>
  records.flatMap(({ record }) =>
    record.id === BEGAN &&
    record.moment?.zone === 'utc' &&
    path !== null &&
    record.package?.toLowerCase() === path.toLowerCase()
      ? [Math.floor(record.moment.at / DAY)]
      : [],
  );
