import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { IN_CI } from '../../testing/bounds.ts';
import { programPath } from '../package-root.ts';
import { hasVariable, isRunning, processNumbers } from '../processes.ts';
import { findWine } from '../wine/index.ts';
import { clientFixture } from './fixtures.ts';
import type { Launch } from './host.ts';
import { hostOnWine } from '../wine/launch.ts';
import type { HostOnWine } from '../wine/launch.ts';
import { installation } from './measure/lab.ts';
import { openDriver } from './open.ts';
import type { Command } from './protocol.ts';
import { WorkerProcess } from './worker-process.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'msiconform-test-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A worker that is a script of this Node. */
const scripted = (body: string): Launch => ({
  program: process.execPath,
  args: ['-e', body],
  environment: process.env,
  log: join(folder, 'log'),
});

const READY = `console.log(JSON.stringify({type:'ready',pid:1,wine:null,msi:[5,0,0]}));process.stdin.resume();`;

describe('a worker process', () => {
  it('tells why it did not start, with the last line that it wrote', async () => {
    const starting = WorkerProcess.start(scripted(`console.error('no such library');process.exit(3)`));
    await expect(starting).rejects.toThrow(/ended by code 3 \("no such library"\)/);
  });

  it('tells the error that it died of, and not what Node writes after it', async () => {
    const starting = WorkerProcess.start(scripted(`throw new RangeError('no such number')`));
    await expect(starting).rejects.toThrow(/ended by code 1 \("RangeError: no such number"\)/);
  });

  it.skipIf(process.platform !== 'linux')('that does not start leaves no child behind', async () => {
    const pid = join(folder, 'grandchild');
    const body = `const {pid}=require('child_process').spawn('sleep',['1000'],{stdio:'inherit'});require('fs').writeFileSync(${JSON.stringify(pid)},String(pid));process.exit(3)`;
    await expect(WorkerProcess.start(scripted(body))).rejects.toThrow('ended by code 3');
    const left = Number(await readFile(pid, 'utf8'));
    // Gone, or a zombie where nobody collects orphans.
    const state = (): Promise<string> => readFile(`/proc/${left}/stat`, 'utf8').catch(() => ') Z ');
    await expect.poll(state, { timeout: 30_000 }).toContain(') Z ');
  });

  it('starts once more when its first start failed', async () => {
    const mark = JSON.stringify(join(folder, 'started'));
    const body = `const fs=require('fs');if(!fs.existsSync(${mark})){fs.writeFileSync(${mark},'');process.exit(66)}${READY}`;
    await using worker = await WorkerProcess.start(scripted(body));
    expect(worker.isAlive).toBe(true);
  });

  it('answers "gone" to what it was asked when it ends', async () => {
    await using worker = await WorkerProcess.start(
      scripted(`${READY}process.stdin.once('data',()=>process.exit(7))`),
    );
    expect(await worker.ask({ do: 'probe' })).toEqual({ type: 'gone', reason: 'ended by code 7' });
    expect(await worker.ask({ do: 'probe' })).toMatchObject({ type: 'gone' });
    expect(worker.isAlive).toBe(false);
  });

  it('ends by itself when its standard input is closed, or is ended', async () => {
    const polite = await WorkerProcess.start(scripted(READY));
    await polite[Symbol.asyncDispose]();
    const stubborn = await WorkerProcess.start(scripted(`${READY}setInterval(()=>{},1000)`));
    await stubborn[Symbol.asyncDispose]();
    expect([polite, stubborn].map(({ pid }) => isRunning(pid))).toEqual([false, false]);
  });
});

describe('a worker process that is killed', () => {
  /** A worker whose end the system does not tell us. */
  const untold = async (): Promise<{ worker: WorkerProcess; child: ChildProcess }> => {
    const worker = await WorkerProcess.start(scripted(READY));
    const child = (worker as unknown as { child: ChildProcess }).child;
    child.removeAllListeners('exit');
    return { worker, child };
  };

  it.runIf(IN_CI)('and whose end nobody tells is gone when the system has it no more', async () => {
    const { worker } = await untold();
    const asked = worker.ask({ do: 'probe' });
    await worker.kill();
    expect(await asked).toMatchObject({ type: 'gone' });
    expect(worker.isAlive).toBe(false);
  });

  it.runIf(IN_CI)('and does not end is named, and waited for no longer', async () => {
    const { worker, child } = await untold();
    const kill = vi.spyOn(child, 'kill').mockReturnValue(true);
    await expect(worker.kill()).rejects.toThrow(`worker process ${worker.pid} still ran 10 seconds after`);
    kill.mockRestore();
    await worker.kill();
  });
});

