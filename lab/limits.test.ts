import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { runWithin } from './limits.ts';

const loads = fc.array(fc.record({ memory: fc.nat(10), cores: fc.nat(4) }), { maxLength: 12 });

test('each machine runs once, and never more at once than the limits hold, but one that is too big alone', async () => {
  await fc.assert(
    fc.asyncProperty(loads, fc.scheduler(), async (machines, scheduler) => {
      const limits = { memory: 12, cores: 4 };
      const running = new Set<number>();
      const wanted = machines.map((load, index) => ({ ...load, index }));
      const pending = runWithin(
        wanted,
        (each) => each,
        limits,
        async ({ index }) => {
          running.add(index);
          const now = wanted.filter((each) => running.has(each.index));
          if (now.length > 1) {
            expect(now.reduce((sum, { memory }) => sum + memory, 0)).toBeLessThanOrEqual(limits.memory);
            expect(now.reduce((sum, { cores }) => sum + cores, 0)).toBeLessThanOrEqual(limits.cores);
          }
          await scheduler.schedule(Promise.resolve());
          running.delete(index);
          return index;
        },
      );
      const done = scheduler.waitFor(pending);
      expect(await done).toEqual(wanted.map(({ index }) => index));
    }),
  );
});

test('a fault of one is thrown when those that run have ended, and no other is started', async () => {
  const ended: number[] = [];
  const running = runWithin(
    [1, 2, 3],
    () => ({ memory: 1, cores: 0 }),
    { memory: 2, cores: 1 },
    async (number) => {
      if (number === 1) throw new Error('a fault');
      await new Promise((resolve) => setImmediate(resolve));
      ended.push(number);
    },
  );
  await expect(running).rejects.toThrow('a fault');
  expect(ended).toEqual([2]);
});
