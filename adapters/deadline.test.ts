import { expect, test } from 'vitest';
import { within } from './deadline.ts';

test('a deadline of Infinity never comes', async () => {
  const { promise, resolve } = withResolvers<string>();
  const waited = within(promise, Infinity, () => new Error('late'));
  // A timer of Infinity fires before this one, which is set after it.
  setTimeout(() => resolve('answered'), 20);
  await expect(waited).resolves.toBe('answered');
});

const withResolvers = <T>(): { promise: Promise<T>; resolve: (value: T) => void } => {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
};
