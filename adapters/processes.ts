import { readdirSync, readFileSync } from 'node:fs';

/** Whether a process with this number runs (one of another user counts too). */
export const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** Ends a process, or with a negative number a process group, at once; it may be gone. */
export const endNow = (pid: number): void => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It is gone.
  }
};

/** The numbers of all processes of this machine. Only Linux is asked; elsewhere there are none. */
export const processNumbers = (): readonly number[] =>
  process.platform === 'linux'
    ? readdirSync('/proc')
        .filter((name) => /^\d+$/.test(name))
        .map(Number)
    : [];

/** What proc(5) has of a process; empty when the process is gone, or somebody else's. */
export const processText = (pid: number, what: 'cmdline' | 'environ' | 'limits' | 'stat'): string => {
  try {
    return readFileSync(`/proc/${pid}/${what}`, 'latin1');
  } catch {
    return '';
  }
};

/** Whether a process was started with a variable of the environment, as `NAME=value`. */
export const hasVariable = (pid: number, variable: string): boolean =>
  processText(pid, 'environ').split('\0').includes(variable);

/** What the system has of a process that runs. */
export interface ProcessStatus {
  /** The name of its main thread. */
  readonly name: string;
  readonly group: number;
  /** When it was started, in ticks since the machine came up. */
  readonly started: number;
}

/** @returns `undefined` when it runs no more: a zombie is there for as long as nobody reaps it, and does nothing */
export const statusOf = (pid: number): ProcessStatus | undefined => {
  // pid (comm) state ppid pgrp …, where comm may hold blanks and parentheses.
  const stat = processText(pid, 'stat');
  const end = stat.lastIndexOf(')');
  const fields = stat.slice(end + 2).split(' ');
  if (['', 'Z', 'X'].includes(fields[0] ?? '')) return undefined;
  return {
    name: stat.slice(stat.indexOf('(') + 1, end),
    group: Number(fields[2]),
    started: Number(fields[19]),
  };
};
