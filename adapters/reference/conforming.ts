import {
  isInstallingApi,
  MINIMUM_VERSION,
  SERVICE_ACCEPT_SHUTDOWN,
  SERVICE_ACCEPT_STOP,
  SERVICE_RUNNING,
  SERVICE_STOPPED,
} from '../../spec/index.ts';
import type { Behaviour } from './behaviour.ts';

/** An installer that keeps every rule of the page, under every named reading but `strict`. */
export const conforming: Behaviour = {
  guards: isInstallingApi,
  seesMutexSet: ({ mutex }) => mutex.owner !== null,
  seesOwnUiSequence: ({ sessions }, process) => sessions.get(process)?.ui !== undefined,
  enterUi: () => {},
  enterExecute: (machine, process) => {
    machine.mutex.open(process);
    if (!machine.mutex.tryTake(process)) {
      machine.mutex.close(process);
      return false;
    }
    machine.record(1040, process);
    return true;
  },
  leaveExecute: (machine, process, _table, ending) => {
    if (ending === 'finished') {
      machine.mutex.release(process);
      machine.installations++;
    }
    machine.mutex.close(process);
    // The service outlives its client, so a killed client's transaction is ended in the log too.
    machine.record(1042, process);
  },
  leaveUi: () => {},
  returning: (_machine, _process, code) => code,
  afterwards: () => {},
  mutexState: ({ mutex }) => (mutex.owner !== null ? 'owned' : mutex.exists ? 'free' : 'absent'),
  mutexOwner: () => undefined,
  offersServiceQuery: ({ windowsInstaller }) =>
    Number.parseInt(windowsInstaller, 10) >= Number.parseInt(MINIMUM_VERSION, 10),
  serviceStatus: ({ mutex, installations }) => {
    if (mutex.owner !== null) return { state: SERVICE_RUNNING, controlsAccepted: SERVICE_ACCEPT_SHUTDOWN };
    // Started on demand: it has not run before the first installation.
    return installations === 0
      ? { state: SERVICE_STOPPED, controlsAccepted: 0 }
      : { state: SERVICE_RUNNING, controlsAccepted: SERVICE_ACCEPT_STOP | SERVICE_ACCEPT_SHUTDOWN };
  },
  applicationsInLog: ({ log }) => {
    const open = new Map<string, number>();
    for (const { id, application } of log) {
      open.set(application, (open.get(application) ?? 0) + (id === 1040 ? 1 : -1));
    }
    return [...open].flatMap(([application, count]) => (count > 0 ? [application] : []));
  },
};
