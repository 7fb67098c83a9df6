import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LOCALES } from '../testing/locales.ts';
import { settleOrder, dayIn } from './date-order.ts';
import { DayClock } from './day-clock.ts';
import { parseHeaderDate } from './header-date.ts';
import { parseTimeOfDay } from './time-of-day.ts';

const DAY = 86_400_000;
const dayOf = (year: number, month: number, day: number): number => Date.UTC(year, month - 1, day) / DAY;

describe('a date of a header', () => {
  it('is read in every locale, as one of its readings', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...LOCALES),
        fc.integer({ min: dayOf(2000, 1, 1), max: dayOf(2049, 12, 31) }),
        (locale, day) => {
          const date = new Date(day * DAY);
          const text = locale.date(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
          expect(parseHeaderDate(text)?.readings.map((reading) => reading.day)).toContain(day);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['29-Oct-16', [dayOf(2016, 10, 29)]],
    ['2016.05.06.', [dayOf(2016, 5, 6)]],
    ['15-08-2026', [dayOf(2026, 8, 15)]],
    ['04.03.2021', [dayOf(2021, 3, 4)]],
    ['4/1/2026', [dayOf(2026, 4, 1), dayOf(2026, 1, 4)]],
    // The same day either way is no question.
    ['5/5/2026', [dayOf(2026, 5, 5)]],
    ['١٥/٠٨/٢٠٢٦', [dayOf(2026, 8, 15)]],
    ['15/8/2569', [dayOf(2026, 8, 15)]],
    ['2026년 8월 15일', [dayOf(2026, 8, 15)]],
    ['1404/07/26', [dayOf(2025, 10, 18)]],
    ['1403/12/30', [dayOf(2025, 3, 20)]],
    ['1404/02/31', [dayOf(2025, 5, 21)]],
    ['114/10/18', [dayOf(2025, 10, 18)]],
  ])('%s has its readings', (text, days) => {
    expect(parseHeaderDate(text)?.readings.map(({ day }) => day)).toEqual(days);
  });

  it.each(['', 'yesterday', '1/2', '32/13/2020', '2020-02-30', '1404/12/30', '1/2/3/4'])(
    '%j is none',
    (text) => {
      expect(parseHeaderDate(text)).toBeUndefined();
    },
  );

  it('that may be two is settled by another one, by the language, or said to be open', () => {
    const open = parseHeaderDate('4/1/2026');
    const firm = parseHeaderDate('4/28/2026');
    if (open === undefined || firm === undefined) throw new Error('no date');
    const dated = (
      date: typeof open,
      userLanguage: number | null = null,
      knownDays: readonly number[] = [],
    ) => ({ date, userLanguage, knownDays });
    expect(settleOrder([dated(open), dated(firm)]).order).toBe('month-first');
    expect(settleOrder([dated(open, 1033)]).order).toBe('month-first');
    expect(settleOrder([dated(open, 1031)]).order).toBe('day-first');
    expect(settleOrder([dated(open, null, [dayOf(2026, 1, 4)])]).order).toBe('day-first');
    expect(settleOrder([dated(open)])).toMatchObject({
      order: null,
      why: expect.stringContaining('"4/1/2026" may be'),
    });
    expect(dayIn(open, 'month-first')).toBe(dayOf(2026, 4, 1));
  });
});

describe('a time of day', () => {
  it.each([
    ['1:43:34', 6_214_000],
    ['05:15:49', 18_949_000],
    ['21.02.23', 75_743_000],
    ['7:01:44 PM', 68_504_000],
    ['12:00:00 a.m.', 0],
  ])('%s', (text, time) => {
    expect(parseTimeOfDay(text)).toBe(time);
  });

  it('goes on over midnight, and applies lines out of step', () => {
    const clock = new DayClock();
    const at = (text: string): number => clock.at(parseTimeOfDay(text) ?? Number.NaN);
    expect(at('23:59:59')).toBe(86_399_000);
    expect(at('00:00:01')).toBe(DAY + 1_000);
    expect(at('23:59:59')).toBe(86_399_000);
    expect(at('00:00:02')).toBe(DAY + 2_000);
    expect(at('00:00:01')).toBe(DAY + 1_000);
    expect(clock.setBack).toBe(false);
    at('10:00:00');
    expect(at('09:00:00')).toBe(DAY + 9 * 3_600_000);
    expect(clock.setBack).toBe(true);
  });
});

describe('a date whose day and month are one number', () => {
  const dated = (text: string, userLanguage: number | null) => {
    const date = parseHeaderDate(text);
    if (date === undefined) throw new Error(text);
    return { date, userLanguage, knownDays: [] };
  };

  it('settles nothing for the others', () => {
    expect(settleOrder([dated('08/09/2024', null), dated('09/09/2024', null)]).order).toBeNull();
    expect(settleOrder([dated('08/09/2024', 2057), dated('09/09/2024', 2057)]).order).toBe('day-first');
    expect(settleOrder([dated('08/09/2024', 2057), dated('09/13/2024', 2057)]).order).toBe('month-first');
    // The language of another log of the machine.
    expect(settleOrder([dated('08/09/2024', null), dated('09/09/2024', 1033)]).order).toBe('month-first');
  });
});

describe('a date of a calendar that is not known', () => {
  it.each(['25/04/47', '25/04/1447', '30/02/1447', '18/10/68', '5786/1/2', '31/12/9999'])('%s', (text) => {
    expect(parseHeaderDate(text)).toMatchObject({ isCalendarOpen: true });
  });

  it.each(['29-Oct-47', '25/04/39', '25/04/99', '18/10/2568', '1404/07/26'])('is not %s', (text) => {
    expect(parseHeaderDate(text)?.isCalendarOpen).toBeUndefined();
  });

  it('is that of all the days of Iran as ICU has them', () => {
    const format = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', {
      timeZone: 'UTC',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
    });
    for (let day = dayOf(2000, 1, 1); day < dayOf(2039, 1, 1); day += 3) {
      const [month, ofMonth, year] = format.format(day * DAY).split(/\D+/);
      expect(parseHeaderDate(`${year}/${month}/${ofMonth}`)?.readings).toEqual([
        { order: 'year-first', day },
      ]);
    }
  });
});
