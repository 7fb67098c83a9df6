import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { byNight, IN_CI } from '../testing/bounds.ts';
import { MAIN, msiconform } from '../testing/command-line.ts';
import { freePort } from '../testing/free-port.ts';
import type { LabReport } from '../lab/report.ts';
import type { Result } from '../reports/index.ts';
import { EXIT } from './exit-codes.ts';

const STAND_IN = join(import.meta.dirname, '..', 'dist', 'lab', 'testing', 'stand-in', 'main.js');
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
  const state = String(spawnSync('ps', ['-o', 'stat=', '-p', String(pid)]).stdout).trim();
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

    it.runIf(IN_CI)(
      'tells of each machine that is in trouble in one sentence, and the others go on',
      async () => {
        const quick = { bootSeconds: 20, caseSeconds: 3 };
        const hung =
          'it crashed the machine 2 times, the last time on a fresh boot: it hung: no answer to the case within 3 s';
        const gone = /^it crashed the machine 2 times, the last time on a fresh boot: the agent is gone/;
        const troubles: readonly (readonly [label: string, plays: string, sentence: RegExp | string])[] = [
          [
            'never-boots',
            '--trouble mute',
            /^no agent said hello within 20 s of its start: no agent can be reached/,
          ],
          [
            'floods',
            '--trouble flood',
            /^no agent said hello within 20 s of its start: somebody is there, and has not said hello yet$/,
          ],
          ['clock-stands-still', '--trouble stopped-clock --trouble hang:1', hung],
          [
            'other',
            '--windows-installer 4.5',
            /^another machine answers: .*Windows Installer 4\.5, and lab\.yaml expects/,
          ],
          ['powers-off', '--trouble exit:1', gone],
          [
            'full-disk',
            '--trouble full-disk',
            /^the agent refused: the packages cannot be written: there is not enough/,
          ],
        ];
        const machines = [];
        for (const [label, plays] of troubles) {
          const expected = label === 'other' ? { expect: { windowsInstaller: '5.0' } } : {};
          machines.push(await machineOf(label, plays, { ...quick, ...expected, numRuns: 1 }));
        }
        writeLab([...machines, await machineOf('good')]);
        const { code, stdout } = await msiconform(folder, 'lab', 'run', '--json');
        const { machines: reports, labels } = JSON.parse(stdout) as LabReport;
        for (const [label, , sentence] of troubles) {
          const report = reports.find((each) => each.label === label);
          const problems = labels.find((each) => each.label === label)?.problems ?? [];
          const said = [report?.why, ...problems.filter((each) => each.includes('crashed'))].filter(Boolean);
          expect(said, label).toHaveLength(1);
          expect(said[0]?.replace(/^1 case crashed the machine, the first is case 1: /, ''), label).toMatch(
            sentence,
          );
          expect(said[0], label).not.toContain('\n');
        }
        expect(reports.find(({ label }) => label === 'good')).toMatchObject({
          verdict: 'conforms',
          losses: [],
        });
        expect(code).toBe(EXIT.inconclusive);
        expect(left()).toEqual([]);
      },
    );

    it.runIf(IN_CI && process.platform === 'linux')(
      'shares the interleavings of a label over machines and hosts, and comes to what one machine comes to',
      async () => {
        const port = await freePort();
        const pair = (count: number): object => ({
          label: 'pair',
          kind: 'command',
          count,
          start: `sh -c 'node ${STAND_IN} listen 127.0.0.{n}:${port} --fault not-set-in-install & echo $! > {n}.pid'`,
          stop: `sh -c 'test ! -e {n}.pid || kill -9 $(cat {n}.pid); rm -f {n}.pid'`,
          agent: `tcp://127.0.0.{n}:${port}`,
          bootSeconds: 60,
          numRuns: 40,
        });
        const lab = async (output: string, ...args: string[]): Promise<void> => {
          const { code } = await msiconform(folder, 'lab', 'run', '--seed', '7', '-o', output, ...args);
          expect(code).toBe(EXIT.diverges);
        };
        const found = (file: string): unknown => {
          const read = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Result | Result[];
          const results = Array.isArray(read) ? read : [read];
          return results.map(({ verdict, interleavings, clauses }) => ({ verdict, interleavings, clauses }));
        };
        writeLab([pair(1)]);
        await lab('one');
        writeLab([pair(2)]);
        await lab('two');
        expect(found('two/results.json')).toEqual(found('one/results.json'));
        for (const part of ['1', '2']) await lab(`host-${part}`, '--shard', `${part}/2`);
        const merged = await msiconform(
          folder,
          'merge',
          'host-1/*.result.json',
          'host-2/*.result.json',
          '--json',
        );
        writeFileSync(join(folder, 'merged.json'), merged.stdout);
        expect(found('merged.json')).toEqual(found('one/results.json'));
        expect(left()).toEqual([]);
      },
    );

    it.runIf(IN_CI)(
      'tells a flaky machine from a flaky installer, and diff tells what became of both',
      async () => {
        const verdictsOf = async (output: string, machines: readonly object[]) => {
          writeLab(machines);
          const ran = await msiconform(folder, 'lab', 'run', '--seed', '7', '-o', output, '--json');
          const { labels, machines: reports } = JSON.parse(ran.stdout) as LabReport;
          return labels.map(({ label, verdict, problems }, index) => {
            const { flaky, crashed } = reports[index] ?? {};
            return {
              label,
              verdict,
              flaky,
              crashed,
              isUncertain: problems.some((each) => each.includes('is flaky')),
            };
          });
        };
        const fault = '--fault not-set-in-install';
        const before = await verdictsOf('before', [
          await machineOf('machine', '--trouble exit:25'),
          await machineOf('installer', `${fault} --every 7`),
          await machineOf('becomes-worse'),
        ]);
        expect(before).toEqual([
          { label: 'machine', verdict: 'conforms', flaky: [25], crashed: [], isUncertain: false },
          { label: 'installer', verdict: 'inconclusive', flaky: [], crashed: [], isUncertain: true },
          { label: 'becomes-worse', verdict: 'conforms', flaky: [], crashed: [], isUncertain: false },
        ]);
        await verdictsOf('after', [await machineOf('machine'), await machineOf('becomes-worse', fault)]);
        const diff = await msiconform(folder, 'diff', 'before/results.json', 'after/results.json');
        expect(diff.code).toBe(EXIT.diverges);
        expect(diff.stdout).toMatch(/machine \(machine\) .*: 0 new, 0 gone, 0 changed/);
        expect(diff.stdout).toMatch(/regression in mutex-held/);
        expect(diff.stdout).toMatch(/installer.*: in the baseline only, so not compared/);
      },
    );

    const begin = async (): Promise<{ readonly child: ChildProcess; readonly pid: () => number }> => {
      writeLab([await machineOf('good', '', { numRuns: 100_000 })]);
      const child = spawn(process.execPath, [MAIN, 'lab', 'run'], { cwd: folder, stdio: 'ignore' });
      const pid = (): number =>
        Number(existsSync(join(folder, 'good.pid')) ? readFileSync(join(folder, 'good.pid'), 'utf8') : 0);
      return { child, pid };
    };

    it.runIf(IN_CI)(`leaves no machine after Ctrl-C, at ${MOMENTS} random moments`, async () => {
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
