/** No faults: what the page leaves open. Every named reading must forgive these. */
import { ERROR_INSTALL_ALREADY_RUNNING, ERROR_INSTALL_USEREXIT } from '../../../spec/index.ts';
import { conforming } from '../conforming.ts';
import { vary } from './fault.ts';
import type { Fault } from './fault.ts';

const ALL = ['literal', 'intended', 'lenient'] as const;

export const quirks: readonly Fault[] = [
  {
    id: 'kept-after-kill',
    summary: 'a killed installation leaves the mutex set',
    clauses: [],
    forgivenBy: ALL,
    behaviour: vary({
      leaveExecute: (machine, process, table, ending) => {
        if (ending === 'finished') conforming.leaveExecute(machine, process, table, ending);
        else machine.record(1042, process);
      },
      // A new process in the place of the killed one has nothing to do with its mutex.
      enterExecute: (machine, process, table) =>
        machine.mutex.owner === null && conforming.enterExecute(machine, process, table),
    }),
  },
  {
    id: 'queries-refused-too',
    summary: 'functions that only ask are refused like the others',
    clauses: [],
    forgivenBy: ALL,
    behaviour: vary({ guards: () => true }),
  },
  {
    id: 'observer-denied',
    summary: 'an observer may not open the mutex while somebody owns it',
    clauses: [],
    forgivenBy: ALL,
    behaviour: vary({
      mutexState: (machine) => (machine.mutex.owner === null ? conforming.mutexState(machine) : 'denied'),
    }),
  },
  {
    id: 'names-the-owner',
    summary: 'an observer is told who owns the mutex',
    clauses: [],
    forgivenBy: ALL,
    behaviour: vary({ mutexOwner: ({ mutex }) => mutex.owner ?? undefined }),
  },
  {
    id: 'log-names-more',
    summary: 'the log goes on to name applications that have been installed',
    clauses: [],
    forgivenBy: ALL,
    behaviour: vary({
      applicationsInLog: ({ log }) => [...new Set(log.map(({ application }) => application))],
    }),
  },
  {
    id: 'cancelled-at-execute-action',
    summary: 'a call that meets the mutex at its execute table returns 1602',
    clauses: [],
    forgivenBy: ALL,
    behaviour: vary({
      leaveUi: (machine, process) => void machine.memory.set('leaving ui', process),
      returning: ({ memory, mutex }, process, code) => {
        const leaving = memory.get('leaving ui') === process && memory.delete('leaving ui');
        return leaving && mutex.owner !== null && code === ERROR_INSTALL_ALREADY_RUNNING
          ? ERROR_INSTALL_USEREXIT
          : code;
      },
    }),
  },
];
