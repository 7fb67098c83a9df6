import { OBSERVER } from '../events.ts';
import type { Observed, Operation, OperationName, Response } from '../events.ts';
import { operationOf } from '../history.ts';
import type { Completion, Invocation } from '../history.ts';

/** A line of a history, as far as its order matters: numbers and times are left out. */
export type UnstampedEvent = Omit<Invocation, 'seq' | 'at'> | Omit<Completion, 'seq' | 'at'>;

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
 * Pairs invocations with responses, as they come.
 *
 * A call that never came back ends when its process is killed or begins anew. A kill that a call died of
 * is no operation beside it: the response of the call says so. One that met a call which still came back
 * takes effect after that call, though perhaps before its response was read; a response that was read after
 * the end of the process tells of an effect before that end.
 */
export class Pairing {
  readonly #calls: Call[] = [];
  readonly #pending = new Map<string, number>();
  #events = 0;

  /** @throws {RangeError} naming the event, from 0, when the process cannot do that now */
  invoke(process: number, operation: Operation): void {
    const index = this.#events++;
    const thread = threadOf(process, operation.op);
    if (this.#pending.has(thread)) {
      throw new RangeError(`event ${index}: process ${process} is still in its last call`);
    }
    const call = callOf(process, operation, NONE_YET, 2 * index, Infinity);
    this.#pending.set(thread, this.#calls.push(call) - 1);
  }

  /** @throws {RangeError} naming the event, from 0, that has no invocation */
  respond(process: number, op: OperationName, response: Response): void {
    const index = this.#events++;
    const thread = threadOf(process, op);
    const open = this.#pending.get(thread) ?? -1;
    const call = this.#calls[open];
    if (call?.operation.op !== op) {
      throw new RangeError(`event ${index}: process ${process} answers "${op}", which it was not asked`);
    }
    // Nobody waits for an open call any more, yet it may take effect as long as its process lives.
    const responded = response.type === 'open' ? Infinity : 2 * index;
    this.#calls[open] = callOf(process, call.operation, response, call.invoked, responded);
    this.#pending.delete(thread);
  }

  /** In the order of the invocations. No event can be added after that. */
  calls(): readonly Call[] {
    settle(this.#calls);
    return this.#calls;
  }
}

/** The calls of a whole history. @throws {RangeError} naming the event, from 0, that does not fit */
export const callsOf = (events: readonly UnstampedEvent[]): readonly Call[] => {
  const pairing = new Pairing();
  for (const event of events) {
    if (event.kind === 'invoke') pairing.invoke(event.process, operationOf(event));
    else pairing.respond(event.process, event.op, event.value);
  }
  return pairing.calls();
};

/** A process has one open call, but may be killed in it; an observer may look at several things at once. */
const threadOf = (process: number, op: OperationName): string =>
  process === OBSERVER || op === 'kill' ? `${process} ${op}` : `${process}`;

const NONE_YET: Response = { type: 'open', reason: 'the history ends before a response' };
const GONE: Response = { type: 'gone' };

/** Every call is made here: objects that got their fields in one way are read twice as fast. */
const callOf = (
  process: number,
  operation: Operation,
  response: Response,
  invoked: number,
  responded: number,
): Call => ({ process, operation, response, invoked, responded });

/** Whether a call has to wait for another, which is still open, to take effect first. */
export const waitsFor = (call: Call, open: Call): boolean =>
  call.operation.op === 'kill' && call.process === open.process && open.invoked < call.invoked;

/** Gives open calls their end, and leaves out the kills that they died of; in place, for they may be very many. */
const settle = (calls: Call[]): void => {
  const last = new Map<number, number>();
  let kept = 0;
  for (const call of calls) {
    const at = last.get(call.process) ?? -1;
    const before = calls[at];
    if (before !== undefined && before.responded > call.invoked) {
      const isKill = call.operation.op === 'kill';
      const { process, operation, response, invoked } = before;
      if (isKill && (response.type === 'open' || response.type === 'gone')) {
        const read = response.type === 'gone' ? before.responded : 0;
        calls[at] = callOf(process, operation, GONE, invoked, Math.max(read, call.responded));
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
