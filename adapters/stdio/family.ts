/** A program and every process that it started: seeing who of them is there, and ending them. */
import { spawn } from 'node:child_process';
import { basename } from 'node:path';
import { endNow, hasVariable, processNumbers, processText, statusOf } from '../processes.ts';
import { hasLimit } from './family-mark.ts';

export interface Family {
  /** The program itself, which leads a process group. */
  readonly leader: number;
  /** The value of {@link MARK} that it was started with. */
  readonly mark: string;
  /** The limit that it was given as a mark, where that could be done. */
  readonly limit?: number | undefined;
}

/**
 * The environment variable that its processes inherit: by it one is known that has left the group, as
 * daemons do. Seen on Linux only.
 */
export const MARK = 'MSICONFORM_PROGRAM';

const POLL_MS = 20;

/** Ends every process of the family. */
export const endFamily = (family: Family): void => {
  if (process.platform === 'win32') {
    // Ends its children too. Where it is missing or fails, the program itself is ended all the same.
    const alone = (): void => endNow(family.leader);
    spawn('taskkill', ['/pid', String(family.leader), '/t', '/f'], {
      stdio: 'ignore',
      windowsHide: true,
    })
      .on('error', alone)
      .on('exit', (code) => code !== 0 && alone());
    return;
  }
  endNow(-family.leader);
  for (const { pid } of membersOf(family)) endNow(pid);
};

/**
 * Who of the family is still there, after at most so many milliseconds. Windows has no process groups:
 * nothing is seen there.
 */
export const survivorsOf = async (family: Family, grace: number): Promise<readonly string[]> => {
  const until = performance.now() + grace;
  for (;;) {
    const members = namesOf(family);
    if (members.length === 0 || performance.now() >= until) return members;
    await nextPoll();
  }
};

/** Ends the family and waits, at most so many milliseconds, until nobody sees any of it any more. */
export const seeFamilyGone = async (family: Family, patience: number): Promise<void> => {
  const until = performance.now() + patience;
  // Again and again: a process may have started another while the list was read.
  for (endFamily(family); namesOf(family).length > 0 && performance.now() < until; endFamily(family)) {
    await nextPoll();
  }
};

const namesOf = (family: Family): readonly string[] => {
  if (process.platform === 'win32') return [];
  if (process.platform === 'linux') {
    return membersOf(family).map(({ command, pid }) => `${command} (${pid})`);
  }
  return groupExists(family.leader) ? [`process group ${family.leader}`] : [];
};

interface Member {
  readonly pid: number;
  readonly command: string;
}

const membersOf = (family: Family): readonly Member[] =>
  processNumbers().flatMap((pid) => memberOf(family, pid));

const memberOf = ({ leader, mark, limit }: Family, pid: number): readonly Member[] => {
  const status = statusOf(pid);
  if (status === undefined) return [];
  const isOfLimit = (): boolean => limit !== undefined && hasLimit(processText(pid, 'limits'), limit);
  if (status.group !== leader && !hasVariable(pid, `${MARK}=${mark}`) && !isOfLimit()) return [];
  return [{ pid, command: programOf(pid) ?? status.name }];
};

/** The name of a process is that of its main thread, which a runtime may call `MainThread`: what was started says more. */
const programOf = (pid: number): string | undefined => {
  const [program = ''] = processText(pid, 'cmdline').split('\0');
  return program === '' ? undefined : basename(program);
};

const groupExists = (leader: number): boolean => {
  try {
    process.kill(-leader, 0);
    return true;
  } catch {
    return false;
  }
};

const nextPoll = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, POLL_MS);
  });
