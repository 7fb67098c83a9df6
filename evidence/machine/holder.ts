import { match } from 'ts-pattern';
import { ERROR_INSTALL_ALREADY_RUNNING } from '../../spec/index.ts';
import type { Busy } from '../log/story.ts';
import { covers, finalCode } from './call.ts';
import type { InstallerCall } from './call.ts';
import { samePackage } from './clock-offset.ts';
import type { MachineHistory, TimedTransaction } from './history.ts';

/** Who had the mutex, and what shows it. */
export interface Holder {
  /** The place of the call in the machine's history, from 1; `null` where only the event log shows it. */
  readonly process: number | null;
  readonly package: string | null;
  readonly processId: number | null;
  readonly file: string;
  /** The grab, the sequence's first line or the 1040. */
  readonly line: number;
  readonly shownBy: 'grab' | 'sequence' | 'event';
  /** The refused call was made from inside the holder's own installation. */
  readonly own: boolean;
}

/** One 1618 and who caused it. */
export interface BusyCall {
  readonly busy: Busy;
  readonly file: string;
  /** What was to be installed, where only a record of the event log tells of the refusal. */
  readonly product: string | null;
  /** Of the refused call, from 1; `null` for a session that takes no place in the history. */
  readonly process: number | null;
  /** On the machine's clock; `null` where the date is not known. */
  readonly at: number | null;
  /** `null`: not in these files. */
  readonly holder: Holder | null;
  /** When there is no holder: what is known instead, in a sentence. */
  readonly why: string | null;
}

const NOT_HERE = 'not in these files';

/** Names the holder at each 1618 of a machine: the one who shows that he had the mutex then, or nobody. */
export const blame = (machine: MachineHistory): readonly BusyCall[] => [
  ...machine.calls.flatMap((call, index) =>
    call.session.busy.map((busy): BusyCall => {
      const at = busy.clock === null ? null : call.at(busy.clock);
      const found =
        at === null
          ? { holder: null, why: `${NOT_HERE}: the line bears no time` }
          : holderAt(machine, { call, index }, busy.shape, at);
      return { busy, file: call.file, product: null, process: index + 1, at, ...found };
    }),
  ),
  ...machine.refused
    .filter(({ at }) => !machine.calls.some((call) => isWrittenBy(call, at)))
    .map(({ at, file, record }): BusyCall => ({
      busy: { line: record.line, clock: null, shape: 'record', waited: null },
      file,
      product: record.product,
      process: null,
      at,
      ...holderAt(machine, null, 'record', at),
    })),
  ...machine.undated.flatMap(({ file, session }) =>
    session.busy.map((busy): BusyCall => {
      const inside = busy.shape === 'custom-action' ? ownInUndated(file, session, busy) : null;
      const why = inside === null ? `${NOT_HERE}: ${whyUndated(busy)}` : null;
      return { busy, file, product: null, process: null, at: null, holder: inside, why };
    }),
  ),
];

/** The record of a refusal comes when its call ends; a call whose log is here is told of already. */
const WITH_ITS_END = 5_000;
const isWrittenBy = ({ session, whole }: InstallerCall, at: number): boolean =>
  session.busy.length > 0 && whole.from <= at && at <= whole.to + WITH_ITS_END;

const holderAt = (
  machine: MachineHistory,
  refused: { readonly call: InstallerCall; readonly index: number } | null,
  shape: Busy['shape'],
  at: number,
): Pick<BusyCall, 'holder' | 'why'> => {
  const index = refused?.index ?? null;
  if (shape === 'custom-action' && refused !== null) {
    const own = ofCall(refused.call, refused.index, at);
    if (own !== null) return { holder: { ...own, own: true }, why: null };
  }
  if (machine.orderUnknown)
    return {
      holder: null,
      why: 'the date of these logs can be read in two ways, and the answer depends on it',
    };
  const calls = machine.calls.flatMap((other, place) =>
    place === index ? [] : (ofCall(other, place, at) ?? []),
  );
  const events = machine.transactions.flatMap((each) => {
    // The log of an installation is nearer to the mutex than its records, which may be in whole seconds.
    const same =
      each.call !== null &&
      (each.call === index ||
        (machine.calls[each.call]?.session.grabs.length ?? 0) > 0 ||
        calls.some(({ process }) => process === (each.call ?? -1) + 1));
    const itself = refused !== null && isCallItself(each, refused.call);
    return same || itself ? [] : (ofTransaction(each, at) ?? []);
  });
  // A sequence in a log without engine lines and the transaction around it are one installation, and the
  // transaction names the package.
  const all = [
    ...calls.filter(
      ({ shownBy, process }) => shownBy !== 'sequence' || !isInsideTransaction(machine, process),
    ),
    ...events,
  ];
  const grabbed = all.filter(({ shownBy }) => shownBy === 'grab');
  const shown = grabbed.length > 0 ? grabbed : all;
  const [first, ...more] = shown;
  if (first === undefined) return { holder: null, why: whyNobody(machine, at) };
  if (more.length === 0) return { holder: first, why: null };
  const list = shown
    .map((each) => `${each.package ?? 'unknown package'} (${each.file}:${each.line})`)
    .join(' and ');
  return { holder: null, why: `these files show more than one holder at that time: ${list}` };
};

