import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { openReference, REFERENCE_CAPABILITIES } from '../../adapters/reference/index.ts';
import { callsOf, judgeRace } from '../../oracle/index.ts';
import { READINGS } from '../../spec/index.ts';
import { races } from '../draw/races.ts';
import { runRace } from './run-race.ts';

const RUNS = 300;
const arbitrary = races({
  capabilities: { ...REFERENCE_CAPABILITIES, versions: [] },
  maxProcesses: 4,
  maxSteps: 20,
  faults: ['kill'],
});
const options = { deadline: 5000, emit: () => {} };

test('the reference conforms however its steps are scheduled and whoever is killed', async () => {
  let overlaps = 0;
  let killed = 0;
  await fc.assert(
    fc.asyncProperty(arbitrary, async (race) => {
      const { events, failure } = await runRace(openReference(), race, options);
      expect(failure).toBeUndefined();
      const calls = callsOf(events);
      overlaps += calls.filter(
        (call, index) => (calls[index + 1]?.invoked ?? Infinity) < call.responded,
      ).length;
      killed += calls.filter(
        ({ operation, response }) => operation.op !== 'kill' && response.type === 'gone',
      ).length;
      for (const reading of READINGS) {
        const { findings, unknown } = judgeRace(calls, race.processes, { reading, windowsInstaller: '5.0' });
        expect({ findings, unknown }).toEqual({ findings: [], unknown: undefined });
      }
    }),
    { numRuns: RUNS },
  );
  expect(overlaps).toBeGreaterThan(RUNS);
  expect(killed).toBeGreaterThan(RUNS / 50);
});

test('a race on the reference is the same again from the same draw', async () => {
  const draw = async (): Promise<unknown> =>
    Promise.all(
      fc.sample(arbitrary, { seed: 7, numRuns: 20 }).map(async (race) => {
        const { events } = await runRace(openReference(), race, options);
        return events;
      }),
    );
  expect(await draw()).toEqual(await draw());
});
