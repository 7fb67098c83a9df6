import { DAY } from '../dates/day-clock.ts';

/** `Action start H:MM:SS: NAME.`, `Action ended H:MM:SS: NAME. Return value N.` or progress text. */
export type ActionLine =
  | { readonly type: 'start'; readonly time: number; readonly name: string }
  | { readonly type: 'end'; readonly time: number; readonly name: string; readonly returnValue: number }
  | { readonly type: 'progress'; readonly time: number; readonly name: string };

const ACTION = /^Action (start |ended )?(\d{1,2})[:.](\d{2})[:.](\d{2}): (.*)$/s;
/** A name may itself hold full stops (`PythonExe3.6`), so what follows it tells where it ends. */
const ENDED = /^([^\s.]*(?:\.[^\s.]+)*)\. Return value (-?\d+)/;
const NAME = /^[^\s.]*(?:\.[^\s.]+)*/;

const timeOf = (hour = '', minute = '', second = ''): number | undefined => {
  const time = ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000;
  return time < DAY ? time : undefined;
};

/** Reads a line that begins with `Action `. */
export const readActionLine = (line: string): ActionLine | undefined => {
  const [, verb, hour, minute, second, rest] = ACTION.exec(line) ?? [];
  const time = timeOf(hour, minute, second);
  if (rest === undefined || time === undefined) return undefined;
  if (verb === 'ended ') {
    const [, name, returnValue] = ENDED.exec(rest) ?? [];
    return name === undefined ? undefined : { type: 'end', time, name, returnValue: Number(returnValue) };
  }
  const name = NAME.exec(rest)?.[0] ?? '';
  return { type: verb === 'start ' ? 'start' : 'progress', time, name };
};

/** The three sentences are the package's or the system's own texts, so they may be in any language. */
const IN_ANY_LANGUAGE =
  /^(\p{L}[\p{L}\p{M}'’ ]{2,40}?)\s?(\d{1,2})[:.](\d{2})[:.](\d{2})\s?[:：] ?(\w+(?:\.\w+)*)[.。](.*)$/u;
/** What is left of `Return value N.`: words and a number. */
const ANY_RETURN_VALUE = /^ ?\p{L}[\p{L}\p{M}'’: ：]{2,40}?(-?\d{1,4})[.。]?$/u;

/**
 * Reads `Aktion beendet um 10:24:53: INSTALL. Rückgabewert 1.` and the like by their shape: a name alone
 * is a start, a name with words and a number behind it an end.
 */
export const readActionInAnyLanguage = (line: string): ActionLine | undefined => {
  const [, , hour, minute, second, name, rest] = IN_ANY_LANGUAGE.exec(line) ?? [];
  const time = timeOf(hour, minute, second);
  if (name === undefined || rest === undefined || time === undefined) return undefined;
  if (rest === '') return { type: 'start', time, name };
  const returnValue = ANY_RETURN_VALUE.exec(rest.trimEnd())?.[1];
  return returnValue === undefined
    ? { type: 'progress', time, name }
    : { type: 'end', time, name, returnValue: Number(returnValue) };
};
