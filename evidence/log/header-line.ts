import { parseHeaderDate } from '../dates/header-date.ts';
import type { HeaderDate } from '../dates/header-date.ts';
import { parseTimeOfDay } from '../dates/time-of-day.ts';

/** A line between `===`. The verbose ones are English everywhere; the other two are localised. */
export type HeaderLine =
  | {
      readonly type: 'verbose-started';
      readonly date: HeaderDate | null;
      readonly time: number | null;
      readonly build: string | null;
      readonly callingProcess: string | null;
    }
  | {
      readonly type: 'verbose-stopped' | 'started' | 'stopped' | 'dated';
      readonly date: HeaderDate | null;
      readonly time: number | null;
    }
  | { readonly type: 'log-lock-lost' };

const BUILD = /Build type: (.*?)\s+Calling process: (.*)$/;
/** A time of day at the end; what stands before it, after a colon, is the date. */
const DATE_TIME = /[:：]\s*(\S.*?)\s+(\d{1,2}[:.]\d{2}[:.]\d{2}(?:\s*[ap]\.?\s?m\.?)?)\s*$/iu;

/** Reads a line that begins with `===`. */
export const readHeaderLine = (line: string): HeaderLine | undefined => {
  const inner = /^={3,}\s*(.*?)\s*(?:={3,}\s*)?$/.exec(line)?.[1];
  if (inner === undefined) return undefined;
  if (inner.includes('Failed to grab mutex for logging')) return { type: 'log-lock-lost' };
  if (inner.startsWith('Verbose logging started')) {
    const build = BUILD.exec(inner);
    const head = build === null ? inner : inner.slice(0, build.index);
    return {
      type: 'verbose-started',
      ...dateAndTime(head),
      build: build?.[1] ?? null,
      callingProcess: build?.[2] ?? null,
    };
  }
  const when = dateAndTime(inner);
  if (inner.startsWith('Verbose logging stopped')) return { type: 'verbose-stopped', ...when };
  if (inner.startsWith('Logging started')) return { type: 'started', ...when };
  if (inner.startsWith('Logging stopped')) return { type: 'stopped', ...when };
  return when.date === null ? undefined : { type: 'dated', ...when };
};

const dateAndTime = (text: string): { date: HeaderDate | null; time: number | null } => {
  const found = DATE_TIME.exec(text);
  const [, date = '', time = ''] = found ?? [];
  return { date: parseHeaderDate(date) ?? null, time: parseTimeOfDay(time) ?? null };
};
