import { expect, test } from 'vitest';
import { conforming, openReference } from '../../adapters/index.ts';
import type { Behaviour, Implementation } from '../../adapters/index.ts';
import { runSuite } from '../../properties/index.ts';
import type { Divergence } from '../../properties/index.ts';
import { READINGS } from '../../spec/index.ts';
import { explain, reasonOf } from './explain.ts';

/** The explanation of the one kind of divergence that a faulty reference shows. */
const explanation = (fault: Partial<Behaviour>, signature: string): Promise<string[]> =>
  explanationOn(openReference({ behaviour: { ...conforming, ...fault } }), signature);

const divergenceOn = async (implementation: Implementation, signature: string): Promise<Divergence> => {
  const { tally } = await runSuite(implementation, {
    seed: 1,
    numRuns: 300,
    processes: 3,
    maxSteps: 15,
    readings: READINGS,
    deadline: 5000,
  });
  const divergence = tally.divergences.find((candidate) => candidate.signature === signature);
  if (divergence === undefined)
    throw new Error(`${signature} is not among ${tally.divergences.map((d) => d.signature).join(' | ')}`);
  return divergence;
};

const explanationOn = async (implementation: Implementation, signature: string): Promise<string[]> => {
  const divergence = await divergenceOn(implementation, signature);
  const text = explain(divergence, {
    readings: READINGS.map(({ name }) => name),
    windowsInstaller: divergence.head.windowsInstaller ?? '5.0',
    replay: 'msiconform run faulty --seed 1 --path 2',
  });
  return text.split('\n').map((line) => line.trimEnd());
};

test('a firm divergence: the steps by process, because, however, therefore, and the replay', async () => {
  const fault = { seesOwnUiSequence: () => false };
  expect(await explanation(fault, '1618-ui: call returned 0 in its own InstallUISequence')).toEqual([
    ' step  |  process 1',
    ' 1     |  start INSTALL full -> in InstallUISequence',
    ' 2     |  call MsiInstallProduct -> 0',
    'Because process 1 is processing InstallUISequence (since step 1), another call of that process, here call MsiInstallProduct, must return 1618. However step 2 gave: 0. Therefore 1618-ui is broken under every reading: A call to the installer API made by a process that is processing InstallUISequence or AdminUISequence returns 1618.',
    'replay: msiconform run faulty --seed 1 --path 2',
  ]);
});

test('a divergence that some readings forgive says which', async () => {
  const fault = { mutexState: () => 'absent' as const };
  const lines = await explanation(fault, 'mutex-held: probe saw it absent during AdvtExecuteSequence');
  expect(lines.slice(0, 3).map((line) => line.split('|').map((cell) => cell.trim()))).toEqual([
    ['step', 'process 1', 'observer'],
    ['1', 'start ADVERTISE none -> in AdvtExecuteSequence', ''],
    ['2', '', 'probe -> absent'],
  ]);
  expect(lines[3]).toContain('broken under the reading intended, though not under literal or lenient');
});

test('what other interleavings break is not said to be kept', async () => {
  const divergence = await divergenceOn(
    openReference({ behaviour: { ...conforming, seesOwnUiSequence: () => false } }),
    '1618-ui: call returned 0 in its own InstallUISequence',
  );
  const options = { readings: ['intended', 'literal', 'lenient'], windowsInstaller: '5.0' };
  const shown = { ...divergence, readings: new Set(['intended']) };
  expect(reasonOf(shown, { ...options, elsewhere: ['lenient'] }).therefore).toMatch(
    /broken under the reading intended, in other interleavings under lenient too, though not under literal:/,
  );
  expect(reasonOf(shown, { ...options, elsewhere: ['lenient', 'literal'] }).therefore).toMatch(
    /broken under the reading intended, in other interleavings under lenient and literal too:/,
  );
});

test('one that was not tried behind the cases before it is not called flaky', async () => {
  const divergence = await divergenceOn(
    openReference({ behaviour: { ...conforming, seesOwnUiSequence: () => false } }),
    '1618-ui: call returned 0 in its own InstallUISequence',
  );
  const options = { readings: [], windowsInstaller: '5.0', replay: 'msiconform run x --seed 1 --path 0-7' };
  const shown = { ...divergence, rate: { shown: 0, of: 1 } };
  expect(explain(shown, options)).toContain('It is flaky');
  const untried = explain(shown, { ...options, isTriedBehind: false });
  expect(untried).toContain('There was no time left to run it behind all the cases that came before it');
  expect(untried).not.toContain('flaky');
});

test('the version is named where it is what matters', async () => {
  const fault: Partial<Behaviour> = { offersServiceQuery: () => false };
  const lines = await explanation(
    fault,
    'service-version: service was not supported while nothing is processed',
  );
  expect(lines.at(-2)).toMatch(
    /Because this is Windows Installer [345]\.\d, the service query must be answered/,
  );
});

test('what a process is told as it leaves its UI sequence is not said to be told outside of one', async () => {
  const reference = openReference();
  const refusing: Implementation = {
    ...reference,
    perform: async (process, operation) => {
      const response = await reference.perform(process, operation);
      return operation.op === 'cancel' ? { type: 'returned', code: 1618 } : response;
    },
  };
  const lines = await explanationOn(refusing, '1618-only: cancel returned 1618 in its own InstallUISequence');
  expect(lines.at(-2)).toContain("what returns is process 1's own installation, no call made beside it");
  expect(lines.at(-2)).not.toContain('in no UI sequence');
});
