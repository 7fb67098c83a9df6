import type { Call, HistoryEvent } from '../../oracle/index.ts';
import type { CaseHead } from '../../properties/index.ts';
import type { Observed } from '../../spec/index.ts';
import type { HistoryHead, HistoryTail, StoppedCase } from '../schema/history.ts';
import type { MeasurementInResult, OfferedLine } from '../schema/measurement.ts';

/** A piece of a history, in the order of the file: the head, then cases, then the tail. */
export type HistoryPart =
  | { readonly part: 'head'; readonly head: HistoryHead }
  | {
      readonly part: 'case';
      readonly head: CaseHead;
      /** Empty when they were not asked for. */
      readonly events: readonly HistoryEvent[];
      readonly observed: readonly Observed[];
      /** The same with their intervals, in racing mode and of evidence. */
      readonly calls?: readonly Call[];
      /** What came into it that is none of the suite's, so that it must not be judged. */
      readonly void?: string;
    }
  | { readonly part: 'measurement'; readonly measurement: MeasurementInResult }
  /** What the machine turned out to offer, in the place of what the head says. */
  | { readonly part: 'offered'; readonly offered: OfferedLine }
  /** An agent's case that did not come to its end; one that crashed is given without what was observed. */
  | { readonly part: 'stopped'; readonly stopped: StoppedCase }
  | { readonly part: 'tail'; readonly tail: HistoryTail }
  /** What is in the file is not all, or not what was written. */
  | { readonly part: 'altered'; readonly message: string }
  /** The file ends in the middle of a line, as after a crash. */
  | { readonly part: 'cut'; readonly place: string };
