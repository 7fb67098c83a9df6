import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { setTimeout as delay } from 'node:timers/promises';
import { ImplementationError } from '../implementation.ts';
import { isRunning } from '../processes.ts';
import type { Launch } from './host.ts';
import type { Answer, Ready, Reply, Request } from './protocol.ts';

/** The worker ended before it answered. */
export interface Gone {
  readonly type: 'gone';
  readonly reason: string;
}

const START_DEADLINE_MS = 60_000;
const GOODBYE_MS = 2_000;
/** Milliseconds in which the system must tell that a killed worker is gone. */
const KILL_DEADLINE_MS = 10_000;
const LOOK_EVERY_MS = 1_000;

/** A worker process, seen from the controller. Ends when its standard input is closed, so it outlives nobody. */
export class WorkerProcess implements AsyncDisposable {
  readonly ready: Ready;
  private readonly child: ChildProcess;
  private readonly waiting: Map<number, (answer: Answer | Gone) => void>;
  private readonly ended: Promise<Gone>;
  private gone: Gone | undefined;
  private lastId = 0;

  private constructor(
    child: ChildProcess,
    ready: Ready,
    waiting: Map<number, (answer: Answer | Gone) => void>,
    ended: Promise<Gone>,
  ) {
    this.child = child;
    this.ready = ready;
    this.waiting = waiting;
    this.ended = ended.then((gone) => this.end(gone));
  }

  private end(gone: Gone): Gone {
    this.gone ??= gone;
    for (const answer of this.waiting.values()) answer(this.gone);
    this.waiting.clear();
    return this.gone;
  }

  /** @throws {ImplementationError} when it does not say that it is ready, in time */
  static async start(launch: Launch): Promise<WorkerProcess> {
    let started = await WorkerProcess.attempt(launch);
    // Beside one that is being killed, one start in thousands ends with STATUS_DLL_INIT_FAILED under Wine.
    if (!(started instanceof WorkerProcess) && started !== undefined) {
      started = await WorkerProcess.attempt(launch);
    }
    if (started instanceof WorkerProcess) return started;
    const what = started?.reason ?? `no answer within ${START_DEADLINE_MS / 1000} seconds`;
    throw new ImplementationError(
      `${launch.program} could not start a worker: ${what}${lastLine(launch.log)}`,
      {
        hint: '`msiconform doctor` shows what is on this machine.',
      },
    );
  }

