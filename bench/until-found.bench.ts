/**
 * Interleavings until a known fault is found, with and without the few interleavings that go on with an aim: over the
 * whole catalogue and 20 seeds, by default runs of 1000 interleavings.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FAULTS } from '../adapters/reference/faults/index.ts';
import { untilFound } from '../properties/power/testing/until-found.ts';
import { median, RESULTS } from './measure.ts';

const SHORT = { numRuns: 1000, processes: 3, maxSteps: 20 } as const;
const DEFAULT = { ...SHORT, longSteps: 200 } as const;
const seeds = Array.from({ length: 20 }, (_, index) => index + 1);

interface Figures {
  readonly median: number | null;
  readonly worst: number | null;
  readonly foundIn: number;
}

const figuresOf = (found: readonly number[]): Figures => {
  const figure = (value: number): number | null => (Number.isFinite(value) ? value : null);
  return {
    median: figure(median(found)),
    worst: figure(Math.max(...found)),
    foundIn: found.filter((each) => each !== Infinity).length,
  };
};

const faults: Record<string, { readonly before: Figures; readonly after: Figures }> = {};
let later = 0;
for (const fault of FAULTS) {
  const [short, found] = [await untilFound(fault, seeds, SHORT), await untilFound(fault, seeds, DEFAULT)];
  const [before, after] = [figuresOf(short), figuresOf(found)];
  faults[fault.id] = { before, after };
  if ((after.median ?? Infinity) > (before.median ?? Infinity)) later++;
  console.log(
    `${fault.id}: median ${before.median} -> ${after.median}, worst ${before.worst} -> ${after.worst}, found in ${before.foundIn} -> ${after.foundIn} of ${seeds.length}`,
  );
}
console.log(`${later} of ${FAULTS.length} are found later in the median`);
const head = { format: 'msiconform-bench', version: 1, id: 'until-found', unit: 'interleavings' };
const file = join(RESULTS, 'until-found.json');
await writeFile(
  file,
  `${JSON.stringify({ ...head, seeds: seeds.length, ...DEFAULT, faults }, undefined, 2)}\n`,
);
