import type { Moment } from '../events/record.ts';

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