/** What a call itself shows of having the mutex at a time. */
const ofCall = (call: InstallerCall, place: number, at: number): Holder | null => {
  // Whoever was refused did not have what others were refused for, even where his client has a grab.
  if (finalCode(call) === ERROR_INSTALL_ALREADY_RUNNING) return null;
  const { session, file } = call;
  const base = {
    process: place + 1,
    package: session.package ?? session.productName,
    processId: session.processId,
    file,
    own: false,
  };
  if (call.holds.some((hold) => covers(hold, at))) {
    const grab = session.grabs.findLast(({ clock }) => clock !== null && call.at(clock) <= at);
    return { ...base, line: grab?.line ?? session.line, shownBy: 'grab' };
  }
  if (call.execute === null || session.grabs.length > 0 || !covers(call.execute, at)) return null;
  const sequence = session.sequences.find(
    ({ table, nested }) => !nested && table.endsWith('ExecuteSequence'),
  );
  return { ...base, line: sequence?.started?.line ?? session.line, shownBy: 'sequence' };
};

const ofTransaction = ({ transaction, span }: TimedTransaction, at: number): Holder | null => {
  if (transaction.began === null || transaction.ended === null || !covers(span, at)) return null;
  return {
    process: null,
    package: transaction.package || transaction.product,
    processId: transaction.processId,
    file: transaction.began.file,
    line: transaction.began.record.line,
    shownBy: 'event',
    own: false,
  };
};

/** Action lines and some exports give whole seconds. */
const WHOLE_SECOND = 1_500;

const isInsideTransaction = ({ calls, transactions }: MachineHistory, process: number | null): boolean => {
  const execute = calls[(process ?? 0) - 1]?.execute;
  if (execute === null || execute === undefined) return false;
  return transactions.some(
    ({ span, transaction }) =>
      transaction.ended !== null &&
      span.from - WHOLE_SECOND <= execute.from &&
      execute.to <= span.to + WHOLE_SECOND,
  );
};

/** A refused call leaves no 1040, but one that waited, or was refused inside, may have its own. */
const isCallItself = ({ transaction }: TimedTransaction, call: InstallerCall): boolean =>
  samePackage(transaction, call) &&
  transaction.processId !== null &&
  transaction.processId === call.session.processId;

const whyNobody = (machine: MachineHistory, at: number): string => {
  const open = machine.transactions.findLast(
    ({ transaction, span }) => transaction.began !== null && transaction.ended === null && covers(span, at),
  );
  if (open === undefined) return NOT_HERE;
  const { began, package: path } = open.transaction;
  return `${NOT_HERE}; the event log shows a transaction for ${path || 'an unnamed package'} that began before and does not show its end (${began?.file ?? ''}:${began?.record.line ?? 0})`;
};

const whyUndated = ({ shape }: Busy): string =>
  shape === 'custom-action'
    ? 'it was asked from inside this very call, but the log does not show whether that had the mutex then'
    : 'this call bears no date, so nothing can be set beside it';

/** An excerpt in which a custom action was refused: its own installation has the mutex if the excerpt shows its grab. */
const ownInUndated = (file: string, session: InstallerCall['session'], busy: Busy): Holder | null => {
  const grab = session.grabs.findLast(({ line }) => line < busy.line);
  const ended = session.returned.some(({ side, line }) => side === 'server' && line < busy.line);
  if (grab === undefined || ended) return null;
  return {
    process: null,
    package: session.package,
    processId: session.processId,
    file,
    line: grab.line,
    shownBy: 'grab',
    own: true,
  };
};

/** The words for a holder. */
export const describeHolder = (holder: Holder): string => {
  const who = `${holder.package ?? 'a package that is not named'}${holder.processId === null ? '' : `, client process ${holder.processId}`}`;
  const where = `${holder.file}:${holder.line}`;
  const how = match(holder.shownBy)
    .with('grab', () => 'its grab of the mutex')
    .with('sequence', () => 'its execute sequence')
    .with('event', () => 'its transaction in the event log')
    .exhaustive();
  return `${holder.own ? 'the installation itself, from inside: ' : ''}${who} (${how}: ${where})`;
};
