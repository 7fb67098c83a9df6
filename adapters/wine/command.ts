import { spawn } from 'node:child_process';

export interface Ended {
  readonly code: number | null;
  /** Standard output and standard error together. */
  readonly output: string;
  readonly timedOut: boolean;
}

/**
 * Runs a program to its end, or to its deadline, when it is ended with all its children.
 * @throws when the program cannot be started
 */
export const run = async (
  program: string,
  args: readonly string[],
  options: {
    readonly deadlineMs: number;
    readonly env?: NodeJS.ProcessEnv;
    readonly cwd?: string;
    /** Daemons that outlive the program would keep pipes open: `none` gives them no pipe. */
    readonly output?: 'collect' | 'none';
  },
): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const stream = options.output === 'none' ? 'ignore' : 'pipe';
    const child = spawn(program, args, {
      stdio: ['ignore', stream, stream],
      detached: process.platform !== 'win32',
      windowsHide: true,
      ...(options.env === undefined ? {} : { env: options.env }),
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    });
    let output = '';
    let timedOut = false;
    const { pid } = child;
    if (pid !== undefined) running.add(pid);
    // In groups of their own they hear of no Ctrl-C.
    if (running.size === 1) process.on('exit', endCommands);
    const over = (): void => {
      clearTimeout(timer);
      if (pid !== undefined) running.delete(pid);
      if (running.size === 0) process.off('exit', endCommands);
    };
    for (const part of [child.stdout, child.stderr]) {
      part?.setEncoding('utf8').on('data', (text: string) => (output += text));
    }
    const timer = setTimeout(() => {
      timedOut = true;
      if (pid !== undefined) endGroup(pid);
    }, options.deadlineMs);
    child.once('error', (error) => {
      over();
      reject(error);
    });
    child.once(options.output === 'none' ? 'exit' : 'close', (code) => {
      over();
      resolve({ code, output, timedOut });
    });
  });

/** Programs that run now, each the head of its own group. */
const running = new Set<number>();

/** Ends all programs that were started here, with their children; those that wait for them hear of it. */
export const endCommands = (): void => running.forEach(endGroup);

/** Ends a process that was started as the head of its own group, and its children. */
const endGroup = (pid: number): void => {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
};
