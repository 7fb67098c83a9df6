import type { Observed, Operation, Response } from '../../oracle/index.ts';
import type { GrabPlace } from '../story.ts';

/** What in the evidence an event of the oracle's history stands for. */
export type Occasion =
  | `grab ${GrabPlace}`
  | 'refusal'
  | 'refused call'
  | 'custom action refused'
  | 'sequence begins'
  | 'sequence ends'
  | 'call returns'
  | 'transaction begins'
  | 'transaction ends'
  | 'event log read';

/** Where an event was read. */
export interface Origin {
  readonly file: string;
  readonly line: number;
  /** On the machine's clock, milliseconds since 1970. */
  readonly at: number;
  readonly occasion: Occasion;
}

/** An event as the oracle judges it, with the lines it was made of. */
export interface Traced {
  readonly observed: Observed;
  readonly origin: Origin;
  /** Ends something: among events of one instant these come first. */
  readonly closes: boolean;
}

export const traced = (
  process: number,
  operation: Operation,
  response: Response,
  origin: Origin,
  closes = false,
): Traced => ({
  observed: { process, operation, response },
  origin,
  closes,
});

/** A part of a machine's history that stands for itself: nothing in it overlaps anything outside. */
export interface Segment {
  readonly processes: number;
  readonly events: readonly Traced[];
  readonly windowsInstaller: string;
}

/** Merges histories of single processes, each in order, into one. */
export const interleave = (histories: readonly (readonly Traced[])[]): readonly Traced[] => {
  const next = histories.map(() => 0);
  const result: Traced[] = [];
  for (;;) {
    let best: { readonly index: number; readonly event: Traced } | undefined;
    for (const [index, history] of histories.entries()) {
      const event = history[next[index] ?? 0];
      if (event !== undefined && (best === undefined || comesFirst(event, best.event)))
        best = { index, event };
    }
    if (best === undefined) return result;
    result.push(best.event);
    next[best.index] = (next[best.index] ?? 0) + 1;
  }
};

const comesFirst = (a: Traced, b: Traced): boolean =>
  a.origin.at < b.origin.at || (a.origin.at === b.origin.at && a.closes && !b.closes);
