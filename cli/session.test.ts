import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FAULTS, openFault, QUIRKS } from '../adapters/reference/faults/index.ts';
import { parseReading, READINGS } from '../spec/index.ts';
import { checkHistory } from './check-history.ts';
import { readingsFrom } from './arguments.ts';
import { createOutput } from './output.ts';
import { runSession } from './session.ts';
import { firstByDay } from '../testing/bounds.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'msiconform-test-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('a history judged again gives the result of its run', { timeout: 60_000 }, () => {
  const readings = [...READINGS, parseReading('literal,mutexSet=exists,serviceValue=includes')];

  it.each(firstByDay(4, [...FAULTS, ...QUIRKS]).map((fault) => [fault.id, fault] as const))(
    '%s',
    async (id, fault) => {
      for (const [index, reading] of readings.entries()) {
        const history = join(folder, `${id}-${index}.jsonl`);
        const options = {
          mode: 'lockstep',
          seed: 11,
          numRuns: 25,
          processes: 3,
          maxSteps: 20,
          deadline: 60_000,
          readings: readingsFrom(reading),
          reading,
          history,
          command: `msiconform run ${id}`,
        } as const;
        const result = await runSession(openFault(fault), options, createOutput());
        expect(await checkHistory(history, reading)).toEqual(result);
      }
    },
  );
});
