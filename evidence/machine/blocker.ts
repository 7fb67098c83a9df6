import type { Busy, Session } from '../log/story.ts';
import type { Blocker, BlockStatus, BusyCall, Candidate } from './busy-call.ts';
import { covers } from './call.ts';
import type { InstallerCall } from './call.ts';
import { byOffset, candidate, onOtherMachines, wouldBe } from './candidates.ts';
import type { MachineHistory } from './history.ts';
import { orderMatters } from './date-order-matters.ts';
import { endedJustBefore, openBefore } from './earlier.ts';
import { describeHolder, holdersAt, isSetBackAt, ofCall } from './holder.ts';
import type { Holder, Occurrence } from './holder.ts';
import { multiPackageAt } from './multi-package.ts';
import { multiPackageText, nameText, openText, restartedText, sameClientText } from './open-text.ts';
import { aroundByNumber, endSetBackNear, setBackNear, unbegunAfter, undatedAt } from './unplaced.ts';

/** Names the holder at each 1618 of a machine, or says why it cannot be told who it was. */
export const blame = (machine: MachineHistory, all: readonly MachineHistory[]): readonly BusyCall[] => [
  ...machine.calls.flatMap((call, place) =>
    call.session.busy.map((busy): BusyCall => {
      const at = busy.clock === null ? null : call.at(busy.clock);
      const base = { busy, file: call.file, ...refusedBy(call.session), process: place + 1, at };
      if (at === null) return { ...base, ...nobody('no-date', 'the line of the refusal bears no time') };
      return { ...base, ...blockerAt(machine, all, busy, { at, call, place, record: null }) };
    }),
  ),
  ...machine.refused
    .filter(({ at }) => !machine.calls.some((call) => isWrittenBy(call, at)))
    .map((record): BusyCall => ({
      ...ofRecord(record.file, record.record, record.at),
      ...blockerAt(machine, all, null, { at: record.at, call: null, place: null, record }),
    })),
  ...machine.refusedUntimed.map(({ file, record }): BusyCall => ({
    ...ofRecord(file, record, null),
    ...nobody('no-date', 'the record bears no time that can be read'),
  })),
  ...machine.undated.flatMap(({ file, session }) =>
    session.busy.map((busy): BusyCall => {
      const inside = busy.shape === 'custom-action' ? ownInUndated(file, session, busy) : null;
      const base = { busy, file, ...refusedBy(session), process: null, at: null };
      return inside === null
        ? { ...base, ...nobody('no-date', whyUndated(busy)) }
        : { ...base, status: 'named', holder: inside, candidates: [], why: null };
    }),
  ),
];

const refusedBy = (session: Session): Pick<BusyCall, 'product' | 'package' | 'processId'> => ({
  product: session.productName,
  package: session.package,
  processId: session.processId,
});

const ofRecord = (
  file: string,
  record: MachineHistory['refused'][number]['record'],
  at: number | null,
): Omit<BusyCall, keyof Blocker> => ({
  busy: { line: record.line, clock: null, shape: 'record', waited: null },
  file,
  product: record.product,
  package: record.package,
  processId: record.processId,
  process: null,
  at,
});

/** The record of a refusal comes when its call ends; a call whose log is here is told of already. */
const WITH_ITS_END = 5_000;
const isWrittenBy = ({ session, whole }: InstallerCall, at: number): boolean =>
  session.busy.length > 0 && whole.from <= at && at <= whole.to + WITH_ITS_END;

const nobody = (status: BlockStatus, why: string, candidates: readonly Candidate[] = []): Blocker => ({
  status,
  holder: null,
  candidates,
  why,
});

const named = (holder: Holder): Blocker => ({ status: 'named', holder, candidates: [], why: null });

const blockerAt = (
  machine: MachineHistory,
  all: readonly MachineHistory[],
  busy: Busy | null,
  occurrence: Occurrence,
): Blocker => {
  const { call, place } = occurrence;
  if (busy?.shape === 'custom-action' && call !== null && place !== null) {
    const own = ofCall(call, place, occurrence);
    if (own !== null) return named({ ...own, own: true });
  }
  if (machine.orderUnknown)
    return nobody('no-date', 'the date of these logs can be read in two ways, and the answer depends on it');
  const [first, ...more] = holdersAt(machine, occurrence);
  const before = openBefore(machine, occurrence);
  const open = before.filter(({ restart }) => restart === null);
  const order = orderMatters(machine, occurrence, first !== undefined || open.length > 0);
  if (order !== null) return nobody('no-date', order);
  if (first !== undefined && more.length === 0) return named(first);
  if (first !== undefined) {
    const list = [first, ...more].map((each) => candidate(each, machine, null));
    return nobody(
      'machine-unknown',
      `these files show more than one holder at that time, so they are not all of one machine: ${list.map(describeHolder).join(' and ')}`,
      list,
    );
  }
  if (open.length > 0)
    return nobody(
      'open-end',
      openText(open, machine, occurrence.at),
      open.map(({ holder }) => candidate(holder, machine, null)),
    );
  return elsewhere(machine, all, busy, {
    occurrence,
    ended: before.map((each) => restartedText(each, machine)),
  });
};

