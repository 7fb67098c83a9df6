import { match } from 'ts-pattern';
import { isUiTable, OBSERVER } from '../../spec/index.ts';
import type { MutexState, Operation, Response, SequenceTable } from '../../spec/index.ts';
import { operationOf } from '../../oracle/index.ts';
import type { HistoryEvent } from '../../oracle/index.ts';
import { describeOperation } from '../../properties/index.ts';
import { describeResponse } from './describe-response.ts';

/** A counterexample laid out once: lanes from top to bottom, slots from left to right. No sizes, no colours. */
export interface Timeline {
  readonly lanes: readonly Lane[];
  /** How many slots there are. A step that nothing overlaps takes one. */
  readonly slots: number;
  readonly bars: readonly Bar[];
  readonly marks: readonly Mark[];
}

export interface Lane {
  readonly kind: 'process' | 'mutex' | 'observer';
  readonly title: string;
}

/** A sequence table that is being processed, or, in the mutex lane, that is reason to have it set. */
export interface Bar {
  readonly lane: number;
  /** The slot in whose middle it begins and the one in whose middle it ends; `slots` for one that stays open. */
  readonly from: number;
  readonly to: number;
  readonly kind: 'ui' | 'execute' | 'due';
  readonly label: string;
}

/** An operation with its answer. */
export interface Mark {
  readonly lane: number;
  /** The slots of its invocation and of its response. */
  readonly from: number;
  readonly to: number;
  /** Counts the operations in the order of their responses, from 1, as the explanation does. */
  readonly step: number;
  readonly operation: string;
  readonly answer: string;
  readonly tone: Tone;
  readonly mutex: MutexState | undefined;
  /** Whether this is the step that the divergence lies in. */
  readonly offending: boolean;
}

/** `refused` is 1618 and nothing else. */
export type Tone = 'held' | 'succeeded' | 'refused' | 'failed' | 'ended' | 'seen' | 'open';

/**
 * Lays out the events of one case.
 *
 * @param offending the step that is to be marked, from 1; the last one when not given, none when 0
 */
export const layOut = (
  events: readonly HistoryEvent[],
  processes: number,
  offending: number = events.filter((event) => event.kind !== 'invoke').length,
): Timeline => {
  const { marks, slots } = place(events);
  const acting = Array.from({ length: processes }, (_, index) => index + 1).filter((process) =>
    marks.some((mark) => mark.process === process),
  );
  const lanes = lanesOf(marks, acting);
  const laneOf = (mark: Placed): number =>
    mark.process !== OBSERVER
      ? acting.indexOf(mark.process)
      : lanes.findIndex((lane) => lane.kind === (mark.operation.op === 'probe' ? 'mutex' : 'observer'));
  const bars = acting.flatMap((process, lane) => barsOf(marks, slots, process, lane));
  return {
    lanes,
    slots,
    bars: [...bars, ...dueBars(bars, acting)],
    marks: marks.map((mark, index) => ({
      lane: laneOf(mark),
      from: mark.from,
      to: mark.to,
      step: index + 1,
      operation: describeOperation(mark.operation),
      answer: describeResponse(mark.response),
      tone: toneOf(mark.response),
      mutex: mark.response.type === 'mutex' ? mark.response.state : undefined,
      offending: index + 1 === offending,
    })),
  };
};

interface Placed {
  readonly process: number;
  readonly operation: Operation;
  readonly response: Response;
  readonly from: number;
  readonly to: number;
}

/** An answer where there is little room: without the route by which a table was reached. */
export const shortAnswer = (answer: string): string =>
  answer.replace(/^in (\S+) \(by .*$/s, '$1').replace(/^in /, '');

/** A response shares the slot of its invocation unless something happened in between. */
const place = (events: readonly HistoryEvent[]): { marks: Placed[]; slots: number } => {
  const open = new Map<number, { operation: Operation; from: number }>();
  const marks: Placed[] = [];
  let slot = -1;
  for (const event of events) {
    const pending = open.get(event.process);
    if (event.kind === 'invoke') {
      slot++;
      open.set(event.process, { operation: operationOf(event), from: slot });
    } else if (pending !== undefined) {
      if (pending.from !== slot) slot++;
      marks.push({ process: event.process, ...pending, response: event.value, to: slot });
      open.delete(event.process);
    }
  }
  for (const [process, pending] of open) {
    const response: Response = { type: 'open', reason: 'the history ends before a response' };
    marks.push({ process, ...pending, response, to: slot });
  }
  return { marks, slots: slot + 1 };
};

/** A process that does nothing has no lane. */
const lanesOf = (marks: readonly Placed[], acting: readonly number[]): Lane[] => {
  const observes = marks.some(({ process, operation }) => process === OBSERVER && operation.op !== 'probe');
  return [
    ...acting.map((process): Lane => ({ kind: 'process', title: `process ${process}` })),
    { kind: 'mutex', title: 'mutex' },
    ...(observes ? [{ kind: 'observer', title: 'service and event log' } as const] : []),
  ];
};

/** A table lasts from the response that tells of it to the next response of its process. */
const barsOf = (marks: readonly Placed[], slots: number, process: number, lane: number): Bar[] => {
  const bars: Bar[] = [];
  let running: readonly { table: SequenceTable; from: number }[] = [];
  const end = (tables: typeof running, to: number): void => {
    for (const { table, from } of tables) {
      bars.push({ lane, from, to, kind: isUiTable(table) ? 'ui' : 'execute', label: table });
    }
  };
  for (const { process: of, operation, response, to } of marks) {
    if (of !== process || (operation.op === 'call' && response.type === 'returned')) continue;
    if (response.type === 'held') {
      const { table } = response;
      // The execute table of an ExecuteAction runs inside its UI sequence.
      const stays = isUiTable(table) ? [] : running.filter((bar) => isUiTable(bar.table));
      end(
        running.filter((bar) => !stays.includes(bar)),
        to,
      );
      running = [...stays, { table, from: to }];
    } else if (response.type !== 'unsupported') {
      end(running, to);
      running = [];
    }
  }
  end(running, slots);
  return bars;
};

const dueBars = (bars: readonly Bar[], acting: readonly number[]): Bar[] =>
  bars
    .filter((bar) => bar.kind === 'execute')
    .map(({ lane, from, to }) => ({
      lane: acting.length,
      from,
      to,
      kind: 'due',
      label: `process ${acting[lane] ?? 0} executes`,
    }));

const toneOf = (response: Response): Tone =>
  match<Response, Tone>(response)
    .with({ type: 'held' }, () => 'held')
    .with({ type: 'returned' }, ({ code }) =>
      code === 0 ? 'succeeded' : code === 1618 ? 'refused' : 'failed',
    )
    .with({ type: 'gone' }, () => 'ended')
    .with({ type: 'mutex' }, { type: 'service' }, { type: 'events' }, () => 'seen')
    .with({ type: 'unsupported' }, () => 'failed')
    .with({ type: 'open' }, () => 'open')
    .exhaustive();
