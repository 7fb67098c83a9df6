import { spawn } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from './command.ts';
import { findWine } from './find-wine.ts';
import { madeOnce } from '../folders.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'msiconform-test-'));
});
afterAll(() => rm(folder, { recursive: true }));

const script = async (name: string, body: string): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, `#!/bin/sh\n${body}\n`);
  await chmod(path, 0o755);
  return path;
};

describe.skipIf(process.platform === 'win32')('finding Wine', () => {
  it('says how to install it where there is none', async () => {
    await expect(findWine({ PATH: folder }, [])).rejects.toMatchObject({
      message: 'Wine is not installed',
      hint: expect.stringContaining('apt-get install wine wine64'),
    });
  });

  it('finds it on the path, and prefers what MSICONFORM_WINE names', async () => {
    await script('wine', 'echo wine-1.2');
    const own = await script('mine', 'echo noise; echo "wine-9.9 (own)"');
    expect(await findWine({ PATH: folder }, [])).toMatchObject({ version: 'wine-1.2' });
    expect(await findWine({ PATH: folder, MSICONFORM_WINE: own }, [])).toMatchObject({
      program: own,
      version: 'wine-9.9 (own)',
    });
  });

  it('names what is no Wine', async () => {
    const other = await script('other', 'echo hello');
    await expect(findWine({ MSICONFORM_WINE: '/nowhere/wine' }, [])).rejects.toThrow('"/nowhere/wine"');
    await expect(findWine({ MSICONFORM_WINE: other }, [])).rejects.toThrow('--version said "hello"');
  });
});

describe.skipIf(process.platform === 'win32')('a program with a deadline', () => {
  it('is ended with its children when it hangs', async () => {
    const pid = join(folder, 'pid');
    const hanging = await script('hanging', `sleep 1000 & echo $! > ${pid}; wait`);
    const ended = await run(hanging, [], { deadlineMs: 300 });
    expect(ended.timedOut).toBe(true);
    const { output } = await run('cat', [pid], { deadlineMs: 5_000 });
    // Gone, or a zombie where nobody collects orphans.
    const state = await run('ps', ['-o', 'stat=', '-p', output.trim()], { deadlineMs: 5_000 });
    expect(state.output).toMatch(/^(Z.*)?\s*$/);
  });
});

describe('a folder that is made once', () => {
  it('is made by one of many who want it', async () => {
    let makings = 0;
    const make = async (unfinished: string): Promise<void> => {
      makings++;
      await writeFile(join(unfinished, 'content'), 'whole');
    };
    const target = join(folder, 'once');
    await Promise.all(Array.from({ length: 5 }, () => madeOnce(target, make)));
    expect(makings).toBe(1);
  });

  it('is made anew after a making that was interrupted, or whose process died with the lock', async () => {
    const target = join(folder, 'again');
    const broken = madeOnce(target, () => Promise.reject(new Error('interrupted')));
    await expect(broken).rejects.toThrow('interrupted');
    const child = spawn(process.execPath, ['-e', '0']);
    await new Promise((resolve) => child.once('exit', resolve));
    await writeFile(`${target}.lock`, String(child.pid));
    expect(await madeOnce(target, async () => undefined)).toBe(target);
  });
});
