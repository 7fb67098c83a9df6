import { spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { survivorsOf } from '../adapters/stdio/family.ts';
import type { CommandDefinition } from './definition/schema.ts';
import { cleanUp, LabFolder, noteCommand } from './leftovers.ts';

let parent: string;
beforeEach(() => void (parent = mkdtempSync(join(tmpdir(), 'msiconform-leftovers-'))));
afterEach(() => rmSync(parent, { recursive: true, force: true }));

/** A number that no process has. */
const deadProcess = (): number => spawnSync('true').pid;

const definition = (stop: string): CommandDefinition => ({
  label: 'x',
  kind: 'command',
  agent: 'serial:x',
  start: 'sleep 600',
  stop,
  commandSeconds: 5,
});

/** As a program that was killed leaves it. */
const abandon = (folder: LabFolder): void => {
  writeFileSync(join(folder.path, 'owner'), String(deadProcess()));
};

describe.skipIf(process.platform === 'win32')('what a killed lab left behind', () => {
  it('is stopped by the next one, which says so, and nothing of it stays', async () => {
    const folder = new LabFolder(parent);
    folder.begin(definition(`sh -c 'echo "$MSICONFORM_LABEL {n}" > stopped'`), 2, parent);
    abandon(folder);
    expect(await cleanUp(parent)).toEqual(['x, left running by an earlier lab that was killed, was stopped']);
    expect(readFileSync(join(parent, 'stopped'), 'utf8')).toBe('x 2\n');
    expect(readdirSync(parent)).toEqual(['stopped']);
    expect(await cleanUp(parent)).toEqual([]);
  });

  it('is tried again as long as it cannot be stopped', async () => {
    const folder = new LabFolder(parent);
    folder.begin(definition(`sh -c 'test -e may-stop || exit 3'`), 1, parent);
    abandon(folder);
    expect(await cleanUp(parent)).toEqual([
      expect.stringMatching(/could not be stopped: its stop command.*ended with code 3/),
    ]);
    writeFileSync(join(parent, 'may-stop'), '');
    expect(await cleanUp(parent)).toEqual([expect.stringMatching(/was stopped$/)]);
  });

  it('is left alone while its program runs', async () => {
    using folder = new LabFolder(parent);
    const own = folder.begin(definition('false'), 1, parent);
    expect(await cleanUp(parent)).toEqual([]);
    folder.end(own);
  });

  it('ends the command that ran, with all that it started', async () => {
    const folder = new LabFolder(parent);
    const own = folder.begin(definition('true'), 1, parent);
    const child = spawn('sleep', ['600'], { detached: true, stdio: 'ignore' });
    const leader = child.pid ?? 0;
    noteCommand(own, leader);
    abandon(folder);
    await cleanUp(parent);
    expect(await survivorsOf({ leader, mark: 'none' }, 5_000)).toEqual([]);
  });

  it('ends QEMU by its socket in the folder, and no other process', async () => {
    const folder = new LabFolder(parent);
    const own = folder.begin({ label: 'q', kind: 'qemu', agent: 'serial' }, 1, parent);
    const started = (text: string): number =>
      spawn('sh', ['-c', 'sleep 600', 'qemu', text], { detached: true, stdio: 'ignore' }).pid ?? 0;
    const [ours, other] = [started(`unix:${own}/qmp`), started(`unix:${parent}/other/qmp`)];
    abandon(folder);
    try {
      await cleanUp(parent);
      expect(await survivorsOf({ leader: ours, mark: 'none' }, 0)).not.toContainEqual(
        expect.stringMatching(/^sh /),
      );
      expect(await survivorsOf({ leader: other, mark: 'none' }, 0)).not.toEqual([]);
    } finally {
      for (const leader of [ours, other]) {
        try {
          process.kill(-leader, 'SIGKILL');
        } catch {
          // It is gone.
        }
      }
    }
  });

  it('is not looked for in a folder that is just being made', async () => {
    const young = join(parent, 'msiconform-lab-young');
    mkdirSync(young);
    expect(await cleanUp(parent)).toEqual([]);
    expect(existsSync(young)).toBe(true);
    utimesSync(young, new Date(0), new Date(0));
    await cleanUp(parent);
    expect(existsSync(young)).toBe(false);
  });
});

it('a folder stays when a machine in it may still run, for the next start', async () => {
  {
    using folder = new LabFolder(parent);
    folder.begin(definition('true'), 1, parent);
  }
  const [name = ''] = readdirSync(parent);
  expect(readdirSync(join(parent, name))).toEqual(['x-1']);
});
