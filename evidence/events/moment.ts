import { parseHeaderDate, westernDigits } from '../dates/header-date.ts';
import { parseTimeOfDay } from '../dates/time-of-day.ts';
import type { HeaderDate } from '../dates/header-date.ts';
import type { Moment } from './record.ts';
import { DAY } from '../dates/day-clock.ts';

const ISO = /^(\d{4,5})-(\d{2})-(\d{2})[T ](\d{2}:\d{2}:\d{2})(?:[.,](\d+))?\s*(Z|[+-]\d{2}:?\d{2})?$/;
const TIME_AT_END = /^(.*?)[\sT]+(\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?(?:\s*[ap]\.?\s?m\.?)?)$/iu;
/** CIM_DATETIME of WMI: a date, a time and minutes from UTC. */
const WMI = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)\.(\d{3})\d{3}([+-])(\d{3})$/;
/** Seconds or milliseconds since 1970, of this century. */
const EPOCH = /^(?:(1\d{9}|2\d{9})(?:\.(\d{1,9}))?|(1\d{12}|2\d{12}))$/;
/** `Thu Jun 13 10:00:00 2024`, as C writes it. */
const CTIME = /^\p{L}{3} (\p{L}{3}) +(\d{1,2}) (\d{2}:\d{2}:\d{2}) (\d{4})$/u;
/** Get-EventLog's table has no year and no seconds: `Jul 15 15:55`. */
const WITHOUT_YEAR = /^([\p{L}.]{2,10}) +(\d{1,2}) (\d{1,2}:\d{2})$/u;
/** `14 h 30 min 05 s`, as in Canadian French. */
const IN_WORDS = /(\d{1,2})\s*h\s*(\d{2})(?:\s*min\s*(?:(\d{2})\s*s)?)?\s*$/iu;

/** The halves of the day as Windows writes them elsewhere, before the time or behind it. */
const HALVES: readonly (readonly [RegExp, string])[] = [
  [
    /(?:오전|上午|午前|凌晨|早上|π\.?μ\.?|(?<=\s)ص|(?<=\s)SA|(?<=\s)πμ|पूर्वाह्न|ق\.ظ|(?<=\d\s?)(?:пр\.\s?об\.|de\.|dop\.|vm\.|ÖÖ)$)/u,
    'AM',
  ],
  [
    /(?:오후|下午|午後|中午|晚上|μ\.?μ\.?|(?<=\s)م|(?<=\s)CH|(?<=\s)μμ|अपराह्न|ب\.ظ|(?<=\d\s?)(?:сл\.\s?об\.|du\.|odp\.|nm\.|ÖS)$)/u,
    'PM',
  ],
];

/** `오후 3:24:11` and `下午 3:24:11` as `3:24:11 PM`. */
const withEnglishHalf = (text: string): string => {
  const half = HALVES.find(([name]) => name.test(text));
  return half === undefined
    ? text
    : `${text.replace(half[0], ' ').replaceAll(/\s+/g, ' ').trim()} ${half[1]}`;
};

/**
 * Reads a time as an export writes it: ISO 8601, `/Date(…)/` of ConvertTo-Json, or the local form of any
 * locale. @returns `null` when it is none
 */
export const parseMoment = (text: string): Moment | null => {
  const trimmed = westernDigits(text.trim().replaceAll(/[\u200e\u200f]/gu, ''))
    .replace(/ @ /, ' ')
    // "year" and "o'clock", as in Bulgarian.
    .replace(/(?<=\d)\s*г\.(?=,?\s)/u, '')
    .replace(/(?<=\d)\s*ч\.$/u, '')
    .replace(/ UTC$/, 'Z');
  const ticks = /^\/?\\?\/Date\((-?\d{1,15})\)\\?\/$/.exec(trimmed);
  if (ticks !== null) return { zone: 'utc', at: Number(ticks[1]), precision: 1 };
  const epoch = EPOCH.exec(trimmed);
  if (epoch !== null) return ofEpoch(epoch);
  const wmi = WMI.exec(trimmed);
  if (wmi !== null) return ofWmi(wmi);
  const iso = ISO.exec(trimmed);
  if (iso !== null) return ofIso(iso);
  const spelt = trimmed.replace(IN_WORDS, (_, hour: string, minute: string, second?: string) =>
    second === undefined ? `${hour}:${minute}` : `${hour}:${minute}:${second}`,
  );
  const [, month = '', ofMonth = '', hours = '', year = ''] = CTIME.exec(spelt) ?? [];
  if (month !== '') return parseMoment(`${month} ${ofMonth} ${year} ${hours}`);
  const yearless = WITHOUT_YEAR.exec(spelt);
  if (yearless !== null) return ofYearless(yearless);
  const [, date = '', time = ''] = TIME_AT_END.exec(withEnglishHalf(spelt)) ?? [];
  const day = dateOf(date);
  const hasSeconds = /[:.]\d{2}[:.]\d{2}/.test(time);
  const clock = parseTimeOfDay(hasSeconds ? time : time.replace(/([:.]\d{2})/, '$1:00'));
  if (day === undefined || clock === undefined) return null;
  const precision = hasSeconds ? (/[:.]\d{2}[:.]\d{2}[.,:]\d/.test(time) ? 1 : 1_000) : 60_000;
  return { zone: 'local', year: 'given', date: day, clock, precision };
};

