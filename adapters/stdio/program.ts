import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { endGroup, survivorsOf } from './group.ts';
import { Tail } from './lines.ts';

/** How a program came to its end. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Processes of its group that outlived it, like `sleep (4711)`; they have been ended. */
  readonly leftBehind: readonly string[];
}

export interface ProgramOptions {
  /** Program and arguments. */
  readonly argv: readonly [string, ...string[]];
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly onOutput: (chunk: Uint8Array) => void;
}

/** How long the streams of an ended program may stay open, in milliseconds. */
const DRAIN_MS = 1_000;
/** How long the rest of the group may take to notice that the program has ended, in milliseconds. */
const GRACE_MS = 500;
/** How long processes may take to go once they have been ended, in milliseconds: a busy machine is not quick. */
const KILL_MS = 5_000;

/** Programs that would outlive this process if it ended now. */
const running = new Set<Program>();

/** A child process in a group of its own, with what it wrote last on stderr. */
export class Program {
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #stderr = new Tail();
  #over = false;
  /** Resolves when the process is gone, or when it did not start; its group may still be there. */
  readonly exited: Promise<void>;
  /** Resolves when the process and its group are gone; rejects when it did not start. */
  readonly ended: Promise<Ending>;

  constructor(options: ProgramOptions) {
    const [file, ...rest] = options.argv;
    this.#child = spawn(file, rest, {
      cwd: options.cwd,
      env: options.env,
      stdio: ['pipe', 'pipe', 'pipe'],
      // A group of its own, so that all of it can be ended by one id, and Ctrl-C reaches us first.
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    this.#child.stdout.on('data', options.onOutput);
    this.#child.stderr.on('data', (chunk: Uint8Array) => this.#stderr.push(chunk));
    // A program that ended breaks the pipe; its ending is reported by `ended`.
    this.#child.stdin.on('error', () => {});
    running.add(this);
    if (running.size === 1) process.on('exit', endAll);
    this.exited = new Promise((resolve) => {
      this.#child.once('exit', () => resolve());
      this.#child.once('error', () => resolve());
    });
    this.ended = this.#watch().finally(() => {
      this.#over = true;
      running.delete(this);
      if (running.size === 0) process.off('exit', endAll);
    });
    this.ended.catch(() => {});
  }

  get stderr(): readonly string[] {
    return this.#stderr.lines;
  }

  write(line: string): void {
    this.#child.stdin.write(line + '\n');
  }

  /** Ends the program's input: who still waits for a line is told that there will be none. */
  endInput(): void {
    this.#child.stdin.end();
  }

  /** Ends the program and its group at once. `ended` tells when it is done. */
  kill(): void {
    this.#child.stdout.destroy();
    // Once it is over its number may be somebody else's.
    if (!this.#over && this.#child.pid !== undefined) endGroup(this.#child.pid);
  }

  #watch(): Promise<Ending> {
    const child = this.#child;
    return new Promise((resolve, reject) => {
      child.once('error', (error) => {
        if (child.pid === undefined) reject(error);
      });
      const closed = new Promise<void>((done) => child.once('close', () => done()));
      child.once('exit', (code, signal) => {
        void (async () => {
          const group = child.pid ?? 0;
          const leftBehind = await survivorsOf(group, GRACE_MS);
          if (leftBehind.length > 0) {
            endGroup(group);
            // The signal is only sent: they are gone when nobody sees them any more.
            await survivorsOf(group, KILL_MS);
          }
          await Promise.race([closed, delay(DRAIN_MS)]);
          child.stdout.destroy();
          child.stderr.destroy();
          resolve({ code, signal, leftBehind });
        })();
      });
    });
  }
}

const endAll = (): void => {
  for (const program of running) program.kill();
};

const delay = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