/** Nobody is shown on this clock: what other clocks and other machines have. */
const elsewhere = (
  machine: MachineHistory,
  all: readonly MachineHistory[],
  busy: Busy | null,
  { occurrence, ended }: { readonly occurrence: Occurrence; readonly ended: readonly string[] },
): Blocker => {
  const also = `${ended.map((each) => `; ${each}`).join('')}${sameClientText(machine, occurrence.at)}`;
  const apart = all.find(
    (other) =>
      other !== machine &&
      other.group === machine.group &&
      other.clock !== machine.clock &&
      !other.isYearMissing,
  );
  if (apart !== undefined && !machine.isYearMissing) {
    const candidates = byOffset(apart, occurrence, machine.clock);
    const would = wouldBe(candidates, '');
    return nobody(
      'clock-not-joined',
      `the clocks are not joined: some files are in local time and others in UTC (give --utc-offset)${would === '' ? '; at no offset is an installation shown then' : `; ${would}`}`,
      candidates,
    );
  }
  const candidates = onOtherMachines(machine, all, occurrence);
  const names = [...new Set(all.flatMap(({ computer }) => computer ?? []))];
  const isAmongNamed = machine.computer === null && names.length > 0;
  if (isAmongNamed || candidates.length > 0) {
    const would = wouldBe(candidates, 'if they are of one machine');
    return nobody(
      'machine-unknown',
      `${
        isAmongNamed
          ? `which machine this is of is not known: it names none, and the files are of ${names.join(', ')} and perhaps others`
          : 'nothing in the files of this machine was installing at that time, and others do not tell whose they are'
      } (give --machine NAME=FOLDER, or --one-machine)${would === '' ? '' : `; ${would}`}`,
      candidates,
    );
  }
  const before = endedJustBefore(machine, occurrence).map((each) => candidate(each, machine, null));
  if (isInOwnDialogs(busy, occurrence))
    return nobody(
      'none-overlaps',
      'no other installation, as far as these files show: a custom action asked while its own installation was in its UI sequence, and from the same process that is refused for as long as the UI sequence runs',
      before,
    );
  const may = mayHaveHad(machine, occurrence);
  if (may !== null) return { ...may, why: `${may.why ?? ''}${also}` };
  const nothing = 'not in these files: nothing in them was installing at that time';
  return nobody(
    'none-overlaps',
    before.length === 0
      ? `${nothing}${also}`
      : `${nothing}, though ${before.map(describeHolder).join(' and ')} had ended just before${also}`,
    before,
  );
};

/** Files that show part of an installation do not show that nothing was being installed. */
const mayHaveHad = (machine: MachineHistory, occurrence: Occurrence): Blocker | null => {
  const setBack = setBackNear(machine, occurrence);
  const around = aroundByNumber(machine, occurrence);
  const unbegun = around.length > 0 ? [] : unbegunAfter(machine, occurrence);
  const undated = undatedAt(machine, occurrence);
  const several = multiPackageAt(machine, occurrence);
  const sentences = [
    ...(occurrence.record === null && isSetBackAt(machine, occurrence)
      ? [
          'the clock was put back over that time, as the numbers of the records show, so it cannot be told which of them came before',
        ]
      : []),
    ...around.map(
      ({ package: path, processId, file, line }) =>
        `the times of these records go against their numbers, as where the clock was put back: by number the records of ${nameText(path, processId)} stand around this one, so it may have had the mutex then (${file}:${line})`,
    ),
    ...endSetBackNear(machine, occurrence).map(
      ({ package: path, processId, file, line }) =>
        `the clock was put back before ${nameText(path, processId)} ended, as the numbers of its records show, so it cannot be told whether that had the mutex then (${file}:${line})`,
    ),
    ...unbegun.map(
      ({ package: path, processId, file, line }) =>
        `${nameText(path, processId)} ended afterwards, and its begin is not shown, so it may have had the mutex then (${file}:${line})`,
    ),
    ...setBack.map(
      ({ session, file }) =>
        `the clock goes back within the log of ${nameText(session.package ?? session.productName, session.processId)}, so it cannot be told whether that had the mutex then (${file}:${session.line})`,
    ),
    ...(several === null ? [] : [multiPackageText(several)]),
    ...undated.map(
      ({ session, file }) =>
        `the log of ${nameText(session.package ?? session.productName, session.processId)} bears no date, so it cannot be told whether that had the mutex then (${file}:${session.line})`,
    ),
  ];
  if (sentences.length === 0) return null;
  return nobody(
    'none-overlaps',
    `not known for certain: nothing in these files is shown to have had the mutex at that time, but ${sentences.join('; ')}`,
    [...around, ...unbegun].map((each) => candidate(each, machine, null)),
  );
};

/** The page's second case of 1618. */
const isInOwnDialogs = (busy: Busy | null, { at, call }: Occurrence): boolean =>
  busy?.shape === 'custom-action' && call?.ui !== null && call?.ui !== undefined && covers(call.ui, at);

const whyUndated = ({ shape }: Busy): string =>
  shape === 'custom-action'
    ? 'it was asked from inside this very call, but the log does not show whether that had the mutex then'
    : 'this call bears no date that is known, so nothing can be set beside it';

/** An excerpt in which a custom action was refused: its own installation has the mutex if the excerpt shows its grab. */
const ownInUndated = (file: string, session: Session, busy: Busy): Holder | null => {
  const grab = session.grabs.findLast(({ line }) => line < busy.line);
  const ended = session.returned.some(({ side, line }) => side === 'server' && line < busy.line);
  if (grab === undefined || ended) return null;
  return {
    process: null,
    package: session.package,
    product: session.productName,
    processId: session.processId,
    file,
    line: grab.line,
    shownBy: 'grab',
    own: true,
    since: null,
    until: null,
  };
};
