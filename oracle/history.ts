import type { Observed, Operation, OperationName, Response } from './events.ts';

/** The moment an operation was asked for; stands in the history before the call is made. */
export interface Invocation {
  /** Counts the events of the file, from 1. */
  readonly seq: number;
  /** Milliseconds since the start of the run, monotonic; a plain count on a logical clock. */
  readonly at: number;
  readonly process: number;
  readonly kind: 'invoke';
  readonly op: OperationName;
  /** The operation without its name. */
  readonly args: Readonly<Record<string, string>>;
}

/** `ok`: it took effect; `fail`: it did not, for the implementation does not offer it; `info`: unknown. */
export type ResponseKind = 'ok' | 'fail' | 'info';

export interface Completion {
  readonly seq: number;
  readonly at: number;
  readonly process: number;
  readonly kind: ResponseKind;
  readonly op: OperationName;
  readonly value: Response;
}

export type HistoryEvent = Invocation | Completion;

export const kindOf = (response: Response): ResponseKind =>
  response.type === 'unsupported' ? 'fail' : response.type === 'open' ? 'info' : 'ok';

export const argumentsOf = ({ op: _op, ...args }: Operation): Readonly<Record<string, string>> => args;

/**
 * Pairs each response with its invocation, in the order of the responses. An invocation that stays open
 * counts as `open`, at the end.
 *
 * @throws {RangeError} naming the event, for a response without an invocation or a second open invocation
 */
export const pair = (events: readonly HistoryEvent[]): Observed[] => {
  const open = new Map<number, Invocation>();
  const observed: Observed[] = [];
  for (const event of events) {
    const pending = open.get(event.process);
    if (event.kind === 'invoke') {
      if (pending !== undefined) {
        throw new RangeError(
          `event ${event.seq} invokes ${event.op} while process ${event.process} still waits for event ${pending.seq} (${pending.op})`,
        );
      }
      open.set(event.process, event);
    } else {
      if (pending?.op !== event.op) {
        throw new RangeError(
          `event ${event.seq} answers a ${event.op} that process ${event.process} never invoked`,
        );
      }
      open.delete(event.process);
      observed.push({ process: event.process, operation: operationOf(pending), response: event.value });
    }
  }
  for (const invocation of open.values()) {
    const response: Response = { type: 'open', reason: 'the history ends before a response' };
    observed.push({ process: invocation.process, operation: operationOf(invocation), response });
  }
  return observed;
};

/** The reverse of {@link argumentsOf}; the arguments were validated when the history was read. */
export const operationOf = ({ op, args }: Pick<Invocation, 'op' | 'args'>): Operation =>
  ({ op, ...args }) as Operation;
