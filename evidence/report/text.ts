import type { Session } from '../index.ts';

/**
 * Text out of a log as it may go to a terminal: what a custom action wrote must not move the cursor or
 * turn the line around.
 */
export const printable = (text: string): string =>
  text.replaceAll(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '\u00b7');

/** The same inside a Markdown table. */
export const markdownCell = (text: string): string =>
  printable(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/[|\\`*_[\]]/g, (mark) => `\\${mark}`);

/** `05:17:50.574`. */
export const timeText = (at: number | null): string => {
  if (at === null) return '            ';
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? '            ' : date.toISOString().slice(11, 23);
};

/** `2026-03-24 05:17:50.574`; a year after 9999 is written out. */
export const instantText = (at: number): string => {
  const date = new Date(at);
  return Number.isNaN(date.getTime())
    ? 'a time that no calendar has'
    : date.toISOString().replace('T', ' ').slice(0, -1);
};

/** `1 call`, `2 calls`. */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

/** `INSTALL of C:\x.msi, full UI, client process 11060`. */
export const callText = ({
  action,
  package: path,
  productName,
  ui,
  processId,
  processIdLowByte,
}: Session): string =>
  [
    `${action ?? 'a call, action not shown,'} of ${printable(path ?? productName ?? 'a package that is not named')}`,
    ui === null ? undefined : `${ui} UI`,
    processId === null
      ? processIdLowByte === null
        ? undefined
        : `client process ..${processIdLowByte} (hexadecimal)`
      : `client process ${processId}`,
  ]
    .filter((part) => part !== undefined)
    .join(', ');
