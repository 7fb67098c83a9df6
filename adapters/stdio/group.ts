/** A program's process group: ending all of it, and seeing who outlived the program. */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

const POLL_MS = 20;

/** Ends every process of the group whose leader had this id. */
export const endGroup = (leader: number): void => {
  if (process.platform === 'win32') {
    spawn('taskkill', ['/pid', String(leader), '/t', '/f'], { stdio: 'ignore', windowsHide: true }).on(
      'error',
      () => {},
    );
    return;
  }
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // Nobody is left.
  }
};

/**
 * Who of the group is still there, after at most so many milliseconds. Windows has no process groups:
 * nothing is seen there.
 */
export const survivorsOf = async (leader: number, grace: number): Promise<readonly string[]> => {
  const until = performance.now() + grace;
  for (;;) {
    const members = membersOf(leader);
    if (members.length === 0 || performance.now() >= until) return members;
    await new Promise((resolve) => {
      setTimeout(resolve, POLL_MS);
    });
  }
};

const membersOf = (leader: number): readonly string[] => {
  if (process.platform === 'win32' || !groupExists(leader)) return [];
  if (process.platform !== 'linux') return [`process group ${leader}`];
  // A group of nothing but zombies exists too, for as long as nobody reaps them.
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => memberOf(leader, name));
};

const groupExists = (leader: number): boolean => {
  try {
    process.kill(-leader, 0);
    return true;
  } catch {
    return false;
  }
};

/** proc(5): pid (comm) state ppid pgrp …, where comm may hold blanks and parentheses. */
const memberOf = (leader: number, pid: string): readonly string[] => {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return [];
  }
  const end = stat.lastIndexOf(')');
  const [state, , group] = stat.slice(end + 2).split(' ');
  const command = stat.slice(stat.indexOf('(') + 1, end);
  return group === String(leader) && state !== 'Z' && state !== 'X' ? [`${command} (${pid})`] : [];
};
