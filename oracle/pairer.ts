import type { Observed, Operation, OperationName, Response } from '../spec/index.ts';
import { OBSERVER } from '../spec/index.ts';
import { operationOf } from './history.ts';
import type { UnstampedEvent } from './history.ts';

/**
 * An operation with its interval. Two calls overlap when neither responded before the other was invoked.
 * `invoked` and `responded` are places in one order of all invocations and responses; only their order
 * means something. A call that never came back has `responded: Infinity`.
 */
export interface Call extends Observed {
  readonly invoked: number;
  readonly responded: number;
}

/**
 * What a process may do while it waits for a response. In lockstep it waits. In a race it may be killed in its
 * call, and the observer may look at several things at once.
 */
export type Pairing = 'lockstep' | 'racing';

/** An invocation that waits for its response. */
interface Waiting {
  /** The place of its call. */
  readonly call: number;
  readonly seq: number;
}

/** Pairs each response with its invocation, event by event. */
export class Pairer {
  readonly #pairing: Pairing;
  readonly #calls: Call[] = [];
  /** By process, or by what a process can do beside its call. */
  readonly #waiting = new Map<number | string, Waiting>();
  #events = 0;

  constructor(pairing: Pairing) {
    this.#pairing = pairing;
  }

  /**
   * @param seq what the error calls the event; events are counted from 1 when it is not given
   * @throws {RangeError} naming the event, when the process still waits for a response
   */
  invoke(process: number, operation: Operation, seq: number = this.#events + 1): void {
    const place = this.#events++;
    const thread = this.#threadOf(process, operation.op);
    const waiting = this.#waiting.get(thread);
    if (waiting !== undefined) {
      const { op } = (this.#calls[waiting.call] as Call).operation;
      throw new RangeError(
        `event ${seq} invokes ${operation.op} while process ${process} still waits for event ${waiting.seq} (${op})`,
      );
    }
    const call = this.#calls.push(callOf(process, operation, NONE_YET, 2 * place, Infinity)) - 1;
    this.#waiting.set(thread, { call, seq });
  }

  /**
   * @param seq what the error calls the event; events are counted from 1 when it is not given
   * @throws {RangeError} naming the event, when the process does not wait for this response
   */
  respond(process: number, op: OperationName, response: Response, seq: number = this.#events + 1): void {
    const place = this.#events++;
    const thread = this.#threadOf(process, op);
    const index = this.#waiting.get(thread)?.call ?? -1;
    const call = this.#calls[index];
    if (call?.operation.op !== op) {
      throw new RangeError(`event ${seq} answers "${op}", which process ${process} was not asked`);
    }
    this.#calls[index] = callOf(process, call.operation, response, call.invoked, 2 * place);
    this.#waiting.delete(thread);
  }

  /** What was observed, in the order of the responses; what waits for a response at the end is `open`. */
  observed(): readonly Observed[] {
    return this.#calls
      .toSorted((a, b) => (a.responded < b.responded ? -1 : Number(a.responded > b.responded)))
      .map(({ process, operation, response }) => ({ process, operation, response }));
  }

  /**
   * The calls with their intervals, in the order of the invocations. No event can be added after that.
   *
   * A call that never came back ends when its process is killed or begins anew. A kill that a call died of
   * is no operation beside it: the response of the call says so. A kill that met a call which still came back
   * takes effect after that call, though perhaps before its response was read; a response that was read after
   * the end of its process tells of an effect before that end.
   */
  calls(): readonly Call[] {
    settle(this.#calls);
    return this.#calls;
  }

  #threadOf(process: number, op: OperationName): number | string {
    if (this.#pairing === 'lockstep') return process;
    return process === OBSERVER || op === 'kill' ? `${process} ${op}` : process;
  }
}

const pairerOf = (events: readonly UnstampedEvent[], pairing: Pairing): Pairer => {
  const pairer = new Pairer(pairing);
  for (const event of events) {
    if (event.kind === 'invoke') pairer.invoke(event.process, operationOf(event));
    else pairer.respond(event.process, event.op, event.value);
  }
  return pairer;
};

/** What a lockstep history observed. @throws {RangeError} naming the event, from 1, that does not fit */
export const observedIn = (events: readonly UnstampedEvent[]): readonly Observed[] =>
  pairerOf(events, 'lockstep').observed();

/** The calls of a race. @throws {RangeError} naming the event, from 1, that does not fit */
export const callsOf = (events: readonly UnstampedEvent[]): readonly Call[] =>
  pairerOf(events, 'racing').calls();

const NONE_YET: Response = { type: 'open', reason: 'the history ends before a response' };
/** What a call came to that died of a kill. Another that is `gone` ended its process by itself. */
export const KILLED: Response = { type: 'gone' };

/** Every call is made here: objects that got their fields in one way are read twice as fast. */
const callOf = (
  process: number,
  operation: Operation,
  response: Response,
  invoked: number,
  responded: number,
): Call => ({ process, operation, response, invoked, responded });

/**
 * Gives calls that never came back their end, and leaves out the kills that calls died of. It works in place,
 * because there may be very many calls.
 */
const settle = (calls: Call[]): void => {
  const last = new Map<number, number>();
  let kept = 0;
  for (const read of calls) {
    // Nobody waits for an open call any more, yet it may take effect as long as its process lives.
    const call =
      read.response.type === 'open'
        ? callOf(read.process, read.operation, read.response, read.invoked, Infinity)
        : read;
    const at = last.get(call.process) ?? -1;
    const before = calls[at];
    if (before !== undefined && before.responded > call.invoked) {
      const isKill = call.operation.op === 'kill';
      const { process, operation, response, invoked } = before;
      if (isKill && (response.type === 'open' || response.type === 'gone')) {
        const responded = response.type === 'gone' ? before.responded : 0;
        calls[at] = callOf(process, operation, KILLED, invoked, Math.max(responded, call.responded));
        continue;
      }
      // The end of its process, or the process in its place, shows that it had ended.
      const end = isKill ? call.responded : call.invoked;
      calls[at] = callOf(process, operation, response, invoked, Math.min(before.responded, end - 1));
    }
    if (call.process !== OBSERVER) last.set(call.process, kept);
    calls[kept++] = call;
  }
  calls.length = kept;
};
