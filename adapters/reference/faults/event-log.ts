/** Faults of the event log. */
import { applicationOf } from '../../../spec/index.ts';
import type { Behaviour } from '../behaviour.ts';
import { conforming } from '../conforming.ts';
import type { Machine } from '../machine.ts';
import { recall, vary } from './fault.ts';
import type { Fault } from './fault.ts';

/** An installation that begins without its record in the log. */
const unrecorded = (when: (machine: Machine, process: number, table: string) => boolean): Behaviour =>
  vary({
    enterExecute: (machine, process, table) => {
      const silent = when(machine, process, table);
      const entered = conforming.enterExecute(machine, process, table);
      if (entered && silent) machine.log.pop();
      machine.memory.set(`begun ${process}`, 1);
      return entered;
    },
    leaveExecute: (machine, process, table, ending) => {
      const named = conforming.applicationsInLog(machine).includes(applicationOf(process));
      conforming.leaveExecute(machine, process, table, ending);
      if (!named) machine.log.pop();
    },
  });

export const eventLogFaults: readonly Fault[] = [
  {
    id: 'admin-not-in-log',
    summary: 'the log does not name the application of an administrative installation',
    clauses: ['event-log'],
    behaviour: unrecorded((_machine, _process, table) => table === 'AdminExecuteSequence'),
  },
  {
    id: 'ui-not-in-log',
    summary: 'the log does not name the application of an installation that had a UI sequence',
    clauses: ['event-log'],
    behaviour: unrecorded(({ sessions }, process) => sessions.get(process)?.ui !== undefined),
  },
  {
    id: 'second-time-not-in-log',
    summary: 'the log names the application of a process the first time only',
    clauses: ['event-log'],
    behaviour: unrecorded((machine, process) => recall(machine, `begun ${process}`) === 1),
  },
  {
    id: 'first-process-in-log',
    summary: 'the log names the application of the first process, whoever installs',
    clauses: ['event-log'],
    behaviour: vary({
      applicationsInLog: (machine) =>
        conforming.applicationsInLog(machine).length === 0 ? [] : [applicationOf(1)],
    }),
  },
  {
    id: 'last-caller-in-log',
    summary: 'the log names the application of the process that called last, refused or not',
    clauses: ['event-log'],
    behaviour: vary({
      seesMutexSet: (machine, process) => {
        machine.memory.set('caller', process);
        return conforming.seesMutexSet(machine, process);
      },
      applicationsInLog: (machine) =>
        conforming.applicationsInLog(machine).map(() => applicationOf(recall(machine, 'caller'))),
    }),
  },
  {
    id: 'previous-in-log',
    summary: 'the log names the application that was installed before this one',
    clauses: ['event-log'],
    behaviour: vary({
      applicationsInLog: ({ log }) => {
        const begun = log.filter(({ id }) => id === 1040);
        const before = begun.at(-2) ?? begun.at(-1);
        return before === undefined ? [] : [before.application];
      },
    }),
  },
  {
    id: 'log-closed-at-once',
    summary: 'the end of the installation is logged together with its begin',
    clauses: ['event-log'],
    behaviour: vary({ applicationsInLog: () => [] }),
  },
  {
    id: 'log-lost-beside-ui',
    summary: 'the log loses the application while another process is in a UI sequence',
    clauses: ['event-log'],
    behaviour: vary({
      applicationsInLog: (machine) =>
        [...machine.sessions.values()].some(({ table }) => table.endsWith('UISequence'))
          ? []
          : conforming.applicationsInLog(machine),
    }),
  },
];
