import { parseHeaderDate } from '../dates/header-date.ts';
import { parseTimeOfDay } from '../dates/time-of-day.ts';
import type { Moment } from './record.ts';

const DAY = 86_400_000;
const ISO = /^(\d{4,5})-(\d{2})-(\d{2})[T ](\d{2}:\d{2}:\d{2})(?:[.,](\d+))?\s*(Z|[+-]\d{2}:?\d{2})?$/;
const TIME_AT_END = /^(.*?)[\sT]+(\d{1,2}[:.]\d{2}[:.]\d{2}(?:[.,]\d+)?(?:\s*[ap]\.?\s?m\.?)?)$/iu;

/** The halves of the day as Windows writes them elsewhere, before the time or behind it. */
const HALVES: readonly (readonly [RegExp, string])[] = [
  [/(?:오전|上午|午前|凌晨|早上|π\.?μ\.?|(?<=\s)ص|(?<=\s)SA|(?<=\s)πμ)/u, 'AM'],
  [/(?:오후|下午|午後|中午|晚上|μ\.?μ\.?|(?<=\s)م|(?<=\s)CH|(?<=\s)μμ)/u, 'PM'],
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
  const trimmed = text.trim().replaceAll(/[\u200e\u200f]/gu, '');
  const ticks = /^\/?\\?\/Date\((-?\d{1,15})\)\\?\/$/.exec(trimmed);
  if (ticks !== null) return { zone: 'utc', at: Number(ticks[1]) };
  const iso = ISO.exec(trimmed);
  if (iso !== null) return ofIso(iso);
  const [, date = '', time = ''] = TIME_AT_END.exec(withEnglishHalf(trimmed)) ?? [];
  const day = parseHeaderDate(date);
  const clock = parseTimeOfDay(time);
  return day === undefined || clock === undefined ? null : { zone: 'local', date: day, clock };
};

const ofIso = ([text, year, month, day, time = '', fraction = '', zone]: RegExpExecArray): Moment | null => {
  // More digits than a Date takes: 100 nanoseconds.
  const milliseconds = fraction === '' ? 0 : Math.floor(Number(`0.${fraction}`) * 1000);
  const seconds = Date.parse(`${year}-${month}-${day}T${time}Z`);
  if (Number.isNaN(seconds)) return null;
  const at = seconds + milliseconds;
  if (zone === undefined) {
    const date = Math.floor(at / DAY);
    return {
      zone: 'local',
      date: { text, readings: [{ order: 'year-first', day: date }] },
      clock: at - date * DAY,
    };
  }
  return { zone: 'utc', at: at - offsetOf(zone) };
};

/** `+02:00` in milliseconds; `Z` is 0. */
export const offsetOf = (zone: string): number => {
  const found = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (found === null) return 0;
  const minutes = Number(found[2]) * 60 + Number(found[3]);
  return (found[1] === '-' ? -minutes : minutes) * 60_000;
};
