/**
 * How deployment tools find out whether an installation is running: each a policy in a few words, written
 * from its description.
 */
import {
  ERROR_INSTALL_ALREADY_RUNNING,
  SERVICE_ACCEPT_SHUTDOWN,
  SERVICE_ACCEPT_STOP,
  SERVICE_STOPPED,
} from '../spec/index.ts';
import type { MachineView, MutexView } from './view.ts';

/** `error`: it gives no answer. `unknown`: what it looks at could not be seen. */
export type DetectorAnswer = 'busy' | 'idle' | 'error' | 'unknown';

export interface Policy {
  readonly id: string;
  /** What it looks at, and what it makes of it. */
  readonly description: string;
  /** Who does it so. */
  readonly seenIn: string;
  answer(view: MachineView): DetectorAnswer;
}

/** Opens the mutex and waits for it: owned by another means a time-out. Abandoned counts as free. */
const byWaiting =
  (whenDenied: DetectorAnswer) =>
  ({ state }: MutexView): DetectorAnswer => {
    if (state === 'denied') return whenDenied;
    return state === 'owned' ? 'busy' : 'idle';
  };

/** Opens the mutex and closes it again: that it is there is enough. */
const byExistence =
  (whenDenied: DetectorAnswer) =>
  ({ state }: MutexView): DetectorAnswer => {
    if (state === 'denied') return whenDenied;
    return state === 'absent' ? 'idle' : 'busy';
  };

export const POLICIES: readonly Policy[] = [
  {
    id: 'ownership',
    description: 'waits for Global\\_MSIExecute; a time-out is busy; access denied is an error',
    seenIn: 'Omaha, Chromium setup',
    answer: ({ mutex }) => byWaiting('error')(mutex),
  },
  {
    id: 'ownership-denied-busy',
    description: 'waits for Global\\_MSIExecute; a time-out is busy, and so is access denied',
    seenIn: 'PSAppDeployToolkit',
    answer: ({ mutex }) => byWaiting('busy')(mutex),
  },
  {
    id: 'ownership-denied-idle',
    description: 'waits for Global\\_MSIExecute; only a time-out is busy, whatever fails is idle',
    seenIn: 'driver monitors, short scripts',
    answer: ({ mutex }) => byWaiting('idle')(mutex),
  },
  {
    id: 'existence',
    description: 'opens Global\\_MSIExecute; that it is there is busy, whatever fails is idle',
    seenIn: 'lab and build scripts',
    answer: ({ mutex }) => byExistence('idle')(mutex),
  },
  {
    id: 'existence-denied-busy',
    description: 'opens Global\\_MSIExecute; that it is there is busy, and so is access denied',
    seenIn: 'lab and build scripts',
    answer: ({ mutex }) => byExistence('busy')(mutex),
  },
  {
    id: 'bare-name',
    description: 'waits for _MSIExecute without Global\\, so in its own session',
    seenIn: 'scripts that dropped the prefix',
    answer: ({ bareMutex }) => byWaiting('error')(bareMutex),
  },
  {
    id: 'global-then-bare',
    description: 'waits for Global\\_MSIExecute, or for _MSIExecute when that is not there',
    seenIn: 'inventory agents',
    answer: ({ mutex, bareMutex }) => byWaiting('error')(mutex.state === 'absent' ? bareMutex : mutex),
  },
  {
    id: 'process-count',
    description: 'more than one process msiexec.exe is busy',
    seenIn: 'a Chocolatey extension',
    answer: ({ msiexecProcesses }) =>
      msiexecProcesses === undefined ? 'unknown' : msiexecProcesses > 1 ? 'busy' : 'idle',
  },
  {
    id: 'service-controls',
    description: 'dwControlsAccepted of the service equal to SERVICE_ACCEPT_SHUTDOWN is busy',
    seenIn: "the documentation page's second way",
    answer: ({ service }) => {
      if (service === undefined) return 'error';
      return service.controlsAccepted === SERVICE_ACCEPT_SHUTDOWN ? 'busy' : 'idle';
    },
  },
  {
    id: 'service-stop',
    description: 'a service that is there and does not accept STOP is busy',
    seenIn: "a recommendation of Microsoft's installer team, 2005",
    answer: ({ service }) => {
      if (service === undefined) return 'error';
      const stoppable = (service.controlsAccepted & SERVICE_ACCEPT_STOP) !== 0;
      return service.state !== SERVICE_STOPPED && !stoppable ? 'busy' : 'idle';
    },
  },
  {
    id: 'exit-code',
    description: 'does not ask: starts its installation, and takes 1618 for busy',
    seenIn: 'winget, Chocolatey, Burn, Chef, Intune',
    answer: ({ attempt }) => {
      if (attempt === undefined) return 'unknown';
      return attempt === ERROR_INSTALL_ALREADY_RUNNING ? 'busy' : 'idle';
    },
  },
];
