/** Runs a command of `lab.yaml`: it has to end with 0 in time, or a sentence says what it did. */
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCommandLine } from '../../adapters/stdio/command-line.ts';
import { MachineError } from './machine.ts';

export interface CommandOptions {
  /** What it is called in a sentence, as `start`. */
  readonly what: string;
  readonly folder: string;
  /** Where its words on standard error go: what it leaves running may write there for as long as it likes. */
  readonly words: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly milliseconds: number;
  readonly signal?: AbortSignal;
  /** Told the number of the process, so that it can be ended when this process is gone. */
  readonly onStart?: (pid: number) => void;
}

/** @throws {MachineError} */
export const runCommand = async (
  command: string,
  { what, folder, words, environment, milliseconds, signal, onStart }: CommandOptions,
): Promise<void> => {
  const [program, ...args] = parseCommandLine(command);
  const file = join(words, `${what}.txt`);
  const stderr = openSync(file, 'w');
  const detached = process.platform !== 'win32';
  const child = spawn(program, args, {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', stderr],
    detached,
    windowsHide: true,
  });
  closeSync(stderr);
  const end = (): void => {
    try {
      if (child.pid !== undefined) process.kill(detached ? -child.pid : child.pid, 'SIGKILL');
    } catch {
      // It is gone.
    }
  };
  if (child.pid !== undefined) onStart?.(child.pid);
  let why: string | undefined;
  const giveUp = (reason: string) => (): void => {
    why ??= reason;
    end();
  };
  const late = setTimeout(giveUp(`did not end within ${milliseconds / 1000} s`), milliseconds);
  const abort = giveUp('was ended');
  signal?.addEventListener('abort', abort, { once: true });
  if (signal?.aborted === true) abort();
  process.on('exit', end);
  try {
    why ??= await new Promise<string | undefined>((resolve) => {
      child.once('error', ({ message }) => resolve(`could not be started (${message})`));
      child.once('exit', (code, by) =>
        resolve(why ?? (code === 0 ? undefined : `ended with ${by ?? `code ${code}`}`)),
      );
    });
  } finally {
    clearTimeout(late);
    signal?.removeEventListener('abort', abort);
    process.off('exit', end);
  }
  if (why !== undefined) {
    throw new MachineError(`its ${what} command, ${command}, ${why}${lastWords(file)}`);
  }
};

const MOST_WORDS = 300;

const lastWords = (file: string): string => {
  const text = readFileSync(file, 'utf8').trim();
  if (text === '') return '';
  return `: ${text.length > MOST_WORDS ? `…${text.slice(-MOST_WORDS)}` : text}`.replaceAll(/\s+/g, ' ');
};
