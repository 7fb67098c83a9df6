/** What keeps a family of processes known, and from outliving us, where neither its group nor its environment does. */
import { spawn, spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';

const PRLIMIT_MS = 2_000;

/**
 * Gives a process a limit that is nobody else's and that whatever it starts inherits, with an empty environment too:
 * the soft limit on bytes in POSIX message queues, by a little. Linux with util-linux only.
 *
 * @returns the limit; `undefined` where it could not be set
 */
export const limitAsMark = (pid: number): number | undefined => {
  if (process.platform !== 'linux') return undefined;
  const limit = randomInt(400_000, 800_000);
  const { status } = spawnSync('prlimit', ['--pid', String(pid), `--msgqueue=${limit}:`], {
    stdio: 'ignore',
    timeout: PRLIMIT_MS,
  });
  return status === 0 ? limit : undefined;
};

/** Whether a process with these limits, as proc(5) has them, has inherited the mark. */
export const hasLimit = (limits: string, mark: number): boolean =>
  new RegExp(`^Max msgqueue size +${mark} `, 'm').test(limits);

/**
 * Ends a process group once this process is no more, even if that is killed: a process that waits for a line which never
 * comes. On Windows there are no groups.
 */
export const guardGroup = (leader: number): Disposable => {
  if (process.platform === 'win32') return { [Symbol.dispose]: () => {} };
  const guard = spawn('/bin/sh', ['-c', 'read -r line; kill -s KILL -- "-$0"', String(leader)], {
    env: {},
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  guard.on('error', () => {}); // Without a shell nobody guards it.
  guard.stdin.on('error', () => {});
  guard.unref();
  // It must not wait for the pipe either.
  if ('unref' in guard.stdin && typeof guard.stdin.unref === 'function') guard.stdin.unref();
  return { [Symbol.dispose]: () => void guard.kill('SIGKILL') };
};
