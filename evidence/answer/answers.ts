import type { BlockStatus, BusyCall } from '../machine/busy-call.ts';
import type { Holder } from '../machine/holder.ts';
import type { BlamedMachine } from '../judge/judge-machines.ts';
import type { MachineHistory } from '../machine/history.ts';
import { adviceFor } from './advice.ts';
import type { Retry } from './advice.ts';
import { DAY } from '../dates/day-clock.ts';

/** An installation that had the mutex, or could have had. */
export interface Party {
  readonly product: string | null;
  readonly package: string | null;
  /** The client's process id. */
  readonly process: number | null;
  /** Of the process id, the last two hexadecimal digits, where a log shows no more. */
  readonly since: string | null;
  readonly until: string | null;
}

export interface CandidateParty extends Party {
  readonly file: string;
  readonly line: number;
  readonly computer: string | null;
  /** Local time minus UTC that would make it the holder. */
  readonly utcOffset: string | null;
}

/** One refusal: what was refused, by whom it was blocked, and what to do. */
export interface Answer {
  readonly at: string | null;
  readonly file: string;
  readonly line: number;
  readonly refused: Pick<Party, 'product' | 'package' | 'process'>;
  readonly blockedBy: Party & {
    readonly status: BlockStatus;
    /** The refused call came from inside of the holder. */
    readonly own: boolean;
    /** Where the holder is shown. */
    readonly file: string | null;
    readonly line: number | null;
    readonly candidates: readonly CandidateParty[];
    /** What is known instead of a holder. */
    readonly why: string | null;
  };
  readonly retry: Retry;
  readonly advice: readonly string[];
}

/** The answers to all refusals, in the order of the machines and of their times. */
export const answersOf = (machines: readonly BlamedMachine[]): readonly Answer[] =>
  machines.flatMap(({ machine, busy }) =>
    busy.toSorted((a, b) => (a.at ?? Infinity) - (b.at ?? Infinity)).map((each) => answerOf(machine, each)),
  );

const answerOf = (machine: MachineHistory, busy: BusyCall): Answer => {
  const retry = retryOf(busy);
  // What stands open is who it was, as far as the files show; one of several is only a candidate.
  const known =
    busy.holder ??
    (busy.status === 'open-end' && busy.candidates.length === 1 ? busy.candidates[0] : null) ??
    null;
  return {
    at: busy.at === null ? clockOf(busy.busy.clock) : timeIn(machine, busy.at),
    file: busy.file,
    line: busy.busy.line,
    refused: { product: busy.product, package: busy.package, process: busy.processId },
    blockedBy: {
      status: busy.status,
      ...(known === null ? NOBODY : partyOf(known, (at) => timeIn(machine, at))),
      own: busy.holder?.own ?? false,
      file: known?.file ?? null,
      line: known?.line ?? null,
      candidates: busy.candidates.map((each) => ({
        ...partyOf(each, (at) => isoIn(at, { isUtc: each.isUtc, isYearMissing: false })),
        file: each.file,
        line: each.line,
        computer: each.computer,
        utcOffset: each.utcOffset,
      })),
      why: busy.why,
    },
    retry,
    advice: adviceFor(busy, retry),
  };
};

const NOBODY: Party = { product: null, package: null, process: null, since: null, until: null };

const partyOf = (
  { product, package: path, processId, since, until }: Holder,
  text: (at: number) => string | null,
): Party => ({
  product,
  package: path,
  process: processId,
  since: since === null ? null : text(since),
  until: until === null ? null : text(until),
});

const retryOf = ({ status, holder, candidates, at }: BusyCall): Retry => {
  if (status === 'named') return holder?.own === true ? 'never' : 'after-holder';
  if (status === 'open-end') return 'after-holder';
  // Only what had ended before is out of the way.
  const isOver =
    candidates.length > 0 && at !== null && candidates.every(({ until }) => until !== null && until <= at);
  return status === 'none-overlaps' && isOver ? 'now' : 'unknown';
};

/** An instant on a machine's clock: with a Z in UTC, without a zone in local time, without a year where none is given, without a date that is not known. */
export const timeIn = (
  { clock, isYearMissing, isDateOpen }: Pick<MachineHistory, 'clock' | 'isYearMissing' | 'isDateOpen'>,
  at: number,
): string | null =>
  isDateOpen && clock === 'local'
    ? clockOf(((at % DAY) + DAY) % DAY)
    : isoIn(at, { isUtc: clock === 'UTC', isYearMissing });

const isoIn = (
  at: number,
  { isUtc, isYearMissing }: { readonly isUtc: boolean; readonly isYearMissing: boolean },
): string | null => {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return null;
  const text = date.toISOString().slice(0, -1);
  // ISO 8601 writes a date without its year so.
  if (isYearMissing) return `--${text.slice(5)}`;
  return isUtc ? `${text}Z` : text;
};

const clockOf = (clock: number | null): string | null =>
  clock === null ? null : new Date(clock).toISOString().slice(11, 23);
