import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { ImplementationError } from '../adapters/implementation.ts';

const DEADLINE_MS = 60_000;
const POLL_MS = 5;

/** Reads until standard input ends, so it outlives nobody. */
const STAND_IN = "require('fs').readSync(0, Buffer.alloc(1))";

/** Stand-ins for installing processes: they do nothing but bear a name. */
export class Crowd {
  readonly #start: () => ChildProcess;
  readonly #count: () => Promise<number>;
  readonly #members: ChildProcess[] = [];

  /**
   * @param argv runs Node under the name that is counted, without arguments for it
   * @param count how many processes bear that name
   */
  constructor(argv: readonly [string, ...string[]], env: NodeJS.ProcessEnv, count: () => Promise<number>) {
    const [program, ...args] = argv;
    this.#start = () =>
      spawn(program, [...args, '-e', STAND_IN], { env, stdio: ['pipe', 'ignore', 'ignore'] });
    this.#count = count;
  }

  /** @returns how many bear the name once all of them are there */
  async gather(size: number): Promise<number> {
    const before = await this.#count();
    for (let member = 0; member < size; member++) {
      const child = this.#start();
      child.stdin?.on('error', () => undefined);
      child.on('error', () => undefined);
      this.#members.push(child);
    }
    return this.#reach(before + size);
  }

  async disperse(): Promise<void> {
    const leaving = this.#members.splice(0);
    if (leaving.length === 0) return;
    const left = (await this.#count()) - leaving.length;
    await Promise.all(
      leaving.map(async (child) => {
        if (child.exitCode !== null || child.signalCode !== null) return;
        const ended = once(child, 'exit');
        child.stdin?.end();
        await ended;
      }),
    );
    await this.#reach(left);
  }

  async #reach(size: number): Promise<number> {
    const end = performance.now() + DEADLINE_MS;
    for (;;) {
      const count = await this.#count();
      if (count === size) return count;
      if (performance.now() > end) {
        throw new ImplementationError(`${count} processes are called msiexec.exe where ${size} should be`);
      }
      await delay(POLL_MS);
    }
  }
}
