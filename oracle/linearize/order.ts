import type { Call } from '../pairer.ts';

/** The end of a call's interval, or its beginning. */
export interface Boundary {
  readonly call: number;
  readonly kind: 'invoked' | 'responded';
}

/** Every invocation and response in the order in which they happened; calls by their place. */
export const boundariesOf = (calls: Iterable<readonly [number, Call]>): readonly Boundary[] =>
  [...calls]
    .flatMap(([call, { invoked, responded }]) => [
      { call, kind: 'invoked' as const, at: invoked },
      ...(responded === Infinity ? [] : [{ call, kind: 'responded' as const, at: responded }]),
    ])
    .sort((a, b) => a.at - b.at);

/** Whether a call has to wait for another, which is still open, to take effect first. */
export const waitsFor = (call: Call, open: Call): boolean =>
  call.operation.op === 'kill' && call.process === open.process && open.invoked < call.invoked;
