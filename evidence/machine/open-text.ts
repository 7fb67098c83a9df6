/** The words for installations whose end is not shown. */
import type { OpenHolder } from './earlier.ts';
import type { MachineHistory } from './history.ts';
import { ofTransaction } from './holder.ts';
import type { MultiPackage } from './multi-package.ts';
import { sameClientAround } from './multi-package.ts';
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

/** What is known of a transaction of several packages, beside its packages themselves. */
export const multiPackageText = ({ names, calls }: MultiPackage): string =>
  `${calls
    .map(
      ({ session, file }) =>
        `${nameText(session.package ?? session.productName, session.processId)} (${file}:${session.line})`,
    )
    .join(
      ' and ',
    )} ran in the multi-package transaction ${names.map((name) => `"${name}"`).join(' or ')}, which these files do not show to begin or to end: only one transaction can be open at a time, so a call that came while it was open may have been refused for it, also while none of its packages was being installed`;

/** That one client asked for what came before and after, of which the event log does not tell whether it is one transaction. */
export const sameClientText = (machine: MachineHistory, at: number): string => {
  const [before, after] = sameClientAround(machine, at) ?? [];
  if (before === undefined || after === undefined) return '';
  const [from, to] = [ofTransaction(before), ofTransaction(after)];
  return `; client process ${from.processId ?? ''} installed ${from.package ?? 'a package'} before it (${from.file}:${from.line}) and ${to.package ?? 'a package'} after it (${to.file}:${to.line}), and these files do not show whether it had a transaction of several packages open (MsiBeginTransaction), for which others are refused`;
};
