/** Who had the mutex before a refusal: not shown to have let it go, or shown to have done so just before. */
import { ERROR_INSTALL_ALREADY_RUNNING } from '../../spec/index.ts';
import { latenessOf } from '../events/transactions.ts';
import { covers, finalCode } from './call.ts';
import type { InstallerCall } from './call.ts';
import type { MachineHistory } from './history.ts';
import { isOpenEnded, ofTransaction, sequenceOf, whoOf } from './holder.ts';
import type { Holder, Occurrence } from './holder.ts';
import { restartBetween } from './restarts.ts';
import type { TimedRestart } from './restarts.ts';
import { endSetBack } from './unplaced.ts';

/** Somebody who took the mutex before, and is not shown to have let it go. */
export interface OpenHolder {
  readonly holder: Holder;
  /** The restart of the machine by which it had ended all the same. */
  readonly restart: TimedRestart | null;
  /** Until when it is shown to have gone on. */
  readonly seen: number;
}

/**
 * Who took the mutex before, and is not shown to have let it go: a log that stops, a 1040 without its 1042.
 * Whoever had it after them shows that they had, and so does a restart of the machine, which ends every process.
 */
export const openBefore = (machine: MachineHistory, { at, place }: Occurrence): readonly OpenHolder[] => {
  const { restarts } = machine;
  const open = [
    ...machine.calls.flatMap((call, index): readonly OpenHolder[] => {
      const holder = index === place ? null : openCall(call, index);
      if (holder === null || (holder.since ?? call.whole.from) > at) return [];
      // Times of action lines are whole seconds.
      const seen = call.whole.to + 999;
      const restart = call.session.isClockSetBack ? undefined : restartBetween(restarts, seen, at);
      return [{ holder, restart: restart ?? null, seen }];
    }),
    ...machine.transactions.flatMap((each): readonly OpenHolder[] => {
      const { began, ended } = each.transaction;
      if (began === null || ended !== null || each.call !== null || each.span.from > at) return [];
      const seen = each.span.from + latenessOf(began);
      const restart = restartBetween(restarts, seen, at) ?? null;
      const isOpen = restart !== null || covers(each.span, at);
      return isOpen && endSetBack(machine, each) === undefined
        ? [{ holder: ofTransaction(each), restart, seen }]
        : [];
    }),
  ];
  return open.filter(({ holder: { since, line, file, process } }) => {
    const from = since ?? Number.NEGATIVE_INFINITY;
    return ![
      ...machine.calls.flatMap(({ holds, execute }, index) =>
        process === index + 1 ? [] : [...holds, ...(execute === null ? [] : [execute])],
      ),
      ...machine.transactions
        .filter(
          ({ transaction }) => transaction.began?.record.line !== line || transaction.began.file !== file,
        )
        .map(({ span }) => span),
    ].some((other) => other.from > from && other.from <= at);
  });
};

/** The call as one that took the mutex and is not shown to have let it go. */
export const openCall = (call: InstallerCall, place: number): Holder | null => {
  if (!isOpenEnded(call)) return null;
  const { session } = call;
  const grab = session.grabs.find(({ place: where, clock }) => where !== 'client-clean-up' && clock !== null);
  if (grab !== undefined) {
    const since = grab.clock === null ? null : call.at(grab.clock);
    return { ...whoOf(call, place), line: grab.line, shownBy: 'grab', since, until: null };
  }
  const sequence = sequenceOf(session);
  if (sequence === undefined || sequence.ended !== null || call.execute === null) return null;
  return {
    ...whoOf(call, place),
    line: sequence.started?.line ?? session.line,
    shownBy: 'sequence',
    since: sequence.started === null ? null : call.execute.from,
    until: null,
  };
};

/** Who is shown to have let the mutex go shortly before: a refusal is written down after the wait. */
export const endedJustBefore = (machine: MachineHistory, { at, place }: Occurrence): readonly Holder[] => [
  ...machine.calls.flatMap((call, index): readonly Holder[] => {
    if (index === place || finalCode(call) === ERROR_INSTALL_ALREADY_RUNNING) return [];
    const hold = call.holds.findLast(({ to }) => to < at && at - to <= JUST_BEFORE);
    if (hold === undefined || isOpenEnded(call)) return [];
    const grab = call.session.grabs[0];
    return [
      {
        ...whoOf(call, index),
        line: grab?.line ?? call.session.line,
        shownBy: 'grab',
        since: hold.from,
        until: hold.to,
      },
    ];
  }),
  ...machine.transactions.flatMap((each): readonly Holder[] =>
    each.call === null &&
    each.transaction.ended !== null &&
    each.span.to <= at &&
    at - each.span.to <= JUST_BEFORE
      ? [ofTransaction(each)]
      : [],
  ),
];

const JUST_BEFORE = 5_000;