/** Also with the day of the week before it: `Thursday, June 13, 2024`. */
const dateOf = (text: string): HeaderDate | undefined => {
  const date = text.replace(/,$/, '').replaceAll(/ de (?=\p{L}|\d)/gu, ' ');
  return parseHeaderDate(date) ?? parseHeaderDate(date.replace(/^\p{L}+,?\s+/u, ''));
};

const ofEpoch = ([, seconds, fraction, milliseconds]: RegExpExecArray): Moment =>
  milliseconds === undefined
    ? {
        zone: 'utc',
        at: Number(seconds) * 1000 + Math.floor(Number(`0.${fraction ?? 0}`) * 1000),
        precision: fraction === undefined ? 1_000 : 1,
      }
    : { zone: 'utc', at: Number(milliseconds), precision: 1 };

const ofWmi = (found: RegExpExecArray): Moment => {
  const [year, month, day, hour, minute, second, millisecond] = found.slice(1, 8).map(Number);
  const at = Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second, millisecond);
  const minutes = Number(found[9]) * (found[8] === '-' ? -1 : 1);
  return { zone: 'utc', at: at - minutes * 60_000, precision: millisecond === 0 ? 1_000 : 1 };
};

/** A leap year stands for the one that is not given. */
const ofYearless = ([text, month = '', day = '', time = '']: RegExpExecArray): Moment | null => {
  const date = parseHeaderDate(`${month} ${day} 1972`);
  const clock = parseTimeOfDay(`${time}:00`);
  if (date === undefined || clock === undefined) return null;
  const stated = { text: text.slice(0, text.length - time.length - 1), readings: date.readings };
  return { zone: 'local', year: 'missing', date: stated, clock, precision: 60_000 };
};

const ofIso = ([text, year, month, day, time = '', fraction = '', zone]: RegExpExecArray): Moment | null => {
  // More digits than a Date takes: 100 nanoseconds.
  const milliseconds = fraction === '' ? 0 : Math.floor(Number(`0.${fraction}`) * 1000);
  const seconds = Date.parse(`${year}-${month}-${day}T${time}Z`);
  if (Number.isNaN(seconds)) return null;
  const at = seconds + milliseconds;
  const precision = fraction === '' ? 1_000 : 1;
  if (zone === undefined) {
    const date = Math.floor(at / DAY);
    return {
      zone: 'local',
      year: 'given',
      precision,
      // Such as 1404-07-26, of another calendar.
      date: parseHeaderDate(`${year}-${month}-${day}`) ?? {
        text,
        readings: [{ order: 'year-first', day: date }],
      },
      clock: at - date * DAY,
    };
  }
  return { zone: 'utc', at: at - offsetOf(zone), precision };
};

/** `+02:00` in milliseconds; `Z` is 0. */
export const offsetOf = (zone: string): number => {
  const found = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (found === null) return 0;
  const minutes = Number(found[2]) * 60 + Number(found[3]);
  return (found[1] === '-' ? -minutes : minutes) * 60_000;
};

const WITHIN =
  /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:\s?(?:Z|[+-]\d\d:?\d\d))?|\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? \d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[AP]M\b)?/giu;

/** The one time that stands in a line; of several it is not known which is the record's. */
export const momentWithin = (line: string): Moment | null => {
  const found = [...line.slice(0, 300).matchAll(WITHIN)].flatMap(([text]) => parseMoment(text) ?? []);
  return found.length === 1 ? (found[0] ?? null) : null;
};
