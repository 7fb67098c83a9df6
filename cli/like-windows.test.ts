/** The first run on a Windows, on the stand-in for one: whatever happens to it, what was found is on disk. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PACE_VARIABLE, SWITCH_NAMES } from '../adapters/guarded/like-windows/switches.ts';
import { MEASUREMENT_NAMES } from '../adapters/driver/measure/index.ts';
import { wineFactory } from '../adapters/wine/index.ts';
import { byNight, IN_CI, NIGHT } from '../testing/bounds.ts';
import { MAIN, startedMsiconform } from '../testing/command-line.ts';

const hasWine = (await wineFactory.diagnose?.())?.every(({ ok }) => ok) ?? true;
if (!hasWine) console.warn('No Wine on this machine: the first run on the stand-in for Windows is skipped.');

const RUN_MS = 900_000;
const LIKE_WINDOWS = 'guarded-wine:like-windows';
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'msiconform-first-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly stderr: string;
}

/** Runs the command line at a short pace. @param killAt - milliseconds after its history is there; never without */
const atPace = (pace: string, args: readonly string[], history: string, killAt?: number): Promise<Ended> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [MAIN, ...args, '--history', history], {
      cwd: folder,
      env: { ...process.env, [PACE_VARIABLE]: pace },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.once('exit', (code) => resolve({ code, stderr }));
    const kill = async (after: number): Promise<void> => {
      while (!existsSync(history) && child.exitCode === null) await delay(50);
      await delay(after);
      child.kill('SIGKILL');
    };
    if (killAt !== undefined) void kill(killAt);
  });

interface Line {
  readonly measurement?: string;
  readonly case?: number;
  readonly kind?: string;
  readonly phase?: string;
}

/** The lines of a history; only the last may be cut. */
const linesOf = async (history: string): Promise<readonly Line[]> => {
  const text = await readFile(history, 'utf8');
  const whole = text.split('\n').slice(0, -1);
  return whole.map((line) => JSON.parse(line) as Line);
};

/** Those that were told as they ended, as `3/39 boundaries (0.4 s): …`. */
const toldIn = (stderr: string): readonly string[] =>
  [...stderr.matchAll(/^\d+\/\d+ (.+?) \(\d+\.\d s\): /gm)].map(([, name = '']) => name);

/**
 * What nobody lost may lack: every measurement that was told, and at most one operation that was under way.
 * @returns the exit code of `check`
 */
const expectKept = async (history: string, stderr: string): Promise<number> => {
  const lines = await linesOf(history);
  const measured = lines.flatMap(({ measurement }) => measurement ?? []);
  expect(toldIn(stderr).filter((name) => !measured.includes(name))).toEqual([]);
  const events = lines.flatMap(({ kind }) => kind ?? []);
  const open =
    events.filter((kind) => kind === 'invoke').length - events.filter((kind) => kind !== 'invoke').length;
  expect([0, 1]).toContain(open);
  // What there is can be judged.
  const { code } = await startedMsiconform(folder, 'check', history);
  expect([0, 1, 2]).toContain(code);
  return code;
};

describe.skipIf(!hasWine || !IN_CI)('the first run on the stand-in for Windows', { timeout: RUN_MS }, () => {
  test('has a history that says why nothing can be tested, measured or not', async () => {
    const history = join(folder, 'refused.jsonl');
    const args = ['run', `${LIKE_WINDOWS},policy-refuses`, '--no-measure', '--num-runs', '3'];
    const { code, stderr } = await atPace('wait=100', args, history);
    expect(code).toBe(2);
    expect(stderr).toContain('code 1625');
    const checked = await startedMsiconform(folder, 'check', history);
    expect(checked.code).toBe(2);
    expect(checked.stdout).toContain('code 1625');
  });

  // A machine that starts again in the middle of it measures what it can.
  test.runIf(NIGHT).each([undefined, ...SWITCH_NAMES].map((name) => [name] as const))(
    'keeps its measurements and a history that can be judged, with the switch %s',
    async (name) => {
      const id = name === undefined ? LIKE_WINDOWS : `${LIKE_WINDOWS},${name}`;
      const history = join(folder, `switch-${name ?? 'none'}.jsonl`);
      const args = ['run', id, '--num-runs', '10', '--seed', '1', '--time-limit', '600'];
      const pace = 'wait=300,pause=15000,hold=1000,reboot=40000';
      const { code, stderr } = await atPace(pace, args, history);
      // What ten draws come upon differs with the draw; the history must say what the run said.
      expect(await expectKept(history, stderr), stderr).toBe(code);
      if (name === 'policy-refuses') expect(code).toBe(2);
      const measured = (await linesOf(history)).flatMap(({ measurement }) => measurement ?? []);
      expect(MEASUREMENT_NAMES.filter((each) => !measured.includes(each))).toEqual([]);
    },
  );

  const kills = byNight(2, 50);
  const moments = fc.sample(fc.noBias(fc.nat(1_000)), kills);
  test.each(moments.map((moment, index) => [index, moment] as const))(
    'killed at a random moment it loses the operation that was under way, at most (%i, at %i of 1,000)',
    async (index, moment) => {
      const history = join(folder, `killed-${index}.jsonl`);
      const measuring = index % 2 === 0;
      const args = ['run', LIKE_WINDOWS, '--num-runs', '200', ...(measuring ? [] : ['--no-measure'])];
      const killAt = moment * (measuring ? 40 : 20);
      const { stderr } = await atPace('wait=200', args, history, killAt);
      await expectKept(history, stderr);
    },
  );
});
