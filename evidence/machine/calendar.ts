/** Dates of calendars that are not known: set beside each other, and beside nothing else. */
import type { HeaderDate } from '../dates/header-date.ts';
import type { Moment } from '../events/record.ts';
import type { Group, SessionOf } from './grouping.ts';

export interface Calendars {
  /** The group without the times that cannot be set beside the others. */
  readonly group: Group;
  /** Nothing in it has a date that is known. */
  readonly isOpen: boolean;
  readonly notes: readonly string[];
}

const dateOf = (moment: Moment | null): HeaderDate | null => (moment?.zone === 'local' ? moment.date : null);

const datesOfSession = ({ session }: SessionOf): readonly HeaderDate[] =>
  [session.date, session.stoppedDate].flatMap((date) => date ?? []);

export const calendarsOf = (group: Group): Calendars => {
  const moments = [
    ...group.records.map(({ record }) => record.moment),
    ...group.restarts.map(({ restart }) => restart.moment),
  ];
  const dates = [...group.sessions.flatMap(datesOfSession), ...moments.flatMap((each) => dateOf(each) ?? [])];
  const open = dates.find(({ isCalendarOpen }) => isCalendarOpen === true);
  if (open === undefined) return { group, isOpen: false, notes: [] };
  const what = `the calendar of "${open.text}" is not known, and so is its date: only times of the day are told`;
  const isAll =
    dates.every(({ isCalendarOpen }) => isCalendarOpen === true) &&
    moments.every((each) => each === null || each.zone === 'local');
  if (isAll) return { group, isOpen: true, notes: [what] };
  const known = <T extends { readonly moment: Moment | null }>(each: T): T =>
    dateOf(each.moment)?.isCalendarOpen === true ? { ...each, moment: null } : each;
  return {
    group: {
      ...group,
      sessions: group.sessions.map((each) =>
        datesOfSession(each).some(({ isCalendarOpen }) => isCalendarOpen === true)
          ? { ...each, session: { ...each.session, date: null, stoppedDate: null } }
          : each,
      ),
      records: group.records.map((each) => ({ ...each, record: known(each.record) })),
      restarts: group.restarts.map((each) => ({ ...each, restart: known(each.restart) })),
    },
    isOpen: false,
    notes: [`${what}; what bears such a date is set beside nothing that bears another`],
  };
};
