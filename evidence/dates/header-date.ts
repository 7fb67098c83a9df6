import { dayOfPersian, yearOf } from './calendars.ts';
import type { Year } from './calendars.ts';
import { monthOfName } from './months.ts';
import { DAY } from './day-clock.ts';

/** The order of the parts of a short date that is made of three numbers. */
export type DateOrder = 'day-first' | 'month-first' | 'year-first';

/** A date as a header gives it, with every way in which it can be read. */
export interface HeaderDate {
  /** As written. */
  readonly text: string;
  /** Never empty. Two, where day and month may be either. */
  readonly readings: readonly DateReading[];
  /** It may be of more than one calendar: its day can be set beside others that are written so, and is not known. */
  readonly isCalendarOpen?: true;
}

export interface DateReading {
  /** `either`: `09/09/2024` is one day in both, and tells nothing of other dates. */
  readonly order: DateOrder | 'either';
  /** Days since 1970-01-01. */
  readonly day: number;
}

/**
 * Reads a short date of any Windows locale: `8/17/2017`, `23/08/2015`, `2026/6/17`, `04.03.2021`,
 * `2016.05.06.`, `29-Oct-16`, digits of any script.
 * @returns `undefined` when it is no date
 */
export const parseHeaderDate = (text: string): HeaderDate | undefined => {
  const parts = westernDigits(text)
    .trim()
    .replaceAll(/[\u200e\u200f]/gu, '')
    .split(/[\s./\-年月日년월일,]+/u)
    .filter((part) => part !== '');
  if (parts.length !== 3) return undefined;
  const isMonthNamed = !parts.every(isNumber);
  const found = orders(parts, text).flatMap(([order, written, month, day]) => {
    const year = yearOf(written, isMonthNamed);
    const date = dayOf(year, month, day);
    return date === undefined ? [] : [{ order, day: date, calendar: year.calendar }];
  });
  const readings = found.map(({ order, day }) => ({ order, day }));
  const isCalendarOpen = found.some(({ calendar }) => calendar === 'open');
  const distinct = readings
    .filter((reading, index) => readings.findIndex((other) => other.day === reading.day) === index)
    .map((reading): DateReading =>
      readings.some(({ order, day }) => day === reading.day && order !== reading.order)
        ? { ...reading, order: 'either' }
        : reading,
    );
  if (distinct.length === 0) return undefined;
  return isCalendarOpen ? { text, readings: distinct, isCalendarOpen } : { text, readings: distinct };
};

type Parts = readonly [order: DateOrder, year: string, month: number, day: number];

const orders = (parts: readonly string[], text: string): readonly Parts[] => {
  const [a = '', b = '', c = ''] = parts;
  const named = monthOfName(b);
  if (named !== undefined && isNumber(a) && isNumber(c)) {
    return a.length >= 3 ? [['year-first', a, named, Number(c)]] : [['day-first', c, named, Number(a)]];
  }
  const first = monthOfName(a);
  if (first !== undefined && isNumber(b) && isNumber(c)) return [['month-first', c, first, Number(b)]];
  if (!parts.every(isNumber)) return [];
  if (a.length >= 3) return [['year-first', a, Number(b), Number(c)]];
  const dayFirst: Parts = ['day-first', c, Number(b), Number(a)];
  // No Windows locale writes the month first between dots.
  return text.includes('.') ? [dayFirst] : [['month-first', c, Number(a), Number(b)], dayFirst];
};

const isNumber = (part: string): boolean => /^\d{1,4}$/.test(part);

const dayOf = ({ calendar, year }: Year, month: number, day: number): number | undefined => {
  if (calendar === 'persian') return dayOfPersian(year, month, day);
  const time = Date.UTC(year, month - 1, day);
  const date = new Date(time);
  const isDay = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  // A month of another calendar may have a day that this one has not.
  const isOther = calendar === 'open' && month >= 1 && month <= 12 && day >= 1 && day <= 31;
  return isDay || isOther ? time / DAY : undefined;
};

/** Arabic, Persian, Devanagari, Thai and other digits as 0 to 9. */
export const westernDigits = (text: string): string =>
  text.replaceAll(/(?![0-9])\p{Nd}/gu, (digit) => {
    // The digits of a script stand in order, so the nearest zero is at most nine before.
    const code = digit.codePointAt(0) ?? 0;
    let value = 0;
    while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value++;
    return String(value % 10);
  });
