/** The small Linux guest of `lab/guest/build.sh`, for tests that start real machines. */
import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as fc from 'fast-check';
import { suiteArbitrary } from '../../properties/index.ts';
import { standInInstaller } from './stand-in/serve.ts';
import { caseSum } from './stand-in/sum.ts';

const has = (program: string, option = '--version'): boolean => spawnSync(program, [option]).status === 0;

const hasKernel = (): boolean => {
  try {
    return readdirSync('/boot').some((name) => /^vmlinuz-.*-cloud-amd64$/.test(name));
  } catch {
    return false;
  }
};

/** Why there is no guest on this machine; `undefined` where there is one. */
export const whyNoGuest = (): string | undefined => {
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'it is made on a Linux on x64';
  const missing = [
    ...(has('qemu-system-x86_64') ? [] : ['qemu-system-x86']),
    ...(hasKernel() ? [] : ['linux-image-cloud-amd64']),
    ...(has('busybox', '--help') ? [] : ['busybox-static']),
    ...(has('cpio') ? [] : ['cpio']),
    ...(has('mke2fs', '-V') ? [] : ['e2fsprogs']),
  ];
  return missing.length === 0 ? undefined : `not installed: ${missing.join(', ')}`;
};

/** Makes the guest; `npm run build` comes before. */
export const buildGuest = async (folder: string): Promise<void> => {
  await promisify(execFile)(join(import.meta.dirname, '..', 'guest', 'build.sh'), [folder]);
};

/** A machine of `lab.yaml` that plays what the stand-in is told (`lab/testing/stand-in/main.ts`). */
export const guestMachine = (label: string, guest: string, plays = '', more: object = {}): object => ({
  label,
  kind: 'qemu',
  image: join(guest, 'disk.img'),
  bus: 'virtio',
  memory: 320,
  agent: 'serial',
  bootSeconds: 120,
  arguments: [
    '-kernel',
    join(guest, 'vmlinuz'),
    '-initrd',
    join(guest, 'initrd'),
    '-append',
    `console=tty0 console=ttyS1 panic=1 quiet guest="${plays}"`,
  ],
  ...more,
});

/** What the stand-in knows a case by that a lab draws, whatever its number is on the boot that runs it. */
export const sumOfCase = (
  number: number,
  draw: { readonly seed: number; readonly numRuns: number },
): string => {
  const drawn = fc.sample(suiteArbitrary(standInInstaller(), { processes: 3, maxSteps: 20 }), draw);
  const steps = drawn[number - 1]?.steps;
  if (steps === undefined) throw new RangeError(`no case ${number} is drawn`);
  return caseSum(steps);
};

export const hashOf = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');
