import type { InstallerRecord } from './record.ts';
import { endOf, pairTransactions } from './transactions.ts';
import type { Transaction } from './transactions.ts';

/**
 * What the event log says is being installed at one instant (clause event-log): the transactions of which
 * the 1040 has been written and the 1042 has not. For live runs, too: read the records, ask for now.
 * @param records of source MsiInstaller; those without an instant (zone `utc`) are left out
 * @param at milliseconds since 1970
 */
export const installingAt = (records: readonly InstallerRecord[], at: number): readonly Transaction[] => {
  const timed = records.flatMap((record) =>
    record.moment?.zone === 'utc' && record.moment.at <= at
      ? [{ at: record.moment.at, record, file: '' }]
      : [],
  );
  const transactions = pairTransactions(timed);
  return transactions.filter(
    (each) => each.began !== null && each.ended === null && endOf(each, transactions) > at,
  );
};
