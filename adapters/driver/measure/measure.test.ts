import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { APIS } from '../../../spec/index.ts';
import { programPath } from '../../package-root.ts';
import { findWine } from '../../wine/index.ts';
import type { OpenedImplementation, Measurement } from '../../implementation.ts';
import { hostOnWine, windowsPath } from '../../wine/launch.ts';
import { PreparedDriver } from '../prepare.ts';
import { MEASUREMENT_NAMES } from './index.ts';
import { NIGHT } from '../../../testing/bounds.ts';

const wine = await findWine().catch((error: Error) => error);
if (!NIGHT) process.stderr.write('skipped by day: measurements on Wine (MSICONFORM_NIGHT=1 runs them)\n');
else if (wine instanceof Error) process.stderr.write(`skipped: measurements on Wine (${wine.message})\n`);

/** What Windows is measured by, run where it can be run: so that the first run on Windows finds it working. */
describe.skipIf(wine instanceof Error || !NIGHT)(
  'what is measured first on Windows',
  { timeout: 600_000 },
  () => {
    let machine: OpenedImplementation;
    let first: Readonly<Record<string, unknown>>;
    const made: Measurement[] = [];

    beforeAll(async () => {
      const host = await hostOnWine();
      const [node = '', , koffi = ''] = host.launch.args;
      const worker = windowsPath(programPath('adapters/driver/measure/worker/main'));
      const prepared = await PreparedDriver.begin({
        ...host,
        // As a real machine is treated, but for the event log that Wine has not.
        isOurs: false,
        quietWhen: 'not owned',
        measurer: { ...host.launch, args: [node, worker, koffi] },
      });
      for await (const measurement of prepared.measure()) made.push(measurement);
      first = Object.fromEntries(made.map(({ name, values }) => [name, values]));
      machine = await prepared.open();
    }, 600_000);
    afterAll(() => machine[Symbol.asyncDispose]());

    const returned = (code: number): object => ({ type: 'returned', code, milliseconds: expect.any(Number) });
    const returnedAny = { ...returned(0), code: expect.any(Number) };
    const seen = { mutex: expect.anything(), service: { state: 1, controlsAccepted: 0, pid: 0 } };

    it('is all measured, and nothing of it fails', () => {
      expect(made.map(({ name }) => name)).toEqual(MEASUREMENT_NAMES);
      // Wine has no event log that msi.dll writes to.
      const failed = made.filter((each) => each.failed !== undefined && each.name !== 'eventRecords');
      expect(failed).toEqual([]);
    });

    it('is who installs on which machine', () => {
      expect(first).toMatchObject({
        machine: {
          isAdministrator: true,
          session: expect.any(Number),
          status: 0,
          suites: expect.any(Number),
          isSessionHost: expect.any(Boolean),
        },
      });
    });

    it('is mutex and service at each point of an installation, and all the way through', () => {
      expect(first).toMatchObject({
        boundaries: {
          idle: seen,
          InstallUISequence: seen,
          InstallExecuteSequence: { ...seen, deniedToNonAdministrators: false },
          end: returned(0),
          returned: seen,
        },
        throughout: {
          none: { outcome: returned(0), changes: [{ service: { controlsAccepted: 0 } }] },
          reduced: { outcome: returned(0) },
        },
        afterKill: { held: { type: 'held' }, changes: [expect.anything()], next: returned(0) },
      });
    });

    it('is what another client and the process itself get while one is held', () => {
      for (const api of APIS) {
        expect(first[`ownCalls ${api}`]).toMatchObject({
          'in InstallUISequence': returnedAny,
          'in InstallExecuteSequence': returnedAny,
        });
      }
      expect(first).toMatchObject({
        refusals: { silent: returned(0), shown: returned(0), whenReleasedAfterOneSecond: returned(0) },
        'busyMessage cancel': { second: returned(0) },
        'busyMessage retryThenCancel': { second: returned(0) },
        'busyMessage unhandled': { second: returned(0) },
      });
    });

    it('is a mutex that somebody else keeps or owns, and how much stack a call needs', () => {
      expect(first).toMatchObject({
        foreignMutex: {
          keep: { mutex: { information: { status: 0, count: 1 } }, outcome: returned(0) },
          own: { mutex: { information: { status: 0, count: 0, ownedByCaller: true } }, outcome: returned(0) },
        },
        'asyncStack 8192 KiB': { outcome: returned(0) },
        handlerThread: { thread: "the caller's" },
      });
    });

    it('leaves a machine that the suite can drive, its calls on a thread of their own', async () => {
      await machine.reset({ processes: 2 });
      const start = { op: 'start', action: 'INSTALL', ui: 'reduced' } as const;
      expect(await machine.perform(1, start)).toMatchObject({ type: 'held', table: 'InstallUISequence' });
      const call = { op: 'call', api: 'MsiInstallProduct' } as const;
      expect(await machine.perform(1, call)).toEqual({ type: 'returned', code: 0 });
      expect(await machine.perform(2, call)).toEqual({ type: 'returned', code: 0 });
      expect(await machine.perform(1, { op: 'advance' })).toMatchObject({ table: 'InstallExecuteSequence' });
      expect(await machine.perform(1, { op: 'advance' })).toEqual({ type: 'returned', code: 0 });
      // The one way to its table here is MsiSequence on an open package, by which a real machine is not judged.
      const advertise = { op: 'start', action: 'ADVERTISE', ui: 'none' } as const;
      expect(await machine.perform(2, advertise)).toMatchObject({ type: 'unsupported' });
      expect(machine.notes?.()).toMatchObject({ handlerThread: "the caller's", unexpectedEnds: 0 });
    });
  },
);
