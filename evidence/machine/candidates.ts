/** Who could have had the mutex, and on what condition. */
import type { Candidate } from './busy-call.ts';
import { OFFSETS, offsetText } from './clock-offset.ts';
import type { MachineHistory } from './history.ts';
import { describeHolder, holdersAt } from './holder.ts';
import type { Holder, Occurrence } from './holder.ts';

/** Who had the mutex then on other machines, of which one could be this one: two names are two machines. */
export const onOtherMachines = (
  machine: MachineHistory,
  all: readonly MachineHistory[],
  occurrence: Occurrence,
): readonly Candidate[] =>
  all.flatMap((other) => {
    const isOther = machine.computer !== null && other.computer !== null;
    if (isOther || other.group === machine.group || other.isYearMissing || machine.isYearMissing) return [];
    if (other.clock !== machine.clock) return byOffset(other, occurrence, machine.clock);
    return holdersAt(other, { ...occurrence, call: null, place: null }).map((each) =>
      candidate(each, other, null),
    );
  });

export const candidate = (holder: Holder, machine: MachineHistory, utcOffset: string | null): Candidate => ({
  ...holder,
  computer: machine.computer,
  utcOffset,
  isUtc: machine.clock === 'UTC',
  condition:
    utcOffset === null ? (machine.computer === null ? null : `on ${machine.computer}`) : `at ${utcOffset}`,
});

/** Whom each offset of a zone would show, where the difference between two clocks is not known. */
export const byOffset = (
  other: MachineHistory,
  occurrence: Occurrence,
  clock: MachineHistory['clock'],
): readonly Candidate[] =>
  OFFSETS.flatMap((offset) => {
    const at = clock === 'local' ? occurrence.at - offset : occurrence.at + offset;
    return holdersAt(other, { ...occurrence, at, call: null, place: null }).map((each) =>
      candidate(each, other, offsetText(offset)),
    );
  });

/** More would hide the answer; `--json` has them all. */
const MOST_TOLD = 20;

/** Who it would be, and when. */
export const wouldBe = (candidates: readonly Candidate[], otherwise: string): string => {
  const told = candidates
    .slice(0, MOST_TOLD)
    .map((each) => `${each.condition ?? otherwise} it would be ${describeHolder(each)}`);
  const more = candidates.length - told.length;
  return [...told, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
};
