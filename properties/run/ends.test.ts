/** Whatever is wrong with a program, a default run of it ends. By night. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FAULTS } from '../../adapters/reference/faults/index.ts';
import { openStdio } from '../../adapters/stdio/index.ts';
import { faultProgram } from '../../adapters/stdio/testing/fault-program.ts';
import { DEFAULT_READING, parseReading } from '../../spec/index.ts';
import { byNight } from '../../testing/bounds.ts';
import { runRaces } from '../racing/suite.ts';
import { RUN_BUDGETS } from './budget.ts';
import type { SuiteOptions } from './options.ts';
import { runSuite } from './suite.ts';

const chosen = process.env['MSICONFORM_FAULTS']?.split(',');
const faults = FAULTS.filter(({ id }) => chosen?.includes(id) ?? true);

let folder: string;
let served: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'msiconform-ends-'));
  served = await faultProgram(folder);
});
afterAll(() => rm(folder, { recursive: true }));

/** Seconds. */
const [LOCKSTEP, RACING] = [60, 90];

const cases = faults.flatMap((fault) => [
  { ...fault, mode: 'lockstep' as const, maxSteps: 20 },
  { ...fault, mode: 'racing' as const, maxSteps: 20 },
]);

/** Of long interleavings what is smaller takes long to find, and even to make. */
const long = (['set-in-install-ui', 'third-process', 'kept-after-all-three'] as const).flatMap((id) =>
  cases.filter((each) => each.id === id).map((each) => ({ ...each, maxSteps: 150 })),
);

/** Several at once: each has to end in time on a machine that is busy too. */
test.runIf(byNight(chosen !== undefined, true)).concurrent.each([...cases, ...long])(
  '$id ends in time, $mode, $maxSteps steps',
  { timeout: 3 * RACING * 1000 },
  async ({ id, mode, reading, maxSteps }) => {
    const options: SuiteOptions = {
      seed: 1,
      numRuns: 1000,
      processes: 3,
      maxSteps,
      ...(mode === 'lockstep' && maxSteps === 20 ? { longSteps: 200 } : {}),
      readings: [reading === undefined ? DEFAULT_READING : parseReading(reading)],
      deadline: 30_000,
      runBudget: RUN_BUDGETS[mode],
    };
    await using implementation = await openStdio({
      command: [process.execPath, served, id],
      helloTimeout: 60_000,
    });
    const began = performance.now();
    const { tally, stopped } = await (mode === 'lockstep' ? runSuite : runRaces)(implementation, options);
    const seconds = (performance.now() - began) / 1000;
    const { divergences, interleavings } = tally;
    const figures = `${divergences.length} kinds in ${interleavings} interleavings, ${seconds.toFixed(1)} s`;
    console.log(
      `${id}, ${mode}, ${maxSteps} steps: ${figures}${stopped === undefined ? '' : `, ${stopped}`}`,
    );
    // Without a divergence it takes as long as the answers take.
    if (divergences.length > 0) expect(seconds).toBeLessThanOrEqual(mode === 'lockstep' ? LOCKSTEP : RACING);
  },
);
