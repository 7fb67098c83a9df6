/** Whether what a lab names is there, without starting anything. */
import { accessSync, constants } from 'node:fs';
import { delimiter, resolve } from 'node:path';
import { parseCommandLine } from '../adapters/stdio/command-line.ts';
import type { Lab, MachineDefinition } from './definition/schema.ts';
import { fits, limitsOf, loadOf } from './limits.ts';
import { DEFAULT_PROGRAM } from './machine/qemu.ts';

export interface Checked {
  readonly label: string;
  /** What is in the way, each in a sentence; nothing when it can be started as far as can be seen. */
  readonly problems: readonly string[];
  readonly remarks: readonly string[];
}

/** @param home - where the file lies */
export const checkLab = (lab: Lab, home: string): readonly Checked[] => {
  const limits = limitsOf(lab);
  return lab.machines.map((machine) => {
    const load = loadOf(machine);
    const isTooBig = !fits(load, { memory: 0, cores: 0 }, limits);
    return {
      label: machine.label,
      problems: [...problemsOf(machine, home)],
      remarks: isTooBig
        ? [
            `it wants ${load.memory} MiB and ${load.cores} cores, and the limits are ${limits.memory} MiB and ${limits.cores}: it runs alone`,
          ]
        : [],
    };
  });
};

const problemsOf = (machine: MachineDefinition, home: string): readonly string[] => [
  ...(machine.expect?.expectations === undefined
    ? []
    : unreadable(home, machine.expect.expectations, 'the file of known divergences')),
  ...(machine.kind === 'qemu'
    ? [
        ...missing(machine.program ?? DEFAULT_PROGRAM, home),
        ...(machine.image === undefined ? [] : unreadable(home, machine.image, 'the image')),
        ...(machine.accelerator === 'kvm' ? unwritable('/dev/kvm') : []),
      ]
    : []),
  ...(machine.kind === 'command'
    ? [machine.start, machine.stop, machine.reset, machine.screenshot].flatMap((command) =>
        command === undefined ? [] : missing(parseCommandLine(command)[0], home),
      )
    : []),
];

const unreadable = (home: string, file: string, what: string): readonly string[] => {
  try {
    accessSync(resolve(home, file), constants.R_OK);
    return [];
  } catch (error) {
    return [`${what} cannot be read: ${(error as Error).message}`];
  }
};

const unwritable = (file: string): readonly string[] => {
  try {
    accessSync(file, constants.R_OK | constants.W_OK);
    return [];
  } catch {
    return [`KVM cannot be used: ${file} is not there, or may not be opened`];
  }
};

/** Looked for and not started: nobody knows what a program of others does. */
const missing = (program: string, home: string): readonly string[] => {
  const folders = /[/\\]/.test(program) ? [home] : (process.env['PATH'] ?? '').split(delimiter);
  const endings = process.platform === 'win32' ? ['', '.exe', '.cmd', '.bat'] : [''];
  const isThere = folders.some((folder) =>
    endings.some((ending) => isExecutable(resolve(folder, program + ending))),
  );
  return isThere ? [] : [`there is no program "${program}" here or on PATH`];
};

const isExecutable = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};
