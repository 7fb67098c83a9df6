import type { Operation, Response } from '../../spec/index.ts';
import type { UnstampedEvent } from '../../oracle/index.ts';
import { argumentsOf, responseKindOf } from '../../oracle/index.ts';
import type { GrabPlace } from '../log/story.ts';
import type { Span } from '../machine/call.ts';

/** What in the evidence a call of the history stands for. */
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

/** Where a call of the history was read. */
export interface Origin {
  readonly file: string;
  readonly line: number;
  /** On the machine's clock, milliseconds since 1970. */
  readonly at: number;
  readonly occasion: Occasion;
}

/** A call of the history with its interval on the machine's clock. */
export interface ToldCall {
  readonly process: number;
  readonly operation: Operation;
  readonly response: Response;
  /** What the evidence says of when it took effect: often one instant, since a log tells when a table begins. */
  readonly span: Span;
  /** Ends something: among calls of one instant these come first. */
  readonly closes: boolean;
  readonly origin: Origin;
}

/** An event of a history, and the call that it is of. */
export interface ToldEvent {
  readonly event: UnstampedEvent;
  readonly call: ToldCall;
}

/** What comes at one instant, whole: a call, or one end of an interval. */
interface Unit {
  readonly at: number;
  readonly rank: number;
  readonly events: readonly ToldEvent[];
}

/** Among units of one instant: an interval takes the instants in at which it begins and ends. */
const [BEGINS, CLOSES, WHOLE, ENDS] = [0, 1, 2, 3];

/**
 * Puts the calls of several processes into one order of invocations and responses. Those of one process
 * keep the order in which they are given where they are of one instant.
 */
export const inOneOrder = (processes: readonly (readonly ToldCall[])[]): readonly ToldEvent[] => {
  const lists = processes.map((calls) =>
    calls
      .flatMap(unitsOf)
      .toSorted((a, b) => a.at - b.at || Number(a.rank === ENDS) - Number(b.rank === ENDS)),
  );
  const next = lists.map(() => 0);
  const events: ToldEvent[] = [];
  for (;;) {
    let first: { readonly list: number; readonly unit: Unit } | undefined;
    for (const [list, units] of lists.entries()) {
      const unit = units[next[list] ?? 0];
      if (unit === undefined) continue;
      if (
        first === undefined ||
        unit.at < first.unit.at ||
        (unit.at === first.unit.at && unit.rank < first.unit.rank)
      )
        first = { list, unit };
    }
    if (first === undefined) return events;
    events.push(...first.unit.events);
    next[first.list] = (next[first.list] ?? 0) + 1;
  }
};

const unitsOf = (call: ToldCall): readonly Unit[] => {
  const { process, operation, response, span, closes } = call;
  const { op } = operation;
  const invoked: ToldEvent = { event: { process, kind: 'invoke', op, args: argumentsOf(operation) }, call };
  const responded: ToldEvent = {
    event: { process, kind: responseKindOf(response), op, value: response },
    call,
  };
  return span.from === span.to
    ? [{ at: span.from, rank: closes ? CLOSES : WHOLE, events: [invoked, responded] }]
    : [
        { at: span.from, rank: BEGINS, events: [invoked] },
        { at: span.to, rank: ENDS, events: [responded] },
      ];
};
