/** The words for installations whose end is not shown. */
import type { OpenHolder } from './earlier.ts';
import type { MachineHistory } from './history.ts';
import { askedBetween, maybeBetween, restartText } from './restarts.ts';

export const openText = (open: readonly OpenHolder[], machine: MachineHistory, at: number): string =>
  open
    .map((each) => {
      const { shownBy, package: path, processId, file, line, since } = each.holder;
      const said =
        shownBy === 'event'
          ? `the event log shows a transaction for ${nameText(path, processId)} that began${whenText(since, machine)} and does not show its end (${file}:${line})`
          : `the log of ${nameText(path, processId)} took the mutex${whenText(since, machine)} and does not show its end (${file}:${line})`;
      return `${said}${perhapsRestarted(machine, each.seen, at)}`;
    })
    .join('; ');

/** A restart that is not shown to have come in between, and may have. */
const perhapsRestarted = (machine: MachineHistory, after: number, before: number): string => {
  const apart = maybeBetween(machine.restartsApart, after, before);
  if (apart !== undefined) {
    const told = restartText(apart, (at) => whenText(at, { isYearMissing: false, isDateOpen: false }));
    return `; ${told}, by another clock: if that came in between, that installation had ended (give --utc-offset)`;
  }
  const asked = askedBetween(machine.restarts, after, before);
  return asked === undefined
    ? ''
    : `; a restart or shutdown was asked for${whenText(asked.from, machine)} (${asked.file}:${asked.restart.line}), and these files do not show that it came: if the machine was restarted, that installation had ended`;
};

/** That an installation whose end is not shown had ended all the same. */
export const restartedText = ({ holder, restart }: OpenHolder, machine: MachineHistory): string => {
  const { package: path, processId, file, line, since } = holder;
  const said = `${nameText(path, processId)} had begun${whenText(since, machine)}, and its end is not shown (${file}:${line})`;
  return restart === null
    ? said
    : `${said}, but ${restartText(restart, (at) => whenText(at, machine))}, so that installation had ended`;
};

export const nameText = (path: string | null, processId: number | null): string =>
  `${path || 'a package whose name is not shown'}${processId === null ? '' : ` (client process ${processId})`}`;

export const whenText = (
  at: number | null,
  { isYearMissing, isDateOpen }: Pick<MachineHistory, 'isYearMissing' | 'isDateOpen'>,
): string => {
  const date = at === null ? undefined : new Date(at);
  if (date === undefined || Number.isNaN(date.getTime())) return ' before';
  return ` at ${date
    .toISOString()
    .replace('T', ' ')
    .slice(isDateOpen ? 11 : isYearMissing ? 5 : 0, -1)}`;
};
