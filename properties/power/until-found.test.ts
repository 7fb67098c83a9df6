/**
 * How soon the default draw finds each known fault. The figures of the draw before it had aims and long interleavings
 * stand in bench/results/until-found.json; MSICONFORM_SEEDS=20 compares with them, as a night does.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FAULTS } from '../../adapters/reference/faults/index.ts';
import { rareFaults } from '../../adapters/reference/faults/rare.ts';
import { medianOf, untilFound } from './until-found.ts';

const DRAW = { numRuns: 1000, processes: 3, maxSteps: 20, longSteps: 200 } as const;
const SEEDS = Number(process.env['MSICONFORM_SEEDS'] ?? 1);
const seeds = Array.from({ length: SEEDS }, (_, index) => index + 1);

/** A median may be a little later by chance: the figures are of 20 seeds. */
const SLACK = 10;

interface Figures {
  readonly medians: Readonly<
    Record<string, { readonly before: number | null; readonly after: number | null }>
  >;
}

test.each(rareFaults)('$id is found in at least 95 % of default runs', async (fault) => {
  const found = await untilFound(fault, seeds, DRAW);
  expect(found.filter((each) => each !== undefined).length).toBeGreaterThanOrEqual(0.95 * SEEDS);
});

test.runIf(SEEDS >= 20)('no fault is found much later than it was', async () => {
  const file = join(import.meta.dirname, '..', '..', 'bench', 'results', 'until-found.json');
  const { medians } = JSON.parse(readFileSync(file, 'utf8')) as Figures;
  for (const fault of FAULTS) {
    const before = medians[fault.id]?.before ?? Infinity;
    const now = medianOf(await untilFound(fault, seeds, DRAW));
    expect(now, fault.id).toBeLessThanOrEqual(before * 1.5 + SLACK);
  }
});
