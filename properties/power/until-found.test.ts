/** How soon the default draw finds each known fault; `npm run bench -- until-found` keeps the figures of 20 seeds. */
import { expect, test } from 'vitest';
import { FAULTS } from '../../adapters/reference/faults/index.ts';
import { rareFaults } from '../../adapters/reference/faults/rare.ts';
import { byNight } from '../../testing/bounds.ts';
import { untilFound } from './testing/until-found.ts';

const SHORT = { numRuns: 1000, processes: 3, maxSteps: 20 } as const;
const DEFAULT = { ...SHORT, longSteps: 200 } as const;
const seeds = Array.from({ length: byNight(1, 20) }, (_, index) => index + 1);

test.each(rareFaults)('$id is found in at least 95 % of default runs', async (fault) => {
  const found = await untilFound(fault, seeds, DEFAULT);
  expect(found.filter((each) => each !== Infinity).length).toBeGreaterThanOrEqual(0.95 * seeds.length);
});

/** By day those faults of which the draw alone decides. */
test.each(byNight(FAULTS.slice(0, 10), FAULTS))(
  '$id is found no later for the few that go on',
  async (fault) => {
    const [short, found] = [await untilFound(fault, seeds, SHORT), await untilFound(fault, seeds, DEFAULT)];
    for (const [index, each] of found.entries()) expect(each).toBeLessThanOrEqual(short[index] ?? 0);
  },
);
