import { dayIn } from '../dates/date-order.ts';
import { DAY } from '../dates/day-clock.ts';
import type { Moment } from '../events/record.ts';
import type { TimedRecord } from '../events/transactions.ts';
import type { Span } from './call.ts';
import type { Order } from './orders.ts';

/** What is on which clock. */
export type ByClock<T> = Readonly<Record<'utc' | 'local' | 'yearless' | 'untimed', readonly T[]>>;

/** Records by what their times can be set beside. */
export const byClock = <T>(records: readonly T[], momentOf: (record: T) => Moment | null): ByClock<T> => {
  const by: Record<keyof ByClock<T>, T[]> = { utc: [], local: [], yearless: [], untimed: [] };
  for (const each of records) {
    const moment = momentOf(each);
    if (moment === null) by.untimed.push(each);
    else if (moment.zone === 'utc') by.utc.push(each);
    else by[moment.year === 'missing' ? 'yearless' : 'local'].push(each);
  }
  return by;
};

/** Records of several threads are written out of step by less. */
const OUT_OF_STEP = 60_000;

/** The times that came twice: by the numbers of one log's records the clock went back over them. */
export const setBackIn = (records: readonly TimedRecord[]): readonly Span[] => {
  const logs = new Map<string, TimedRecord[]>();
  for (const each of records) {
    if (each.record.record === null) continue;
    const key = `${each.file} ${each.record.computer ?? ''}`;
    const log = logs.get(key) ?? [];
    log.push(each);
    logs.set(key, log);
  }
  return [...logs.values()].flatMap((log) => {
    let latest = Number.NEGATIVE_INFINITY;
    return log
      .toSorted((a, b) => (a.record.record ?? 0) - (b.record.record ?? 0))
      .flatMap(({ at }): Span[] => {
        const isBack = at < latest - OUT_OF_STEP;
        const span = { from: at, to: latest };
        latest = isBack ? at : Math.max(latest, at);
        return isBack ? [span] : [];
      });
  });
};

/** How much later a time is where its date is read in the other order; 0 where that is settled. */
export const inOtherOrder =
  (order: Order | null) =>
  (moment: Moment | null): number =>
    order !== null || moment?.zone !== 'local'
      ? 0
      : (dayIn(moment.date, 'month-first') - dayIn(moment.date, 'day-first')) * DAY;
