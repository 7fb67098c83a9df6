/** What is left of a run on Wine when its wineserver is killed. */
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { wineFactory } from '../adapters/wine/index.ts';
import type { Result } from '../reports/index.ts';
import { IN_CI } from '../testing/bounds.ts';
import { MAIN } from '../testing/command-line.ts';
import { EXIT } from './exit-codes.ts';

const hasWine = (await wineFactory.diagnose?.())?.every(({ ok }) => ok) ?? true;

interface Running {
  readonly pid: string;
  readonly program: string;
  readonly parent: string;
  readonly prefix: string;
}

/** Every process that runs, with the Wine prefix that it was started in. */
const running = async (): Promise<readonly Running[]> => {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const all = await Promise.all(
    pids.map(async (pid) => {
      const [program, stat, environment] = await Promise.all([
        readlink(`/proc/${pid}/exe`).catch(() => ''),
        readFile(`/proc/${pid}/stat`, 'latin1').catch(() => ''),
        readFile(`/proc/${pid}/environ`, 'latin1').catch(() => ''),
      ]);
      const [state = 'Z', parent = ''] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const prefix = /(?:^|\0)WINEPREFIX=([^\0]*)/.exec(environment)?.[1] ?? '';
      return state === 'Z' ? [] : [{ pid, program, parent, prefix }];
    }),
  );
  return all.flat();
};

const after = <T>(wanted: (all: readonly Running[]) => T | undefined): Promise<T> =>
  expect
    .poll(async () => (found = wanted(await running())), { timeout: 60_000, interval: 200 })
    .not.toBeUndefined()
    .then(() => found as T);
let found: unknown;

test.skipIf(!hasWine || !IN_CI || process.platform !== 'linux')(
  'a wineserver that is killed in mid-run leaves no process, and costs no deadline of a call',
  { timeout: 300_000 },
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'msiconform-wineserver-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const deadline = 600_000;
    const args =
      `run wine --num-runs 12 --time-limit 90 --seed 3 --timeout ${deadline} --history h.jsonl --json`.split(
        ' ',
      );
    const child = spawn(process.execPath, [MAIN, ...args], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    const ended = new Promise((resolve) => child.once('close', resolve));
    const history = (): Promise<string> => readFile(join(folder, 'h.jsonl'), 'utf8').catch(() => '');
    await expect.poll(history, { timeout: 120_000 }).toContain('"case":3');
    const prefix = await after(
      (all) => all.find(({ parent, prefix: own }) => parent === String(child.pid) && own !== '')?.prefix,
    );
    const server = await after(
      (all) => all.find((each) => each.prefix === prefix && each.program.includes('wineserver'))?.pid,
    );
    process.kill(Number(server), 'SIGKILL');
    // Were a deadline waited for, the test would not end.
    const code = await ended;
    const left = async (): Promise<readonly string[]> =>
      (await running())
        .filter((each) => each.prefix === prefix)
        .map(({ pid, program }) => `${pid} ${program}`);
    await expect.poll(left, { timeout: 10_000 }).toEqual([]);
    // What it was killed in is given up, or was begun again before anything was asked.
    expect([EXIT.inconclusive, EXIT.diverges]).toContain(code);
    expect((JSON.parse(said) as Result).interleavings).toBeGreaterThan(3);
  },
);
