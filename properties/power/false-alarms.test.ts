import { expect, it } from 'vitest';
import { conforming } from '../../adapters/reference/index.ts';
import type { Behaviour } from '../../adapters/reference/index.ts';
import { KNOWN_VERSIONS, READINGS } from '../../spec/index.ts';
import { findFalseAlarms } from './index.ts';
import type { FalseAlarms } from './index.ts';

const bounds = { seed: 7, processes: 4, maxSteps: 30, readings: READINGS };

it('raises no alarm on the reference, and does on a faulty one', async () => {
  const good = await findFalseAlarms({ ...bounds, interleavings: 4000 });
  expect([good.interleavings, good.alarms.length]).toEqual([4000, 0]);
  expect(good.operations).toBeGreaterThan(4000);
  const behaviour = { ...conforming, seesOwnUiSequence: () => false };
  const faulty = await findFalseAlarms({ ...bounds, interleavings: 4000, behaviour });
  expect(faulty.alarms.length).toBeGreaterThan(100);
});

it.each(KNOWN_VERSIONS)('plays Windows Installer %s too', async (version) => {
  const wrong: Behaviour['offersServiceQuery'] = (machine) =>
    conforming.offersServiceQuery(machine) !== (machine.windowsInstaller === version);
  const behaviour = { ...conforming, offersServiceQuery: wrong };
  const onVersion: FalseAlarms = await findFalseAlarms({ ...bounds, interleavings: 1000, behaviour });
  expect(onVersion.alarms.length).toBeGreaterThan(0);
});

it('draws the same for the same seed, and no more than asked for', async () => {
  const once = await findFalseAlarms({ ...bounds, interleavings: 1500 });
  expect(await findFalseAlarms({ ...bounds, interleavings: 1500 })).toEqual(once);
  expect(once.interleavings).toBe(1500);
});
