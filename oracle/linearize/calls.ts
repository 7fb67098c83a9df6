import { OBSERVER } from '../events.ts';
import type { Observed, Response } from '../events.ts';
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
      const response: Response = { type: 'open', reason: 'the history ends before a response' };
      const call = { process: event.process, operation: operationOf(event), response };
      pending.set(thread, calls.push({ ...call, invoked: 2 * index, responded: Infinity }) - 1);
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
    calls[open] = { ...call, response: event.value, responded };
    pending.delete(thread);
  }
  return settled(calls);
};

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
      result[at] = { ...before, responded: call.invoked - 1 };
    } else if (ended) {
      const responded =
        before.response.type === 'gone' ? Math.max(before.responded, call.responded) : call.responded;
      result[at] = { ...before, response: { type: 'gone' }, responded };
      result[index] = undefined;
      last.set(call.process, at);
    }
  }
  return result.filter((call) => call !== undefined).sort((a, b) => a.invoked - b.invoked);
};
