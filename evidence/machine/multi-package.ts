/** Transactions of several packages (MsiBeginTransaction), as far as the logs of their packages show them. */
import type { InstallerCall } from './call.ts';
import type { MachineHistory, TimedTransaction } from './history.ts';
import type { Occurrence } from './holder.ts';
import { restartBetween } from './restarts.ts';

/** A transaction of several packages that may have stood open while none of its packages was being processed. */
export interface MultiPackage {
  /** One, or two of which either may have been open. */
  readonly names: readonly string[];
  /** The calls before and after, of which one may be missing. */
  readonly calls: readonly InstallerCall[];
}

/** The name of the transaction that a call's service ran it in, where that is not its own package's. */
const nameOf = ({ session: { transaction, package: path, productCode } }: InstallerCall): string | null => {
  const name = transaction?.toLowerCase();
  return name === undefined || name === path?.toLowerCase() || name === productCode?.toLowerCase()
    ? null
    : (transaction ?? null);
};

/**
 * The transaction of the last installation before a refusal, or of the next one after it. Another installation in
 * between, or a restart, shows that it was not open any more.
 */
export const multiPackageAt = (machine: MachineHistory, { at, place }: Occurrence): MultiPackage | null => {
  const took = machine.calls.filter(
    ({ session, holds }, index) => index !== place && (session.transaction !== null || holds.length > 0),
  );
  const before = took
    .filter(({ whole }) => whole.to <= at)
    .toSorted((a, b) => a.whole.to - b.whole.to)
    .at(-1);
  const [after] = took.filter(({ whole }) => whole.from > at);
  const others = machine.transactions.filter(
    ({ transaction: { began }, call }) => began !== null && call === null,
  );
  const isApart = (from: number, to: number): boolean =>
    others.some(({ span }) => span.from > from && span.from < to) ||
    restartBetween(machine.restarts, from, to) !== undefined;
  const calls = [
    ...(before !== undefined && nameOf(before) !== null && !isApart(before.whole.to, at) ? [before] : []),
    ...(after !== undefined && nameOf(after) !== null && !isApart(at, after.whole.from) ? [after] : []),
  ];
  const names = new Map(
    calls.flatMap((call) => nameOf(call) ?? []).map((name) => [name.toLowerCase(), name]),
  );
  return calls.length === 0 ? null : { names: [...names.values()], calls };
};

/** Two transactions of the event log, before and after a refusal, which one client asked for. */
export const sameClientAround = (
  { transactions, restarts }: MachineHistory,
  at: number,
): readonly [TimedTransaction, TimedTransaction] | null => {
  const shown = transactions.filter(({ call, transaction }) => call === null && transaction.began !== null);
  const before = shown.filter(({ span }) => span.to <= at).at(-1);
  const after = shown.find(({ span }) => span.from > at);
  const processId = before?.transaction.processId ?? null;
  if (before === undefined || after === undefined || processId === null) return null;
  const isOne =
    processId === after.transaction.processId &&
    restartBetween(restarts, before.span.to, after.span.from) === undefined;
  return isOne ? [before, after] : null;
};
