import { execFile } from 'node:child_process';
import { join } from 'node:path';

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

/** Runs the command line in a folder. */
export const msiconform = (folder: string, ...args: string[]): Promise<Ended> =>
  execute(folder, process.execPath, [MAIN, ...args]);
