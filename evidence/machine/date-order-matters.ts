/** Whether an answer hangs on the order of day and month, where nothing settles it. */
import type { InstallerCall } from './call.ts';
import { openCall } from './earlier.ts';
import type { MachineHistory, TimedTransaction } from './history.ts';
import { coversSurely, ofCall, ofTransaction, whoOf } from './holder.ts';
import type { Occurrence } from './holder.ts';
import { nameText } from './open-text.ts';
import { restartBetween } from './restarts.ts';

/** Whose date is read in the other order: that of the refusal, of the installation, of the restarts. */
interface Reading {
  readonly refusal: boolean;
  readonly installation: boolean;
  readonly restarts: boolean;
}

const UNIFORM: readonly Reading[] = [{ refusal: true, installation: true, restarts: true }];
/** Two users of one machine may write their dates in two orders. */
const EACH: readonly Reading[] = [true, false].flatMap((refusal) =>
  [true, false].flatMap((installation) =>
    [true, false].map((restarts) => ({ refusal, installation, restarts })),
  ),
);

type Relation = 'had the mutex then' | 'had begun before, and its end is not shown' | 'had not';

/**
 * A sentence that says which installation had the mutex in one order and not in another; `null` where it is the same in
 * all. That somebody had it is held to where all dates are of one order; that nobody had it, where they are of any.
 */
export const orderMatters = (
  machine: MachineHistory,
  occurrence: Occurrence,
  isAnybody: boolean,
): string | null => {
  if (!machine.isDateOpen) return null;
  const shift = occurrence.call?.otherwise ?? occurrence.record?.otherwise ?? 0;
  const readings = isAnybody ? UNIFORM : EACH;
  const atIn = ({ refusal }: Reading): number => occurrence.at + (refusal ? shift : 0);
  const asTold: Reading = { refusal: false, installation: false, restarts: false };
  const isOpenBetween = (from: number, to: number, { restarts }: Reading): boolean =>
    restartBetween(
      machine.restarts.map((each) => {
        const by = restarts ? each.otherwise : 0;
        return { ...each, from: each.from + by, to: each.to + by };
      }),
      from,
      to,
    ) === undefined;
  const ofCallIn =
    (call: InstallerCall, place: number) =>
    (reading: Reading): Relation => {
      const at = atIn(reading) - (reading.installation ? call.otherwise : 0);
      if (ofCall(call, place, { at, record: occurrence.record }) !== null) return 'had the mutex then';
      const since = openCall(call, place)?.since ?? Number.POSITIVE_INFINITY;
      const moved = reading.installation ? call.otherwise : 0;
      return since <= at && isOpenBetween(call.whole.to + moved, at + moved, reading)
        ? 'had begun before, and its end is not shown'
        : 'had not';
    };
  const ofTransactionIn =
    ({ transaction, ...timed }: TimedTransaction) =>
    (reading: Reading): Relation => {
      const { began, ended } = transaction;
      const move = <T extends { readonly at: number; readonly otherwise?: number } | null>(each: T): T =>
        each === null || !reading.installation ? each : { ...each, at: each.at + (each.otherwise ?? 0) };
      const [from, to] = [move(began), move(ended)];
      const at = atIn(reading);
      const own = { ...occurrence, at };
      if (coversSurely({ ...timed, transaction: { ...transaction, began: from, ended: to } }, own))
        return 'had the mutex then';
      return from !== null && to === null && from.at <= at && isOpenBetween(from.at, at, reading)
        ? 'had begun before, and its end is not shown'
        : 'had not';
    };
  const all = [
    ...machine.calls.flatMap((call, index) =>
      index === occurrence.place
        ? []
        : [{ who: { ...whoOf(call, index), line: call.session.line }, relationIn: ofCallIn(call, index) }],
    ),
    // The records of one export are written in one order, and their numbers tell the rest.
    ...machine.transactions
      .filter(({ transaction, call }) => call === null && transaction.began?.file !== occurrence.record?.file)
      .map((each) => ({ who: ofTransaction(each), relationIn: ofTransactionIn(each) })),
  ];
  for (const { who, relationIn } of all) {
    const told = relationIn(asTold);
    const other = readings.map(relationIn).find((each) => each !== told);
    if (other === undefined) continue;
    const [first, second] = told === 'had not' ? [other, told] : [told, other];
    return `the order of day and month in these dates is not known, and the answer depends on it: in one order ${nameText(who.package, who.processId)} ${first} (${who.file}:${who.line}), in another it ${second}`;
  }
  return null;
};
