import type { Busy } from '../log/story.ts';
import type { Holder } from './holder.ts';

/** What the files tell of who caused a refusal. */
export type BlockStatus =
  /** One installation is shown to have had the mutex then. */
  | 'named'
  /** Nothing in these files was installing then. */
  | 'none-overlaps'
  /** The log is in local time, the events are in UTC, and nothing tells the difference. */
  | 'clock-not-joined'
  /** The refusal has no date or no time, or a date that can be read in two ways. */
  | 'no-date'
  /** Somebody took the mutex before, and the files do not show the end. */
  | 'open-end'
  /** Which of the machines the refusal is of is not known. */
  | 'machine-unknown';

/** Who it could have been, and on what condition. */
export interface Candidate extends Holder {
  /** "at +02:00", "on PC01": what would have to be so. `null` where it is known that it came before. */
  readonly condition: string | null;
  readonly computer: string | null;
  /** Local time minus UTC, like `+02:00`, that would join the clocks. */
  readonly utcOffset: string | null;
  /** Its times are in UTC. */
  readonly isUtc: boolean;
}

export interface Blocker {
  readonly status: BlockStatus;
  /** Only where the status is `named`. */
  readonly holder: Holder | null;
  readonly candidates: readonly Candidate[];
  /** What is known instead of a holder, in a sentence; `null` where one is named. */
  readonly why: string | null;
}

/** One 1618 and who caused it. */
export interface BusyCall extends Blocker {
  readonly busy: Busy;
  readonly file: string;
  readonly product: string | null;
  readonly package: string | null;
  readonly processId: number | null;
  /** Of the refused call, from 1; `null` for a session that takes no place in the history. */
  readonly process: number | null;
  /** On the machine's clock; `null` where the date is not known. */
  readonly at: number | null;
}
