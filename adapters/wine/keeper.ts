/**
 * Wine's processes wait for their server for ever when it is killed, and a call to one of them until its deadline. On
 * Linux the processes of a prefix are known by their environment: those of a server that is no more are ended.
 */
import { readFileSync, readlinkSync } from 'node:fs';
import { endNow, hasVariable, processNumbers, statusOf } from '../processes.ts';

const LOOK_EVERY_MS = 1_000;
/** What proc(5) counts starts in, on every Linux that Wine runs on. */
const TICKS_A_SECOND = 100;

interface Running {
  readonly pid: number;
  readonly isServer: boolean;
  /** In ticks since the machine came up. */
  readonly started: number;
}

/** Ends what is left in a prefix, at once. */
export const endAllIn = (folder: string): void => endThose(runningIn(folder));

/** The same without its server, which puts away its socket when it ends in order. */
export const endClientsIn = (folder: string): void =>
  endThose(runningIn(folder).filter(({ isServer }) => !isServer));

/**
 * Looks for the server of a prefix now and then, and ends what it leaves behind. Only for a prefix in which a process
 * stays: where the last one may leave, its server leaves too, and whoever begins meanwhile has a server of its own.
 */
export const keepWatch = (folder: string): Disposable => {
  if (process.platform !== 'linux') return { [Symbol.dispose]: () => {} };
  let server: Running | undefined;
  let seen = 0;
  const timer = setInterval(() => {
    const now = ticksNow();
    if (server === undefined || statusOf(server.pid)?.started !== server.started) {
      const all = runningIn(folder);
      // Whoever started since may have a server of its own already.
      if (server !== undefined) endThose(all.filter((each) => !each.isServer && each.started <= seen));
      server = all.find(({ isServer }) => isServer);
    }
    seen = now;
  }, LOOK_EVERY_MS);
  timer.unref();
  return { [Symbol.dispose]: () => clearInterval(timer) };
};

const runningIn = (folder: string): readonly Running[] =>
  processNumbers().flatMap((pid) => {
    if (!hasVariable(pid, `WINEPREFIX=${folder}`)) return [];
    const status = statusOf(pid);
    return status === undefined ? [] : [{ pid, isServer: isServer(pid), started: status.started }];
  });

const endThose = (those: readonly Running[]): void => {
  for (const { pid, started } of those) if (statusOf(pid)?.started === started) endNow(pid);
};

const isServer = (pid: number): boolean => {
  try {
    return readlinkSync(`/proc/${pid}/exe`).includes('wineserver');
  } catch {
    return false;
  }
};

const ticksNow = (): number => Number.parseFloat(readFileSync('/proc/uptime', 'utf8')) * TICKS_A_SECOND;
