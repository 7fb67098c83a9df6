/** Faults of the service query and of the versions that offer it. */
import {
  isUiTable,
  SERVICE_ACCEPT_SHUTDOWN,
  SERVICE_ACCEPT_STOP,
  SERVICE_RUNNING,
  SERVICE_STOPPED,
} from '../../../spec/index.ts';
import { conforming } from '../conforming.ts';
import { count, recall, tableOfOwner, vary } from './fault.ts';
import type { Fault } from './fault.ts';

const INSTALLING = { state: SERVICE_RUNNING, controlsAccepted: SERVICE_ACCEPT_SHUTDOWN } as const;
const IDLING = {
  state: SERVICE_RUNNING,
  controlsAccepted: SERVICE_ACCEPT_STOP | SERVICE_ACCEPT_SHUTDOWN,
} as const;

export const serviceFaults: readonly Fault[] = [
  {
    id: 'always-installing',
    summary: 'the service always accepts shutdown alone, as if it were installing',
    clauses: ['service-running', 'service-version'],
    behaviour: vary({ serviceStatus: () => INSTALLING }),
  },
  {
    id: 'busy-in-ui',
    summary: 'the service says that it installs while only a UI sequence is processed',
    clauses: ['service-running', 'service-version'],
    behaviour: vary({
      serviceStatus: (machine) =>
        [...machine.sessions.values()].some(({ table }) => isUiTable(table))
          ? INSTALLING
          : conforming.serviceStatus(machine),
    }),
  },
  {
    id: 'stale-status',
    summary: 'the service says that it installs for one operation after the end',
    clauses: ['service-running'],
    forgivenBy: ['lenient'],
    behaviour: vary({
      leaveExecute: (machine, process, table, ending) => {
        conforming.leaveExecute(machine, process, table, ending);
        if (ending === 'finished') machine.memory.set('stale', 2);
      },
      afterwards: (machine) => void (recall(machine, 'stale') > 0 && count(machine, 'stale', -1)),
      serviceStatus: (machine) =>
        recall(machine, 'stale') > 0 ? INSTALLING : conforming.serviceStatus(machine),
    }),
  },
  {
    id: 'status-comes-late',
    summary: 'the service says that it installs only one operation after the begin',
    clauses: ['service-running'],
    forgivenBy: ['literal', 'lenient'],
    behaviour: vary({
      enterExecute: (machine, process, table) => {
        machine.memory.set('early', 2);
        return conforming.enterExecute(machine, process, table);
      },
      afterwards: (machine) => void (recall(machine, 'early') > 0 && count(machine, 'early', -1)),
      serviceStatus: (machine) => (recall(machine, 'early') > 0 ? IDLING : conforming.serviceStatus(machine)),
    }),
  },
  {
    id: 'one-bit-of-several',
    summary: 'while it installs the service accepts stop and shutdown: the bit is there, the value differs',
    clauses: ['service-running'],
    forgivenBy: ['literal', 'lenient'],
    behaviour: vary({ serviceStatus: () => IDLING }),
  },
  {
    id: 'bit-set-while-idle',
    summary:
      'while nothing is installed the service accepts stop and shutdown: a test of the bit takes it for one',
    clauses: ['service-running', 'service-version'],
    reading: 'intended,serviceValue=includes',
    forgivenBy: ['literal', 'intended', 'lenient'],
    behaviour: conforming,
  },
  {
    id: 'shown-for-the-first-process',
    summary: 'the service says that it installs only for the first process',
    clauses: ['service-running'],
    forgivenBy: ['literal', 'lenient'],
    behaviour: vary({
      serviceStatus: (machine) =>
        machine.mutex.owner === null || machine.mutex.owner === 1
          ? conforming.serviceStatus(machine)
          : IDLING,
    }),
  },
  {
    id: 'busy-after-cancel',
    summary: 'after a UI sequence was cancelled the service says that it installs, until somebody does',
    clauses: ['service-running', 'service-version'],
    forgivenBy: ['lenient'],
    behaviour: vary({
      leaveUi: ({ memory, mutex }) => void (mutex.owner === null && memory.set('cancelled', 1)),
      enterExecute: (machine, process, table) => {
        machine.memory.delete('cancelled');
        return conforming.enterExecute(machine, process, table);
      },
      serviceStatus: (machine) =>
        recall(machine, 'cancelled') === 1 ? INSTALLING : conforming.serviceStatus(machine),
    }),
  },
  {
    id: 'administration-not-shown',
    summary: 'the service does not say that it installs while AdminExecuteSequence is processed',
    clauses: ['service-running'],
    forgivenBy: ['literal', 'lenient'],
    behaviour: vary({
      serviceStatus: (machine) =>
        tableOfOwner(machine) === 'AdminExecuteSequence' ? IDLING : conforming.serviceStatus(machine),
    }),
  },
  {
    id: 'stopped-while-installing',
    summary: 'the second installation finds the service stopped',
    clauses: ['service-running'],
    forgivenBy: ['literal', 'lenient'],
    behaviour: vary({
      serviceStatus: (machine) =>
        machine.installations >= 1 && machine.mutex.owner !== null
          ? { state: SERVICE_STOPPED, controlsAccepted: 0 }
          : conforming.serviceStatus(machine),
    }),
  },
  {
    id: 'after-3.0',
    summary: 'the query is offered on versions after 3.0, not on 3.0 itself',
    clauses: ['service-version'],
    behaviour: vary({ offersServiceQuery: ({ windowsInstaller }) => Number(windowsInstaller) > 3 }),
  },
  {
    id: 'only-on-3.0',
    summary: 'the query is offered on 3.x and 5.x, not on 4.x',
    clauses: ['service-version'],
    behaviour: vary({ offersServiceQuery: ({ windowsInstaller }) => /^[35]/.test(windowsInstaller) }),
  },
  {
    id: 'on-2.0-too',
    summary: 'the query is offered on 2.0, where the page says that it is not supported',
    clauses: ['service-version'],
    behaviour: vary({ offersServiceQuery: () => true }),
  },
  {
    id: 'versions-as-strings',
    summary: 'versions are compared as strings, so that 10.0 is before 3.0',
    clauses: ['service-version'],
    versions: ['2.0', '3.0', '3.1', '4.5', '5.0', '10.0'],
    behaviour: vary({ offersServiceQuery: ({ windowsInstaller }) => windowsInstaller >= '3.0' }),
  },
];
