import type { Operation, Response } from '../../../spec/index.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenedImplementation } from '../../implementation.ts';
import { findWine } from '../../wine/index.ts';
import { likeWindowsFactories } from './index.ts';
import { PACE_VARIABLE, paceOf } from './switches.ts';
import type { Switch } from './switches.ts';
import { IN_CI, NIGHT } from '../../../testing/bounds.ts';

const wine = await findWine().catch((error: Error) => error);
if (wine instanceof Error) process.stderr.write(`skipped: the stand-in for Windows (${wine.message})\n`);

const OPEN_MS = 300_000;
const opened = async (...switches: readonly Switch[]): Promise<OpenedImplementation> => {
  const id = ['guarded-wine:like-windows', ...switches].join(',');
  const factory = likeWindowsFactories.find((each) => each.id === id);
  if (factory === undefined) throw new Error(`no factory ${id}`);
  return factory.open({});
};
const execute = { op: 'start', action: 'INSTALL', ui: 'none' } as const;
const withUi = { op: 'start', action: 'INSTALL', ui: 'reduced' } as const;
const install = { op: 'call', api: 'MsiInstallProduct' } as const;
const advance = { op: 'advance' } as const;

it('takes its pace from the environment, and else from public logs', () => {
  expect(paceOf({}).wait).toBe(3_100);
  expect(paceOf({ [PACE_VARIABLE]: 'wait=200,hold=5' })).toMatchObject({ wait: 200, hold: 5, pause: 20_000 });
});

describe.skipIf(wine instanceof Error || !IN_CI)('a stand-in for Windows', { timeout: OPEN_MS }, () => {
  const before = process.env[PACE_VARIABLE];
  let machine: OpenedImplementation;
  beforeAll(async () => {
    process.env[PACE_VARIABLE] = 'wait=300';
    machine = await opened();
  }, OPEN_MS);
  afterAll(async () => {
    if (before === undefined) delete process.env[PACE_VARIABLE];
    else process.env[PACE_VARIABLE] = before;
    await machine[Symbol.asyncDispose]();
  });

  const play = async (...steps: readonly (readonly [number, Operation])[]): Promise<readonly Response[]> => {
    await machine.reset({ processes: 2 });
    const responses: Response[] = [];
    for (const [process, operation] of steps) responses.push(await machine.perform(process, operation));
    return responses;
  };

  it('refuses a call without UI at once, and one with UI at its ExecuteAction', async () => {
    expect(await play([1, execute], [2, install], [2, withUi], [2, advance], [1, advance])).toMatchObject([
      { type: 'held', table: 'InstallExecuteSequence' },
      { type: 'returned', code: 1618 },
      { type: 'held', table: 'InstallUISequence' },
      { type: 'returned', code: 1602 },
      { type: 'returned', code: 0 },
    ]);
  });

  it('is seen to install by mutex, service and event log, and not to when it has ended', async () => {
    const look = [
      [0, { op: 'probe' }],
      [0, { op: 'service' }],
      [0, { op: 'events' }],
    ] as const;
    expect(await play([1, execute], ...look, [1, advance], ...look)).toMatchObject([
      { type: 'held' },
      { state: 'owned', owner: 1 },
      { state: 4, controlsAccepted: 4 },
      { installing: ['msiconform-client-1'] },
      { code: 0 },
      { state: 'absent' },
      { state: 4, controlsAccepted: 5 },
      { installing: [] },
    ]);
  });

  it('has nobody else in a case, a killed client neither', async () => {
    await play([1, execute], [1, { op: 'kill' }], [2, install]);
    expect(await machine.intruder?.()).toBeUndefined();
  });
});

// Each opens a Wine of its own.
describe.skipIf(wine instanceof Error)('a stand-in with a switch', { timeout: OPEN_MS }, () => {
  it.runIf(NIGHT)('offers all but the route that hangs, and says why', async () => {
    await using machine = await opened('route-hangs');
    expect(machine.notOffered).toContainEqual({
      what: 'ADMIN with UI',
      reason: 'no answer within 20 seconds',
    });
    expect(machine.capabilities.actions).toEqual(['INSTALL', 'ADMIN', 'ADVERTISE']);
  });

  it.runIf(NIGHT)('cannot be tested where a policy refuses everything', async () => {
    await expect(opened('policy-refuses')).rejects.toThrow(
      'nothing can be tested on this machine: a plain installation gave code 1625',
    );
  });

  it.runIf(NIGHT)('fails no case where the event log cannot be read', async () => {
    await using machine = await opened('log-unreadable');
    await machine.reset({ processes: 1 });
    expect(await machine.perform(0, { op: 'events' })).toMatchObject({ type: 'unsupported' });
    expect(await machine.perform(1, install)).toEqual({ type: 'returned', code: 0 });
  });

  it.runIf(IN_CI)('tells of a case into which somebody else came', async () => {
    process.env[PACE_VARIABLE] = 'wait=300,pause=200,hold=200';
    await using machine = await opened('foreign-installs');
    delete process.env[PACE_VARIABLE];
    await machine.reset({ processes: 1 }).catch(() => undefined);
    await expect.poll(() => machine.intruder?.(), { timeout: 60_000 }).toContain('another installation');
  });
});
