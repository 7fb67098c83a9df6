import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { conforming } from '../../adapters/reference/index.ts';
import type { Behaviour } from '../../adapters/reference/index.ts';
import { compile } from '../../oracle/compiled/index.ts';
import type { Context } from '../../oracle/index.ts';
import { DEFAULT_READING, READINGS } from '../../spec/index.ts';
import { describeStep } from '../draw/interleaving.ts';
import { PackedChecker, PackedInstaller, packedInterleavings, runInBulk, unpack } from './index.ts';
import type { BulkOutcome, PackedImplementation } from './index.ts';

const context: Context = { reading: DEFAULT_READING, windowsInstaller: '5.0' };

it('finds nothing against the packed installer, and does most of the steps it draws', () => {
  const checker = new PackedChecker(new PackedInstaller(3), compile(context));
  let drawn = 0;
  fc.assert(
    fc.property(packedInterleavings(3, 50), (steps) => {
      drawn += steps.length;
      return checker.run(steps) === 0;
    }),
    { numRuns: 2000 },
  );
  expect(checker.operations / drawn).toBeGreaterThan(0.8);
});

/** An installer that lets calls through from inside a UI sequence. */
class Forgetful extends PackedInstaller implements PackedImplementation {
  override perform(process: number, kind: number): number {
    const answer = super.perform(process, kind);
    return kind === 6 && answer === 5 && super.perform(process, 10) === 0 ? 6 : answer;
  }
}

it('shrinks a fault to the two steps it needs, whatever the seed', () => {
  const checker = new PackedChecker(new Forgetful(3), compile(context));
  for (let seed = 0; seed < 50; seed++) {
    const { counterexample } = fc.check(
      fc.property(packedInterleavings(3, 50), (steps) => checker.run(steps) === 0),
      { seed, numRuns: 1000 },
    );
    const steps = counterexample?.[0];
    expect(steps === undefined ? [] : unpack(steps, 3).steps.map(describeStep)).toEqual([
      'P1 start INSTALL full',
      'P1 call MsiInstallProduct',
    ]);
  }
});

it('raises no alarm on the reference, and does on a faulty one', async () => {
  const options = { seed: 7, interleavings: 4000, maxSteps: 30, readings: READINGS, versions: ['5.0'] };
  const good = await runInBulk(options);
  expect([good.interleavings, good.alarms.length]).toEqual([4000, 0]);
  const behaviour = { ...conforming, seesOwnUiSequence: () => false };
  expect((await runInBulk({ ...options, behaviour })).alarms.length).toBeGreaterThan(100);
});

it('plays every version that it is given, with as many processes as on any other', async () => {
  const options = {
    seed: 7,
    interleavings: 8000,
    maxSteps: 10,
    readings: READINGS,
    versions: ['5.0', '2.0'],
  };
  const onVersion = (version: string): Promise<BulkOutcome> => {
    const isOffered: Behaviour['offersServiceQuery'] = ({ windowsInstaller }) =>
      windowsInstaller === version || windowsInstaller === '5.0';
    return runInBulk({ ...options, behaviour: { ...conforming, offersServiceQuery: isOffered } });
  };
  expect((await onVersion('5.0')).alarms).toEqual([]);
  expect((await onVersion('2.0')).alarms.length).toBeGreaterThan(10);
});

it.each([
  [0, 10, 'processes must be a whole number from 1 to 4, got 0'],
  [5, 10, 'processes must be a whole number from 1 to 4, got 5'],
  [2, 0, 'maxSteps must be a whole number from 1, got 0'],
])('refuses %i processes and %i steps', (processes, steps, message) => {
  expect(() => packedInterleavings(processes, steps)).toThrow(message);
});