  /** @returns how it ended when it did not become ready, or nothing when it did neither in time */
  private static async attempt(launch: Launch): Promise<WorkerProcess | Gone | undefined> {
    const log = openSync(launch.log, 'a');
    const child = spawn(launch.program, launch.args, {
      env: launch.environment,
      stdio: ['pipe', 'pipe', log],
      // A group of its own: Ctrl-C reaches the command line tool alone, which ends its workers in order. On
      // Windows a worker that is not detached ends with us, whatever ends us, and itself pays no heed to Ctrl-C.
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    closeSync(log);
    child.stdin?.on('error', () => undefined);
    const waiting = new Map<number, (answer: Answer | Gone) => void>();
    const ended = new Promise<Gone>((resolve) => {
      child.once('error', (error) => resolve({ type: 'gone', reason: error.message }));
      child.once('exit', (code, signal) =>
        resolve({ type: 'gone', reason: `ended by ${signal ?? `code ${code}`}` }),
      );
    });
    const ready = new Promise<Ready>((resolve) => {
      listen(child, (reply) => {
        if (reply.type === 'ready') return resolve(reply);
        const answer = waiting.get(reply.id);
        waiting.delete(reply.id);
        answer?.(reply);
      });
    });
    const late = new AbortController();
    const first = await Promise.race([
      ready,
      ended,
      delay(START_DEADLINE_MS, undefined, { signal: late.signal }).catch(() => undefined),
    ]);
    late.abort();
    if (first?.type === 'ready') return new WorkerProcess(child, first, waiting, ended);
    giveUp(child);
    return first;
  }

  /** The process number as this operating system counts, for a message. */
  get pid(): number {
    return this.child.pid ?? 0;
  }

  get isAlive(): boolean {
    return this.gone === undefined;
  }

  /** Sends a command and resolves with its answer, or with how the worker ended. */
  ask(request: Request): Promise<Answer | Gone> {
    if (this.gone !== undefined) return Promise.resolve(this.gone);
    const id = ++this.lastId;
    return new Promise((resolve) => {
      this.waiting.set(id, resolve);
      this.child.stdin?.write(`${JSON.stringify({ ...request, id })}\n`);
    });
  }

  /**
   * Ends it at once, as a crash would, and waits until it is gone.
   * @throws {ImplementationError} when the system still runs it after ten seconds
   */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    try {
      for (let waited = 0; waited < KILL_DEADLINE_MS; waited += LOOK_EVERY_MS) {
        if (await this.endsWithin(LOOK_EVERY_MS)) return;
        // Its end may be lost on its way to us.
        if (!isRunning(this.pid)) return void this.end({ type: 'gone', reason: 'ended by SIGKILL' });
      }
    } finally {
      // A child of it, as of a script that runs a Wine, could keep the pipe open and so us alive.
      this.child.stdout?.destroy();
    }
    throw new ImplementationError(
      `worker process ${this.pid} still ran ${KILL_DEADLINE_MS / 1000} seconds after it was killed`,
      { hint: 'End it by hand, or restart the machine.' },
    );
  }

  private async endsWithin(milliseconds: number): Promise<boolean> {
    const late = new AbortController();
    const left = await Promise.race([
      this.ended,
      delay(milliseconds, undefined, { signal: late.signal }).catch(() => undefined),
    ]);
    late.abort();
    return left !== undefined;
  }

  /** Keeps it from running until what is returned is disposed; on Windows there is no such signal. */
  suspend(): AsyncDisposable {
    this.child.kill('SIGSTOP');
    return {
      [Symbol.asyncDispose]: async () => {
        this.child.kill('SIGCONT');
      },
    };
  }

  /** Lets it end by itself, or ends it. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.child.stdin?.end();
    if (!(await this.endsWithin(GOODBYE_MS))) await this.kill();
  }
}

/** Ends a program that is no worker of ours, with its children: they could keep its pipes, and so us, open. */
const giveUp = (child: ChildProcess): void => {
  try {
    if (process.platform !== 'win32' && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    else child.kill('SIGKILL');
  } catch {
    // It ended by itself.
  }
  child.stdin?.destroy();
  child.stdout?.destroy();
};

const listen = (child: ChildProcess, onReply: (reply: Reply) => void): void => {
  const decoder = new StringDecoder('utf8');
  let pending = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    pending += decoder.write(chunk);
    for (let end = pending.indexOf('\n'); end >= 0; end = pending.indexOf('\n')) {
      const line = pending.slice(0, end);
      pending = pending.slice(end + 1);
      const reply = parseReply(line);
      if (reply !== undefined) onReply(reply);
    }
  });
};

/** Wine itself may print: what is not a reply is not ours. */
const parseReply = (line: string): Reply | undefined => {
  try {
    return line.startsWith('{') ? (JSON.parse(line) as Reply) : undefined;
  } catch {
    return undefined;
  }
};

/** What it last said was wrong; after a stack Node names only itself. */
const lastLine = (log: string): string => {
  try {
    const lines = readFileSync(log, 'utf8').trim().split(/\r?\n/);
    const last = lines.at(-1);
    const line = last?.startsWith('Node.js v') === true ? lines.findLast(isError) : last;
    return line === undefined || line === '' ? '' : ` ("${line.trim().slice(0, 160)}")`;
  } catch {
    return '';
  }
};

const isError = (line: string): boolean => /^\w*Error\b.*:/.test(line);
