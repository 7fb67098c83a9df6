/** What becomes of a machine on purpose, so that a lab can be seen to meet it. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import type { Writable } from 'node:stream';
import type { Step } from '../../../spec/index.ts';
import { caseSum } from './sum.ts';

export const never = (): Promise<never> =>
  new Promise(() => {
    setInterval(() => undefined, 1_000_000);
  });

/** In the middle of a case. */
const IN_A_CASE: Readonly<Record<string, () => Promise<void>>> = {
  panic: () => {
    writeFileSync('/proc/sysrq-trigger', 'c');
    return never();
  },
  'power-off': () => {
    execFileSync('/bin/busybox', ['poweroff', '-f']);
    return never();
  },
  hang: never,
  // Where the clock stands still no deadline comes.
  'stopped-clock': never,
  exit: () => process.exit(1),
};

/** From the start on; `full-disk` is said at the hello. */
export type TroubleAtTheStart = 'mute' | 'flood' | 'full-disk' | 'stopped-clock';

/**
 * @param troubles - KIND at the start; KIND:NUMBER at the case of this number since the start; KIND:SUM at the case of
 *   this {@link caseSum}
 */
export const troubleAt = (troubles: readonly string[]): ((steps: readonly Step[]) => Promise<void>) => {
  let cases = 0;
  return async (steps) => {
    cases++;
    for (const [kind = '', at] of troubles.map((each) => each.split(':'))) {
      if (at === String(cases) || at === caseSum(steps)) await IN_A_CASE[kind]?.();
    }
  };
};

/** Deadlines of this process never come any more. */
export const stopClock = (): void => {
  const now = Date.now();
  Date.now = () => now;
  performance.now = () => 0;
  globalThis.setTimeout = (() => ({ unref: () => undefined })) as unknown as typeof setTimeout;
};

/** Writes for as long as somebody takes it. */
export const flood = (output: Writable): void => {
  const rubbish = `${'x'.repeat(4_000)}\n`;
  const go = (): void => void output.write(rubbish, (error) => error ?? setImmediate(go));
  go();
};
