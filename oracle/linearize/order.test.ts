import { expect, it } from 'vitest';
import { boundariesOf, waitsFor } from './order.ts';

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

it('has a kill wait for the call of its process that it met, and for no other', () => {
  const call = (process: number, op: 'kill' | 'advance', invoked: number) => ({
    process,
    operation: { op },
    response: { type: 'gone' } as const,
    invoked,
    responded: Infinity,
  });
  const kill = call(1, 'kill', 2);
  expect(waitsFor(kill, call(1, 'advance', 1))).toBe(true);
  expect(waitsFor(kill, call(2, 'advance', 1))).toBe(false);
  expect(waitsFor(kill, call(1, 'advance', 3))).toBe(false);
  expect(waitsFor(kill, kill)).toBe(false);
  expect(waitsFor(call(1, 'advance', 2), call(1, 'advance', 1))).toBe(false);
});
