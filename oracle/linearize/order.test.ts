import { expect, it } from 'vitest';
import { boundariesOf } from './order.ts';

it('orders invocations and responses, and leaves out those that never came', () => {
  const rest = { process: 1, operation: { op: 'advance' }, response: { type: 'gone' } } as const;
  const calls = [
    { ...rest, invoked: 4, responded: 9 },
    { ...rest, invoked: 1, responded: Infinity },
    { ...rest, invoked: 2, responded: 5 },
  ];
  expect(boundariesOf(calls.entries()).map(({ call, kind }) => `${call} ${kind}`)).toEqual([
    '1 invoked',
    '2 invoked',
    '0 invoked',
    '2 responded',
    '0 responded',
  ]);
});
