import type { Call } from './calls.ts';

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
