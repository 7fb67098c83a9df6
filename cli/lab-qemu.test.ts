/** A lab of real virtual machines: the small guest of `lab/guest/build.sh` in QEMU. */
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LabReport } from '../lab/report.ts';
import { buildGuest, guestMachine, hashOf, sumOfCase, whyNoGuest } from '../lab/testing/guest.ts';
import { IN_CI, NIGHT } from '../testing/bounds.ts';
import { MAIN } from '../testing/command-line.ts';
import { EXIT } from './exit-codes.ts';

const why = whyNoGuest();
if (why !== undefined) process.stderr.write(`skipped: a guest in QEMU (${why})\n`);

const SEED = 1618;
const NUM_RUNS = 25;
const PNG = '89504e470d0a1a0a';
const MOMENTS = 20;

describe.skipIf(why !== undefined || !IN_CI)('a lab of machines in QEMU', { timeout: 900_000 }, () => {
  let folder = '';
  let guest = '';
  /** Where QEMU and the lab put what they need for a while. */
  let scratch = '';
  let image = '';
  beforeAll(async () => {
    // A socket's path is short.
    folder = mkdtempSync(join(tmpdir(), 'mc-'));
    guest = join(folder, 'guest');
    scratch = join(folder, 'tmp');
    await buildGuest(guest);
    image = hashOf(join(guest, 'disk.img'));
  }, 180_000);
  beforeEach(() => {
    rmSync(scratch, { recursive: true, force: true });
    mkdirSync(scratch);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const panics = (number: number, numRuns: number): string =>
    `--trouble panic:${sumOfCase(number, { seed: SEED, numRuns })}`;
  const writeLab = (machines: readonly object[]): void =>
    writeFileSync(
      join(folder, 'lab.yaml'),
      JSON.stringify({ format: 'msiconform-lab', version: 1, limits: { memory: 2048, cores: 2 }, machines }),
    );
  const start = (output: string): ChildProcess =>
    spawn(process.execPath, [MAIN, 'lab', 'run', '--seed', String(SEED), '-o', output, '--json'], {
      cwd: folder,
      env: { ...process.env, TMPDIR: scratch },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const ended = async (child: ChildProcess) => {
    const said = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream]?.setEncoding('utf8').on('data', (text: string) => (said[stream] += text));
    }
    const [code] = (await once(child, 'close')) as [number];
    return { code, ...said };
  };
  const run = async (output: string) => {
    const { code, stdout, stderr } = await ended(start(output));
    return { code, stderr, report: JSON.parse(stdout) as LabReport };
  };
  /** The processes of QEMU that have our image. */
  const machines = (): readonly string[] =>
    spawnSync('ps', ['-eww', '-o', 'args='])
      .stdout.toString()
      .split('\n')
      .filter((args) => args.startsWith('qemu-system') && args.includes(guest));
  const expectNothingLeft = (): void => {
    expect(machines()).toEqual([]);
    expect(readdirSync(scratch)).toEqual([]);
    expect(hashOf(join(guest, 'disk.img'))).toBe(image);
  };
  const machineOf = (report: LabReport, label: string): LabReport['machines'][number] => {
    const found = report.machines.find((each) => each.label === label);
    if (found === undefined) throw new Error(`no machine ${label}`);
    return found;
  };
  /** The case crashed it twice, each time with its screen and what its kernel said. */
  const expectBlamed = (machine: LabReport['machines'][number], number: number): void => {
    expect(machine).toMatchObject({ crashed: [number], flaky: [] });
    expect(machine.losses.map((loss) => [loss.boot, loss.case])).toEqual([
      [1, number],
      [2, number],
    ]);
    for (const { why: reason, screenshot = '', console = '' } of machine.losses) {
      expect(reason).toBe('its system stopped and restarted');
      expect(readFileSync(join(folder, screenshot)).subarray(0, 8).toString('hex')).toBe(PNG);
      expect(readFileSync(join(folder, console), 'utf8')).toMatch(/Kernel panic.*sysrq triggered crash/);
    }
  };

  it('blames a panic on its case, keeps screen and console, and leaves nothing behind', async () => {
    writeLab([guestMachine('panics', guest, panics(2, 2), { numRuns: 2 })]);
    const { code, report } = await run('panics');
    expectBlamed(machineOf(report, 'panics'), 2);
    expect(machineOf(report, 'panics')).toMatchObject({
      boots: 2,
      verdict: 'inconclusive',
      interleavings: 2,
    });
    expect(code).toBe(EXIT.inconclusive);
    expectNothingLeft();
  });

  it.runIf(NIGHT)(
    'comes to the same verdicts each time: one conforms, one has a fault, one panics',
    async () => {
      writeLab([
        guestMachine('conforming', guest, '', { numRuns: NUM_RUNS }),
        guestMachine('faulty', guest, '--fault not-set-in-install', { numRuns: NUM_RUNS }),
        guestMachine('panics', guest, panics(7, NUM_RUNS), { numRuns: NUM_RUNS }),
      ]);
      const verdicts: unknown[] = [];
      for (const output of ['first', 'second']) {
        const began = performance.now();
        const { code, report } = await run(output);
        process.stderr.write(`three machines: ${Math.round((performance.now() - began) / 1000)} s\n`);
        expect(code).toBe(EXIT.diverges);
        expect(report.labels.map(({ label, verdict }) => [label, verdict])).toEqual([
          ['conforming', 'conforms'],
          ['faulty', 'diverges'],
          ['panics', 'inconclusive'],
        ]);
        expectBlamed(machineOf(report, 'panics'), 7);
        expectNothingLeft();
        verdicts.push(report.labels);
      }
      expect(verdicts[1]).toEqual(verdicts[0]);
      const diff = spawnSync(process.execPath, [MAIN, 'diff', 'first/results.json', 'second/results.json'], {
        cwd: folder,
        encoding: 'utf8',
      });
      expect([diff.status, diff.stdout]).toEqual([EXIT.conforms, expect.stringContaining('no regression')]);
    },
  );

  it.runIf(NIGHT)(`leaves no machine after Ctrl-C, at ${MOMENTS} random moments`, async () => {
    for (let moment = 0; moment < MOMENTS; moment++) {
      writeLab([guestMachine('conforming', guest, '', { numRuns: 1000 })]);
      const child = start(`ctrl-c-${moment}`);
      const ending = ended(child);
      await delay(Math.random() * 12_000);
      child.kill('SIGINT');
      await ending;
      expectNothingLeft();
    }
  });

  it.runIf(NIGHT)('ends at its next start what a kill -9 left running, and says so', async () => {
    writeLab([guestMachine('left', guest, '', { numRuns: 1000 })]);
    const child = start('killed');
    const ending = ended(child);
    await expect.poll(() => machines().length, { timeout: 60_000 }).toBe(1);
    child.kill('SIGKILL');
    await ending;
    expect(machines()).toHaveLength(1);
    writeLab([guestMachine('next', guest, '', { numRuns: 1 })]);
    const { stderr } = await run('next');
    expect(stderr).toContain('left, left running by an earlier lab that was killed, was stopped');
    expectNothingLeft();
  });
});
