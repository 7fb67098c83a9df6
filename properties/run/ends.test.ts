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

test.runIf(byNight(chosen !== undefined, true)).each(
  faults.flatMap((fault) => [
    { ...fault, mode: 'lockstep' as const },
    { ...fault, mode: 'racing' as const },
  ]),
)('$id ends in time, $mode', { timeout: 2 * RACING * 1000 }, async ({ id, mode, reading }) => {
  const options: SuiteOptions = {
    seed: 1,
    numRuns: 1000,
    processes: 3,
    maxSteps: 20,
    ...(mode === 'lockstep' ? { longSteps: 200 } : {}),
    readings: [reading === undefined ? DEFAULT_READING : parseReading(reading)],
    deadline: 30_000,
    runBudget: RUN_BUDGETS[mode],
  };
  await using implementation = await openStdio({
    command: [process.execPath, served, id],
    helloTimeout: 60_000,
  });
  const began = performance.now();
  await (mode === 'lockstep' ? runSuite : runRaces)(implementation, options);
  const seconds = (performance.now() - began) / 1000;
  console.log(`${id}, ${mode}: ${seconds.toFixed(1)} s`);
  expect(seconds).toBeLessThanOrEqual(mode === 'lockstep' ? LOCKSTEP : RACING);
});
