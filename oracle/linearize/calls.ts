import { OBSERVER } from '../events.ts';
import type { Observed, Operation, Response } from '../events.ts';
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
 * Pairs invocations with responses, in the order of the invocations.
 *
 * A call that never came back ends when its process is killed or begins anew. A kill that a call died of
 * is no operation beside it: the response of the call says so. One that met a call which still came back
 * takes effect after that call, though perhaps before its response was read.
 *
 * @throws {RangeError} naming the event, from 0, that has no invocation, or that a process cannot do
 */
export const callsOf = (events: readonly UnstampedEvent[]): readonly Call[] => {
  const calls: Call[] = [];
  const pending = new Map<string, number>();
  for (const [index, event] of events.entries()) {
    // A process has one open call, but may be killed in it; an observer may look at several things at once.
    const thread = `${event.process} ${event.process === OBSERVER || event.op === 'kill' ? event.op : 'call'}`;
    const open = pending.get(thread);
    if (event.kind === 'invoke') {
      if (open !== undefined) {
        throw new RangeError(`event ${index}: process ${event.process} is still in its last call`);
      }
      const call = callOf(event.process, operationOf(event), NONE_YET, 2 * index, Infinity);
      pending.set(thread, calls.push(call) - 1);
      continue;
    }
    const call = open === undefined ? undefined : calls[open];
    if (open === undefined || call === undefined || call.operation.op !== event.op) {
      throw new RangeError(
        `event ${index}: process ${event.process} answers "${event.op}", which it was not asked`,
      );
    }
    // Nobody waits for an open call any more, yet it may take effect as long as its process lives.
    const responded = event.value.type === 'open' ? Infinity : 2 * index;
    calls[open] = callOf(call.process, call.operation, event.value, call.invoked, responded);
    pending.delete(thread);
  }
  return settled(calls);
};

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

/** Gives open calls their end, and leaves out the kills that they died of. */
const settled = (calls: readonly Call[]): readonly Call[] => {
  const result: (Call | undefined)[] = [...calls];
  const last = new Map<number, number>();
  for (const [index, call] of calls.entries()) {
    if (call.process === OBSERVER) continue;
    const at = last.get(call.process);
    const before = at === undefined ? undefined : result[at];
    last.set(call.process, index);
    if (at === undefined || before === undefined || before.responded < call.invoked) continue;
    const ended = before.response.type === 'open' || before.response.type === 'gone';
    if (call.operation.op !== 'kill') {
      // The process in its place shows that the old one is gone.
      const { process, operation, response, invoked } = before;
      result[at] = callOf(process, operation, response, invoked, call.invoked - 1);
    } else if (ended) {
      const responded =
        before.response.type === 'gone' ? Math.max(before.responded, call.responded) : call.responded;
      result[at] = callOf(before.process, before.operation, GONE, before.invoked, responded);
      result[index] = undefined;
      last.set(call.process, at);
    }
  }
  return result.filter((call) => call !== undefined).sort((a, b) => a.invoked - b.invoked);
};
