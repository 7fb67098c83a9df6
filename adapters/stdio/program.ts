import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import type { Readable, Writable } from 'node:stream';
import { asSpawned } from './batch.ts';
import { endFamily, MARK, seeFamilyGone, survivorsOf } from './family.ts';
import type { Family } from './family.ts';
import { guardGroup, limitAsMark } from './family-mark.ts';
import { Tail } from './lines.ts';

/** How a program came to its end. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Processes it started that outlived it, like `sleep (4711)`; they have been ended. */
  readonly leftBehind: readonly string[];
}

export interface ProgramOptions {
  /** Program and arguments. */
  readonly argv: readonly [string, ...string[]];
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly onOutput: (chunk: Uint8Array) => void;
  /** It closed its end of a pipe, and was still there a moment later. */
  readonly onClosed?: (stream: 'stdin' | 'stdout') => void;
}

/** How long the streams of an ended program may stay open, in milliseconds. */
const DRAIN_MS = 1_000;
/** How long the rest of the family may take to notice that the program has ended, in milliseconds. */
const GRACE_MS = 500;
/** How long a program may take from closing its streams to its end, in milliseconds. */
const EXIT_MS = 1_000;
/** How long processes may take to go once they have been ended, in milliseconds: a busy machine is not quick. */
const KILL_MS = 5_000;

/** Programs that would outlive this process if it ended now. */
const running = new Set<Program>();

/** A child process in a group of its own, with what it wrote last on stderr. */
export class Program {
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #mark = randomUUID();
  readonly #limit: number | undefined;
  readonly #stderr = new Tail();
  #over = false;
  #unwanted = false;
  /** Resolves when the process is gone, or when it did not start; its family may still be there. */
  readonly exited: Promise<void>;
  /** Resolves when the process and its family are gone; rejects when it did not start. */
  readonly ended: Promise<Ending>;

  constructor(options: ProgramOptions) {
    const { file, args, windowsVerbatimArguments } = asSpawned(options.argv);
    this.#child = spawn(file, [...args], {
      windowsVerbatimArguments,
      cwd: options.cwd,
      env: { ...(options.env ?? process.env), [MARK]: this.#mark },
      stdio: ['pipe', 'pipe', 'pipe'],
      // A group of its own, so that all of it can be ended by one id, and Ctrl-C reaches us first.
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    const { pid } = this.#child;
    // Before it is asked for anything, so that it has hardly begun.
    this.#limit = pid === undefined ? undefined : limitAsMark(pid);
    const guard = pid === undefined ? undefined : guardGroup(pid);
    this.#child.stdout.on('data', options.onOutput);
    this.#child.stderr.on('data', (chunk: Uint8Array) => this.#stderr.push(chunk));
    this.#child.stdin.on('error', () => void this.#closed('stdin', options.onClosed));
    this.#child.stdout.once('end', () => void this.#closed('stdout', options.onClosed));
    running.add(this);
    if (running.size === 1) process.on('exit', endAll);
    this.exited = new Promise((resolve) => {
      this.#child.once('exit', () => resolve());
      this.#child.once('error', () => resolve());
    });
    this.ended = this.#watch().finally(() => {
      this.#over = true;
      guard?.[Symbol.dispose]();
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

  /** Ends the program and all it started at once. `ended` tells when it is done. */
  kill(): void {
    this.#unwanted = true;
    this.#child.stdout.destroy();
    const family = this.#family;
    // Once it is over its number may be somebody else's.
    if (!this.#over && family !== undefined) endFamily(family);
  }

  get #family(): Family | undefined {
    const { pid } = this.#child;
    return pid === undefined ? undefined : { leader: pid, mark: this.#mark, limit: this.#limit };
  }

  /** A program that ends closes its streams too; that is told by `ended`. */
  async #closed(stream: 'stdin' | 'stdout', onClosed: ProgramOptions['onClosed']): Promise<void> {
    const isThere = await Promise.race([this.exited.then(() => false), delay(EXIT_MS).then(() => true)]);
    if (isThere) onClosed?.(stream);
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
          const family = this.#family;
          const grace = this.#unwanted ? 0 : GRACE_MS;
          const leftBehind = family === undefined ? [] : await survivorsOf(family, grace);
          // The signal is only sent: they are gone when nobody sees them any more.
          if (family !== undefined && leftBehind.length > 0) await seeFamilyGone(family, KILL_MS);
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
