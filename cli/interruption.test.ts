import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MAIN } from '../testing/command-line.ts';
import { EXIT } from './exit-codes.ts';
import { IN_CI } from '../testing/bounds.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'msiconform-test-'));
});
afterEach(() => rm(folder, { recursive: true }));

const script = async (name: string, body: string): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, `#!/bin/sh\n${body}\n`);
  await chmod(path, 0o755);
  return path;
};

/** A cache in which what a run fetches from the npm registry is there already: files of the right sizes. */
const cacheWithRuntime = async (): Promise<string> => {
  const pinned = join(import.meta.dirname, '..', 'adapters', 'wine', 'runtime');
  const { lock, files } = JSON.parse(await readFile(join(pinned, 'files.json'), 'utf8')) as {
    readonly lock: string;
    readonly files: Readonly<Record<string, { readonly size: number }>>;
  };
  const cache = join(folder, 'cache');
  for (const [name, { size }] of Object.entries(files)) {
    const file = join(cache, `runtime-${lock}`, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, '');
    await truncate(file, size);
  }
  return cache;
};

const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8').catch(() => '');

/** Whether it still runs; one that nobody collects does not. */
const runs = async (pid: string): Promise<boolean> => {
  const stat = await readFile(`/proc/${pid.trim()}/stat`, 'utf8').catch(() => '');
  return stat !== '' && !/\) Z /.test(stat);
};

describe.skipIf(process.platform !== 'linux')(
  'a signal while Wine makes its prefix',
  { timeout: 180_000 },
  () => {
    it.each([
      ['SIGINT', 130],
      ['SIGTERM', 143],
      ['SIGHUP', 129],
    ] as const)('%s ends what was started, and the program with %d', async (signal, code) => {
      const wine = await script(
        'wine',
        `[ "$1" = --version ] && { echo wine-9.9; exit; }
       [ "$2" = -k ] && exit
       sleep 1000 & echo $! > "${join(folder, 'pid')}"; wait`,
      );
      const child = spawn(process.execPath, [MAIN, 'run', 'wine', '--no-history'], {
        cwd: folder,
        stdio: ['ignore', 'ignore', 'pipe'],
        env: { ...process.env, MSICONFORM_WINE: wine, MSICONFORM_CACHE: await cacheWithRuntime() },
      });
      let said = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
      const ended = new Promise((resolve) => child.once('close', resolve));
      await expect.poll(() => read('pid'), { timeout: 120_000 }).not.toBe('');
      const pid = await read('pid');
      expect(await runs(pid)).toBe(true);
      child.kill(signal);
      expect(await ended).toBe(code);
      await expect.poll(() => runs(pid), { timeout: 60_000 }).toBe(false);
      expect(said).toBe('ending the run; once more to end at once\n');
    });
  },
);

it.runIf(IN_CI && process.platform === 'linux')(
  'SIGKILL, which no program hears, leaves nothing that a program started',
  { timeout: 120_000 },
  async () => {
    const serve = `"${process.execPath}" "${MAIN}" serve reference`;
    const program = await script('program', `sleep 1000 & echo $! > "${join(folder, 'pid')}"; exec ${serve}`);
    const args = ['run', '--command', program, '--num-runs', '1000', '--history', join(folder, 'h.jsonl')];
    const child = spawn(process.execPath, [MAIN, ...args], { cwd: folder, stdio: 'ignore' });
    const ended = new Promise((resolve) => child.once('close', resolve));
    await expect.poll(() => read('h.jsonl'), { timeout: 60_000 }).toContain('"case":2');
    const pid = await read('pid');
    expect(await runs(pid)).toBe(true);
    child.kill('SIGKILL');
    await ended;
    await expect.poll(() => runs(pid), { timeout: 60_000 }).toBe(false);
  },
);

it.runIf(IN_CI)('a race of 64 processes obeys Ctrl-C', { timeout: 120_000 }, async () => {
  const history = join(folder, 'wide.jsonl');
  const args = [
    'run',
    'reference',
    '--mode',
    'racing',
    '--processes',
    '64',
    '--seed',
    '3',
    '--history',
    history,
  ];
  const child = spawn(process.execPath, [MAIN, ...args], { cwd: folder, stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('close', resolve));
  await expect.poll(() => read('wide.jsonl'), { timeout: 60_000 }).toContain('"case":1');
  child.kill('SIGINT');
  // It ends in order, with what was drawn until then, or while it is opened.
  expect([EXIT.inconclusive, 130]).toContain(await ended);
});
