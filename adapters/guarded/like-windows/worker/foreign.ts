/** Somebody else on the machine, who installs something now and then. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Pace } from '../switches.ts';
import type { StandInLog } from './event-log.ts';
import type { WaitMutex } from './wait-mutex.ts';

const PACKAGE = 'C:\\Windows\\Installer\\1a2b3c.msi';

interface Foreigner {
  readonly mutex: WaitMutex;
  readonly events: StandInLog;
  readonly pid: number;
  readonly ended: { readonly yes: boolean };
}

/** Takes the mutex as an installation does, at moments that nobody can foresee, until it is ended. */
export const installNowAndThen = async (
  { mutex, events, pid, ended }: Foreigner,
  { wait, pause, hold }: Pace,
): Promise<void> => {
  while (!ended.yes) {
    await delay(Math.random() * pause);
    if (!mutex.take(wait)) continue;
    events.begin(PACKAGE, pid);
    await delay(hold);
    events.end(PACKAGE, pid);
    mutex.release();
  }
};
