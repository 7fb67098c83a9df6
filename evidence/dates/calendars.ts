/** Calendars other than the Gregorian in which Windows writes short dates. */
import { DAY } from './day-clock.ts';

/** The first day of a year of the Solar Hijri calendar (Iran, Afghanistan), in days since 1970. */
const nowruzOf = (year: number): number => {
  const known = NOWRUZ.get(year);
  if (known !== undefined) return known;
  // It falls on a day from 19 to 22 March.
  const first = Date.UTC(year + 621, 2, 18) / DAY;
  const found = [0, 1, 2, 3, 4, 5].find((more) => persian((first + more) * DAY).startsWith('1/1/'));
  const day = first + (found ?? 3);
  NOWRUZ.set(year, day);
  return day;
};
const NOWRUZ = new Map<number, number>();

let format: Intl.DateTimeFormat | undefined;
const persian = (at: number): string =>
  // Made at the first such date, since few machines write any.
  (format ??= new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  })).format(at);

/** Six months of 31 days, five of 30, and one of 29 or 30. */
export const dayOfPersian = (year: number, month: number, day: number): number | undefined => {
  const isLeap = nowruzOf(year + 1) - nowruzOf(year) === 366;
  const length = month <= 6 ? 31 : month < 12 || isLeap ? 30 : 29;
  if (month < 1 || month > 12 || day < 1 || day > length) return undefined;
  return nowruzOf(year) + (month <= 6 ? (month - 1) * 31 : 186 + (month - 7) * 30) + day - 1;
};

/** How a year is written, and what it is in the calendar that alone has such years now. */
export type Year =
  | { readonly calendar: 'gregorian' | 'persian'; readonly year: number }
  /** More than one calendar may have it, or the days of the one that has are not the same on all machines. */
  | { readonly calendar: 'open'; readonly year: number };

const BUDDHIST_ERA = 543;
/** The years of the Republic of China count from 1912. */
const MINGUO_ERA = 1911;

/**
 * No installer is older than 1999, nor from the far future. Two digits beyond 39 may be 1440 to 1449 of the lunar
 * Hijri calendar, a Buddhist year, or one of this century: only a month's name tells.
 */
export const yearOf = (text: string, isMonthNamed: boolean): Year => {
  const year = Number(text);
  if (text.length <= 2) {
    const calendar = year >= 40 && year < 98 && !isMonthNamed ? 'open' : 'gregorian';
    return { calendar, year: year + (year < 50 ? 2000 : 1900) };
  }
  if (year >= 2400 && year < 2700) return { calendar: 'gregorian', year: year - BUDDHIST_ERA };
  if (text.length === 3)
    return year >= 88 && year < 190
      ? { calendar: 'gregorian', year: year + MINGUO_ERA }
      : { calendar: 'open', year };
  if (year >= 1370 && year < 1420) return { calendar: 'persian', year };
  return { calendar: year >= 1980 && year < 2400 ? 'gregorian' : 'open', year };
};

/** LANGIDs of users whose Windows writes another calendar by default, of which two digits do not tell. */
const OTHER_CALENDARS: ReadonlySet<number> = new Set([0x0401, 0x0429, 0x041e, 0x0463, 0x048c, 0x0465]);
export const hasOtherCalendar = (userLanguage: number | null): boolean =>
  userLanguage !== null && OTHER_CALENDARS.has(userLanguage);
