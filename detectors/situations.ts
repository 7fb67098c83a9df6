import type { Step } from '../spec/index.ts';
import { BARE_NAME } from './bystander.ts';
import { ABSENT } from './view.ts';
import type { Meddling } from './bystander.ts';
import type { MachineView } from './view.ts';
import { SERVICE_STARTS } from '../adapters/guarded/service/control.ts';
import { MUTEX_NAME } from '../spec/index.ts';

/** A state of the model that a machine is put into before a detector is asked. */
export interface Situation {
  readonly id: string;
  readonly title: string;
  readonly steps: readonly Step[];
  /** On this version of Windows Installer. */
  readonly windowsInstaller?: string;
  /**
   * What is added to what is seen on a machine in memory, for states that no operation of the installer
   * makes: somebody else's handle, another's rights.
   */
  readonly stub?: (view: MachineView) => MachineView;
  /** What makes such a state on a machine beside whose installer a process can be started. */
  readonly meddling?: Meddling;
}

const start = (
  process: number,
  ui: 'none' | 'full',
  action: 'INSTALL' | 'ADMIN' | 'ADVERTISE' = 'INSTALL',
): Step => ({
  process,
  operation: { op: 'start', action, ui },
});
const then = (process: number, op: 'advance' | 'cancel' | 'kill'): Step => ({ process, operation: { op } });

export const SITUATIONS: readonly Situation[] = [
  { id: 'idle', title: 'nothing was ever installed', steps: [] },
  { id: 'ui', title: 'a process is in its UI sequence', steps: [start(1, 'full')] },
  { id: 'install', title: 'a process is in InstallExecuteSequence', steps: [start(1, 'none')] },
  { id: 'admin', title: 'a process is in AdminExecuteSequence', steps: [start(1, 'none', 'ADMIN')] },
  { id: 'advertise', title: 'a process is in AdvtExecuteSequence', steps: [start(1, 'none', 'ADVERTISE')] },
  {
    id: 'install-ui',
    title: 'a process is in InstallExecuteSequence, from its UI sequence',
    steps: [start(1, 'full'), then(1, 'advance')],
  },
  {
    id: 'two',
    title: 'one process installs, another is in its UI sequence',
    steps: [start(1, 'full'), start(2, 'none')],
  },
  { id: 'installed', title: 'an installation has just ended', steps: [start(1, 'none'), then(1, 'advance')] },
  {
    id: 'ui-again',
    title: 'an installation has ended, and a process is in its UI sequence',
    steps: [start(1, 'none'), then(1, 'advance'), start(2, 'full')],
  },
  { id: 'cancelled', title: 'a UI sequence was cancelled', steps: [start(1, 'full'), then(1, 'cancel')] },
  { id: 'killed', title: 'an installing process was killed', steps: [start(1, 'none'), then(1, 'kill')] },
  {
    id: 'starting',
    title: 'a process is in InstallExecuteSequence, and the service is still starting',
    steps: [start(1, 'none')],
    stub: (view) => ({ ...view, service: { state: 2, controlsAccepted: 0 } }),
    meddling: { does: 'keep', mutex: SERVICE_STARTS },
  },
  {
    id: 'old',
    title: 'a process is in InstallExecuteSequence of Windows Installer 2.0',
    steps: [start(1, 'none')],
    windowsInstaller: '2.0',
  },
  {
    id: 'kept',
    title: 'nothing installs, and somebody keeps a handle to the mutex',
    steps: [],
    stub: (view) => ({ ...view, mutex: { state: 'free', abandoned: false } }),
    meddling: { does: 'keep', mutex: MUTEX_NAME },
  },
  {
    id: 'abandoned',
    title: 'an installing process was killed, and somebody keeps a handle to the mutex',
    steps: [start(1, 'none'), then(1, 'kill')],
    stub: (view) => ({ ...view, mutex: { state: 'free', abandoned: true } }),
    meddling: { does: 'keep', mutex: MUTEX_NAME },
  },
  {
    id: 'denied-busy',
    title: 'a process is in InstallExecuteSequence, and the detector may not open the mutex',
    steps: [start(1, 'none')],
    stub: (view) => ({ ...view, mutex: { state: 'denied', abandoned: false } }),
    meddling: { does: 'deny', mutex: MUTEX_NAME },
  },
  {
    id: 'denied-idle',
    title: 'nothing installs, somebody keeps a handle, and the detector may not open the mutex',
    steps: [],
    stub: (view) => ({ ...view, mutex: { state: 'denied', abandoned: false } }),
    meddling: { does: 'deny', mutex: MUTEX_NAME },
  },
  {
    id: 'decoy',
    title: "nothing installs, and somebody owns _MSIExecute in the detector's session",
    steps: [],
    stub: (view) => ({ ...view, mutex: ABSENT, bareMutex: { state: 'owned', abandoned: false } }),
    meddling: { does: 'own', mutex: BARE_NAME },
  },
];
