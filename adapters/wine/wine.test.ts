import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Operation, Response } from '../../spec/index.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenedImplementation } from '../implementation.ts';
import { findWine, wineFactory } from './index.ts';
import { PREFIX_MB, templateOf } from './prefix.ts';
import { fetchedRuntime, RUNTIME_MB } from './runtime.ts';

const wine = await findWine().catch((error: Error) => error);
if (wine instanceof Error) process.stderr.write(`skipped: tests on Wine (${wine.message})\n`);

/** What a folder takes of the disk, in bytes. */
const bytesIn = async (folder: string): Promise<number> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = await Promise.all(
    entries.map(async ({ parentPath, name }) => (await lstat(join(parentPath, name))).blocks * 512),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
};

const START_WINE_MS = 120_000;

describe.skipIf(wine instanceof Error)("Wine's msi.dll", { timeout: 60_000 }, () => {
  let machine: OpenedImplementation;
  beforeAll(async () => {
    machine = await wineFactory.open({});
  }, START_WINE_MS);
  afterAll(() => machine[Symbol.asyncDispose]());

  const ask = async (process: number, operation: Operation): Promise<Response> =>
    machine.perform(process, operation);
  const start = (process: number, ui: 'none' | 'reduced'): Promise<Response> =>
    ask(process, { op: 'start', action: 'INSTALL', ui });
  const install = { op: 'call', api: 'MsiInstallProduct' } as const;

  it('takes as much of the disk as is said beforehand', async () => {
    for (const [folder, megabytes] of [
      [wine instanceof Error ? '' : templateOf(wine), PREFIX_MB],
      [(await fetchedRuntime()) ?? '', RUNTIME_MB],
    ] as const) {
      const taken = (await bytesIn(folder)) / 1_000_000;
      expect(taken).toBeLessThanOrEqual(megabytes);
      expect(taken).toBeGreaterThan(0.8 * megabytes);
    }
  });

  it('answers 0 to a nested call during InstallUISequence', async () => {
    await machine.reset({ processes: 1 });
    expect(await start(1, 'reduced')).toMatchObject({ type: 'held', table: 'InstallUISequence' });
    expect(await ask(1, install)).toEqual({ type: 'returned', code: 0 });
    expect(await ask(1, { op: 'advance' })).toMatchObject({ type: 'held', table: 'InstallExecuteSequence' });
    expect(await ask(1, { op: 'advance' })).toEqual({ type: 'returned', code: 0 });
  });

  it('sets no mutex, reports controls 0 and lets others in during every execute table', async () => {
    for (const action of machine.capabilities.actions) {
      await machine.reset({ processes: 2 });
      expect(await ask(1, { op: 'start', action, ui: 'none' })).toMatchObject({ type: 'held' });
      expect(await ask(0, { op: 'probe' })).toEqual({ type: 'mutex', state: 'absent' });
      expect(await ask(0, { op: 'service' })).toMatchObject({ type: 'service', controlsAccepted: 0 });
      expect(await ask(2, install)).toEqual({ type: 'returned', code: 0 });
    }
  });

  it('gives 1602 for a cancelled UI sequence', async () => {
    await machine.reset({ processes: 1 });
    await start(1, 'reduced');
    expect(await ask(1, { op: 'cancel' })).toEqual({ type: 'returned', code: 1602 });
  });

  it('starts a new process in the place of a killed one', async () => {
    await machine.reset({ processes: 2 });
    await start(1, 'none');
    expect(await ask(1, { op: 'kill' })).toEqual({ type: 'gone' });
    expect(await start(1, 'none')).toMatchObject({ type: 'held' });
  });

  it('says which function is not offered, with the code it gave', async () => {
    await machine.reset({ processes: 1 });
    const answer = await ask(1, { op: 'call', api: 'MsiAdvertiseProduct' });
    expect(answer).toMatchObject({ type: 'unsupported', code: 120 });
    expect(machine.capabilities.apis).not.toContain('MsiAdvertiseProduct');
  });

  it('keeps a suspended client from answering, and lets it answer when it is resumed', async () => {
    await machine.reset({ processes: 2 });
    let resumed = false;
    const suspended = await machine.suspend?.(1);
    const answer = start(1, 'none').then((response) => ({ response, resumed }));
    expect(await ask(2, install)).toEqual({ type: 'returned', code: 0 });
    resumed = true;
    await suspended?.[Symbol.asyncDispose]();
    expect(await answer).toMatchObject({ response: { type: 'held' }, resumed: true });
  });

  it('gives up at the deadline and works again after the next reset', async () => {
    await machine.reset({ processes: 1 });
    const answer = await machine.perform(
      1,
      { op: 'start', action: 'INSTALL', ui: 'none' },
      AbortSignal.timeout(0),
    );
    expect(answer).toMatchObject({ type: 'open' });
    await machine.reset({ processes: 1 });
    expect(await start(1, 'none')).toMatchObject({ type: 'held' });
  });
});
