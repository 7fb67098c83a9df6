import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { createOutput } from '../cli/output.ts';
import { runCommandLine } from '../cli/run-command-line.ts';

/** The compiled command line; `npm test` builds it first. */
export const MAIN = join(import.meta.dirname, '..', 'dist', 'cli', 'main.js');

/** How a command ended. */
export interface Ended {
  /** The exit code, or -1 when a signal ended it. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs any program in a folder and gives what it printed. */
export const execute = (folder: string, file: string, args: readonly string[]): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(file, args, { cwd: folder, maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
      resolve({
        code: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1,
        stdout,
        stderr,
      });
    });
  });

/** The command lines of this process, one after the other: each has the folder and the exit code to itself. */
let last: Promise<unknown> = Promise.resolve();

/** Runs the command line in a folder, from the sources and within this process, which spares its start. */
export const msiconform = (folder: string, ...args: string[]): Promise<Ended> => {
  const ended = last.then(() => runHere(folder, args));
  last = ended;
  return ended;
};

const runHere = async (folder: string, args: readonly string[]): Promise<Ended> => {
  const [home, code] = [process.cwd(), process.exitCode];
  const [stdout, stderr] = [heard(process.stdout), heard(process.stderr)];
  process.chdir(folder);
  process.exitCode = 0;
  try {
    await runCommandLine(args, createOutput());
    return { code: Number(process.exitCode), stdout: stdout.text(), stderr: stderr.text() };
  } finally {
    stdout.stop();
    stderr.stop();
    process.chdir(home);
    process.exitCode = code;
  }
};

/** Takes what is written to a stream instead of it. */
const heard = (stream: NodeJS.WriteStream): { readonly text: () => string; readonly stop: () => void } => {
  const written: string[] = [];
  const write = stream.write;
  stream.write = (chunk: string | Uint8Array): boolean => {
    written.push(String(chunk));
    return true;
  };
  return {
    text: () => written.join(''),
    stop: () => {
      stream.write = write;
    },
  };
};

/** Runs the compiled command line in a folder, as a process of its own. */
export const startedMsiconform = (folder: string, ...args: string[]): Promise<Ended> =>
  execute(folder, process.execPath, [MAIN, ...args]);