const wine = await findWine().catch((error: Error) => error);
if (wine instanceof Error) process.stderr.write(`skipped: tests of workers on Wine (${wine.message})\n`);

describe.skipIf(wine instanceof Error)('a worker on Wine', { timeout: 240_000 }, () => {
  it.runIf(IN_CI)(
    'that is killed from outside in mid-install is "gone", and the next reset works',
    async () => {
      const host = await hostOnWine();
      await using machine = await openDriver(recording(host));
      await machine.reset({ processes: 1 });
      const start = { op: 'start', action: 'INSTALL', ui: 'none' } as const;
      expect(await machine.perform(1, start)).toMatchObject({ type: 'held' });
      // The observer is the first worker, client 1 the second.
      const client = await workerAt(1);
      process.kill(client, 'SIGKILL');
      expect(await machine.perform(1, { op: 'advance' })).toEqual({ type: 'gone' });
      await machine.reset({ processes: 1 });
      expect(await machine.perform(1, start)).toMatchObject({ type: 'held' });
      const next = await workerAt(2);
      process.kill(next, 'SIGKILL');
      await expect.poll(() => isRunning(next), { timeout: 30_000 }).toBe(false);
      // Nobody asked for that end, so what others see of it must not be held against the implementation.
      const seen = machine.perform(0, { op: 'probe' });
      await expect(seen).rejects.toThrow(
        'client 1 was ended from outside while it was in InstallExecuteSequence',
      );
      await machine.reset({ processes: 1 });
      expect(await machine.perform(1, start)).toMatchObject({ type: 'held' });
    },
  );

  it.runIf(IN_CI)('outlives neither its controller nor a hold', async () => {
    const script = join(folder, 'dies.mjs');
    const module = pathToFileURL(programPath('adapters/driver/open')).href;
    const launcher = pathToFileURL(programPath('adapters/wine/launch')).href;
    await writeFile(
      script,
      `import { openDriver } from '${module}'; import { hostOnWine } from '${launcher}';
      const host = await hostOnWine(); const machine = await openDriver(host);
      await machine.reset({ processes: 1 });
      await machine.perform(1, { op: 'start', action: 'INSTALL', ui: 'none' });
      console.log(host.launch.environment.WINEPREFIX);
      process.kill(process.pid, 'SIGKILL');`,
    );
    const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
    let prefix = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (prefix += text));
    await new Promise((resolve) => child.once('exit', resolve));
    expect(prefix.trim()).not.toBe('');
    await expect.poll(() => processesIn(prefix.trim()), { timeout: 30_000, interval: 200 }).toEqual([]);
  });

  it('outlives no controller while a call on a thread of its own is held, as on Windows', async () => {
    await using host = await hostOnWine();
    const written = await leftAlone(host.launch, [
      { id: 1, do: 'author', fixture: clientFixture(host, 1) },
      { id: 2, ...installation(host, 1, { sameThread: false }) },
    ]);
    expect(written).toContain('{"id":2,"type":"held","table":"InstallExecuteSequence"}');
  });
});

/** What a worker writes until it ends, when it is told so much and then left alone. */
const leftAlone = async (launch: Launch, commands: readonly Command[]): Promise<string> => {
  const child = spawn(launch.program, launch.args, {
    env: launch.environment,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  let written = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (written += text));
  child.stdin.end(commands.map((command) => `${JSON.stringify(command)}\n`).join(''));
  onTestFinished(() => void child.kill('SIGKILL'));
  await new Promise((resolve) => child.once('exit', resolve));
  return written;
};

/** The processes of this machine that run in a prefix. */
const processesIn = (prefix: string): readonly number[] =>
  processNumbers().filter((pid) => hasVariable(pid, `WINEPREFIX=${prefix}`));

/** The process number of a worker that {@link recording} started, by its place from 0. */
const workerAt = async (place: number): Promise<number> =>
  Number((await readFile(join(folder, 'workers'), 'utf8')).trim().split('\n')[place]);

/** Starts each worker through a shell that writes down its process number. */
const recording = (host: HostOnWine): HostOnWine => ({
  ...host,
  launch: {
    ...host.launch,
    program: '/bin/sh',
    args: [
      '-c',
      `echo $$ >> ${join(folder, 'workers')}; exec "$0" "$@"`,
      host.launch.program,
      ...host.launch.args,
    ],
  },
});
