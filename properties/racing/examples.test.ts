import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStdio } from '../../adapters/stdio/index.ts';
import { READINGS } from '../../spec/index.ts';
import * as fc from 'fast-check';
import { byGrade } from '../../testing/bounds.ts';
import { runRaces } from './suite.ts';

const root = join(import.meta.dirname, '..', '..');
const example = (...path: string[]): string => join(root, 'examples', ...path);
const delayed = join(root, 'adapters', 'stdio', 'testing', 'delayed.py');

/** All by night; MSICONFORM_RACING_RUNS sets another number, MSICONFORM_TEST_SEED where they begin. */
const seed = fc.readConfigureGlobal().seed ?? 1;
const RUNS = Number(process.env['MSICONFORM_RACING_RUNS'] ?? byGrade(1, 2, 500));

/** Their threads sleep most of the time, so that several runs go at once. */
test.concurrent.each(Array.from({ length: RUNS }, (_, index) => index))(
  'the Python example conforms in run %i, however late their threads are',
  { timeout: 120_000 },
  async (index) => {
    const command = ['python3', delayed, example('python', 'my_installer.py'), String(seed + index)] as const;
    await using implementation = await openStdio({ command });
    const { tally, failures } = await runRaces(implementation, {
      seed: seed + index,
      numRuns: 60,
      processes: 3,
      maxSteps: 12,
      readings: READINGS,
      deadline: 20_000,
    });
    expect(failures).toEqual([]);
    expect(tally.undecided.size).toBe(0);
    expect(tally.divergences).toEqual([]);
  },
);
