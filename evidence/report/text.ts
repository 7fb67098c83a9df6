import { visible } from '../../reports/text.ts';
import type { Session } from '../index.ts';

/** Foreign text on one line of output: what could steer a terminal is shown by its name. */
export const shown = (text: string): string => visible(text).replaceAll(/[\n\t]/g, ' ');

/** The same inside a Markdown table. */
export const markdownCell = (text: string): string =>
  shown(text)
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
    callOf(action, path ?? productName),
    ui === null ? undefined : `${ui} UI`,
    processId === null
      ? processIdLowByte === null
        ? undefined
        : `client process …${processIdLowByte} (last two hex digits of its id)`
      : `client process ${processId}`,
  ]
    .filter((part) => part !== undefined)
    .join(', ');

const callOf = (action: string | null, name: string | null): string => {
  if (name === null) return `${action ?? 'an installation'}; the log names no package`;
  return action === null ? `an installation of ${shown(name)}` : `${action} of ${shown(name)}`;
};
