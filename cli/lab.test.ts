import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { byNight } from '../testing/bounds.ts';
import { MAIN, msiconform } from '../testing/command-line.ts';
import { freePort } from '../testing/free-port.ts';
import { EXIT } from './exit-codes.ts';

const STAND_IN = join(import.meta.dirname, '..', 'dist', 'lab', 'stand-in', 'main.js');
const MOMENTS = byNight(3, 20);

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'msiconform-cli-lab-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A machine that commands start and stop: the stand-in as a program. Its number is in the file `LABEL.pid`. */
const machineOf = async (label: string, plays = '', more: object = {}): Promise<object> => {
  const port = await freePort();
  return {
    label,
    kind: 'command',
    start: `sh -c 'node ${STAND_IN} listen 127.0.0.1:${port} ${plays} & echo $! > ${label}.pid'`,
    stop: `sh -c 'test ! -e ${label}.pid || kill -9 $(cat ${label}.pid); rm -f ${label}.pid'`,
    agent: `tcp://127.0.0.1:${port}`,
    bootSeconds: 60,
    numRuns: 40,
    ...more,
  };
};

const writeLab = (machines: readonly object[]): void =>
  writeFileSync(join(folder, 'lab.yaml'), JSON.stringify({ format: 'msiconform-lab', version: 1, machines }));

/** A zombie is there for as long as nobody reaps it, and does nothing. */
const isRunning = (pid: number): boolean => {
  const state = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)])
    .stdout.toString()
    .trim();
  return state !== '' && !state.startsWith('Z');
};

const left = (): readonly string[] => readdirSync(folder).filter((name) => name.endsWith('.pid'));

describe.skipIf(process.platform === 'win32')(
  'a lab of machines that commands start',
  { timeout: 300_000 },
  () => {
    it('is refused before anything starts, with the line and a sentence', async () => {
      writeFileSync(
        join(folder, 'lab.yaml'),
        'format: msiconform-lab\nversion: 1\nmachines:\n  - label: x\n',
      );
      const bad = await msiconform(folder, 'lab', 'run');
      expect([bad.code, bad.stderr.trim()]).toEqual([
        EXIT.usage,
        'msiconform: lab.yaml:4: the machine "x" needs a kind: qemu, command, none',
      ]);
      writeLab([await machineOf('good')]);
      const stranger = await msiconform(folder, 'lab', 'run', 'xp');
      expect([stranger.code, stranger.stderr.trim()]).toEqual([
        EXIT.usage,
        'msiconform: the lab has no machine "xp": it has good',
      ]);
      writeLab([await machineOf('good', '', { start: 'no-such-program up' })]);
      const checked = await msiconform(folder, 'lab', 'check');
      expect([checked.code, checked.stdout.trim()]).toEqual([
        EXIT.usage,
        'good: there is no program "no-such-program" here or on PATH',
      ]);
    });

    const begin = async (): Promise<{ readonly child: ChildProcess; readonly pid: () => number }> => {
      writeLab([await machineOf('good', '', { numRuns: 100_000 })]);
      const child = spawn(process.execPath, [MAIN, 'lab', 'run'], { cwd: folder, stdio: 'ignore' });
      const pid = (): number =>
        Number(existsSync(join(folder, 'good.pid')) ? readFileSync(join(folder, 'good.pid'), 'utf8') : 0);
      return { child, pid };
    };

    it(`leaves no machine after Ctrl-C, at ${MOMENTS} random moments`, async () => {
      for (let moment = 0; moment < MOMENTS; moment++) {
        const { child, pid } = await begin();
        const ended = once(child, 'exit');
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 4_000));
        const started = pid();
        child.kill('SIGINT');
        await ended;
        expect(left()).toEqual([]);
        if (started > 0) await expect.poll(() => isRunning(started), { timeout: 5_000 }).toBe(false);
      }
    });

    it('stops at its next start what a kill -9 left running, and says so', async () => {
      const { child, pid } = await begin();
      await expect.poll(pid, { timeout: 60_000 }).toBeGreaterThan(0);
      const started = pid();
      child.kill('SIGKILL');
      await once(child, 'exit');
      expect(isRunning(started)).toBe(true);
      writeLab([await machineOf('next')]);
      const next = await msiconform(folder, 'lab', 'run', '--num-runs', '2');
      expect(next.stderr).toContain('good, left running by an earlier lab that was killed, was stopped');
      await expect.poll(() => isRunning(started), { timeout: 5_000 }).toBe(false);
      expect(left()).toEqual([]);
    });
  },
);
