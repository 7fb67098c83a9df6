import { DAY } from '../dates/day-clock.ts';

/**
 * The head of an engine line: `MSI (s) (F0:6C) [05:17:50:602]: text`. Read in place, character by
 * character, because a log is mostly such lines.
 */
export interface EnginePrefix {
  /** `c`, `s`, or another letter. */
  who: string;
  /** Low bytes of process and thread id in hexadecimal. */
  process: string;
  thread: string;
  /** Milliseconds since midnight. */
  time: number;
  /** Where the text begins. */
  text: number;
}

const [SPACE, QUOTE, TAB, BOM, M, OPEN, COLON, BANG, BRACKET] = [32, 62, 9, 0xfeff, 77, 40, 58, 33, 91];

/** A blank of web pages. */
const NO_BREAK = 0xa0;

/** Past blanks, mail quotes and byte order marks of logs that were appended to or re-saved. */
export const skipMargin = (text: string, start: number, end: number): number => {
  let at = start;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code === SPACE || code === QUOTE || code === TAB || code === BOM || code === NO_BREAK) at++;
    else if (code === 0xc2 && text.charCodeAt(at + 1) === NO_BREAK) at += 2;
    // The same, where UTF-8 is handed on byte by byte.
    else if (code === 0xef && text.charCodeAt(at + 1) === 0xbb && text.charCodeAt(at + 2) === 0xbf) at += 3;
    else break;
  }
  return at;
};

/** Makes any time that it is a part of negative; a whole number, which costs less than `NaN`. */
const NO_NUMBER = -1_000_000_000;

const digit = (text: string, at: number): number => {
  const value = text.charCodeAt(at) - 48;
  return value >= 0 && value <= 9 ? value : NO_NUMBER;
};

const two = (text: string, at: number): number => digit(text, at) * 10 + digit(text, at + 1);

/** Two characters, which are mostly those of the line before: then nothing is cut out. */
const twoCharacters = (text: string, at: number, before: string): string =>
  before.length === 2 &&
  text.charCodeAt(at) === before.charCodeAt(0) &&
  text.charCodeAt(at + 1) === before.charCodeAt(1)
    ? before
    : text.slice(at, at + 2);

/** Reads the prefix that begins at `at` into `into`; false when it is not of the usual shape. */
export const readPrefix = (text: string, at: number, end: number, into: EnginePrefix): boolean => {
  if (
    end - at < 31 ||
    text.charCodeAt(at) !== M ||
    text.charCodeAt(at + 4) !== OPEN ||
    text.charCodeAt(at + 8) !== OPEN ||
    text.charCodeAt(at + 16) !== BRACKET ||
    text.charCodeAt(at + 30) !== COLON
  ) {
    return false;
  }
  const between = text.charCodeAt(at + 11);
  if (between !== COLON && between !== BANG) return false;
  const time =
    ((two(text, at + 17) * 60 + two(text, at + 20)) * 60 + two(text, at + 23)) * 1000 +
    digit(text, at + 26) * 100 +
    two(text, at + 27);
  if (time < 0 || time >= DAY) return false;
  into.who = text.charAt(at + 5);
  into.process = twoCharacters(text, at + 9, into.process);
  into.thread = twoCharacters(text, at + 12, into.thread);
  into.time = time;
  into.text = text.charCodeAt(at + 31) === SPACE ? at + 32 : at + 31;
  return true;
};

const LOOSE =
  /MSI\s*\((\w)\)\s*\(([0-9A-Fa-f]{2})[:!]([0-9A-Fa-f]{2})\)\s*\[(\d{1,2})[:.](\d{2})[:.](\d{2})[:.,](\d{1,3})\]\s*:?\s?/gu;

/** The same for a prefix that was written twice, interleaved or re-typed: the last one in the line counts. */
export const readLoosePrefix = (text: string, start: number, end: number, into: EnginePrefix): boolean => {
  const line = text.slice(start, end);
  let found: RegExpExecArray | undefined;
  for (const match of line.matchAll(LOOSE)) found = match;
  if (found === undefined) return false;
  const [whole, who = '', process = '', thread = '', hour, minute, second, millisecond] = found;
  const time = ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000 + Number(millisecond);
  if (!(time < DAY)) return false;
  Object.assign(into, { who, process, thread, time, text: start + found.index + whole.length });
  return true;
};
