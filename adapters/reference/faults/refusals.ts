/** Faults of 1618 while the mutex is set, and of 1618 where there is no reason for it. */
import {
  ERROR_INSTALL_ALREADY_RUNNING,
  ERROR_SUCCESS,
  isInstallingApi,
  isUiTable,
} from '../../../spec/index.ts';
import type { Api } from '../../../spec/index.ts';
import { conforming } from '../conforming.ts';
import { apart, count, recall, tableOfOwner, vary } from './fault.ts';
import type { Fault } from './fault.ts';

const unguarded = (id: string, api: Api): Fault => ({
  id,
  summary: `${api} is never refused`,
  clauses: ['1618-mutex', '1618-ui'],
  behaviour: vary({ guards: (called) => called !== api && isInstallingApi(called) }),
});

export const refusalFaults: readonly Fault[] = [
  unguarded('patch-not-refused', 'MsiApplyPatch'),
  unguarded('advertise-not-refused', 'MsiAdvertiseProduct'),
  unguarded('feature-not-refused', 'MsiConfigureFeature'),
  unguarded('reinstall-not-refused', 'MsiReinstallProduct'),
  {
    id: 'query-not-refused',
    summary: 'functions that only ask are not refused',
    clauses: ['1618-mutex', '1618-ui'],
    reading: 'intended,apiCall=every',
    forgivenBy: ['literal', 'intended', 'lenient'],
    behaviour: conforming,
  },
  {
    id: 'another-code',
    summary: 'a refused call returns 1603 instead of 1618',
    clauses: ['1618-mutex', '1618-ui'],
    behaviour: vary({
      returning: (_machine, _process, code) => (code === ERROR_INSTALL_ALREADY_RUNNING ? 1603 : code),
    }),
  },
  {
    id: 'refused-once-only',
    summary: 'the second call that should be refused returns 0',
    clauses: ['1618-mutex', '1618-ui'],
    behaviour: vary({
      returning: (machine, _process, code) =>
        code === ERROR_INSTALL_ALREADY_RUNNING && count(machine, 'refusals') > 1 ? ERROR_SUCCESS : code,
    }),
  },
  {
    id: 'refused-at-execute-action',
    summary: 'a call with UI is refused when it reaches its execute table, not at once',
    clauses: ['1618-mutex'],
    forgivenBy: ['lenient'],
    behaviour: vary({
      seesMutexSet: ({ mutex }, process) => mutex.owner === process,
    }),
  },
  {
    id: 'not-refused-while-advertising',
    summary: 'a call with UI is let in while AdvtExecuteSequence is processed',
    clauses: ['1618-mutex'],
    forgivenBy: ['lenient'],
    behaviour: vary({
      seesMutexSet: (machine, process) =>
        conforming.seesMutexSet(machine, process) &&
        (machine.mutex.owner === process || tableOfOwner(machine) !== 'AdvtExecuteSequence'),
    }),
  },
  {
    id: 'beside-an-advertisement',
    summary: 'an installation may begin while AdvtExecuteSequence is processed',
    clauses: ['1618-mutex', 'mutual-exclusion', 'mutex-held', 'service-running'],
    behaviour: vary({
      ...apart,
      seesMutexSet: (machine, process) =>
        conforming.seesMutexSet(machine, process) && tableOfOwner(machine) !== 'AdvtExecuteSequence',
      enterExecute: (machine, process, table) =>
        tableOfOwner(machine) === 'AdvtExecuteSequence'
          ? (apart.enterExecute?.(machine, process, table) ?? false)
          : conforming.enterExecute(machine, process, table),
    }),
  },
  {
    id: 'entered-beside-another',
    summary: 'a call that comes out of its UI sequence does not look whether another is installing',
    clauses: ['mutual-exclusion', '1618-mutex', 'mutex-held', 'service-running'],
    behaviour: vary({
      ...apart,
      enterExecute: (machine, process, table) =>
        machine.sessions.get(process)?.ui === undefined
          ? conforming.enterExecute(machine, process, table)
          : (apart.enterExecute?.(machine, process, table) ?? false),
    }),
  },
  {
    id: 'owner-calls-again',
    summary: 'the process that holds the mutex may call again',
    clauses: ['1618-mutex', '1618-ui'],
    behaviour: vary({
      seesMutexSet: ({ mutex }, process) => mutex.owner !== null && mutex.owner !== process,
      seesOwnUiSequence: ({ sessions }, process) => {
        const table = sessions.get(process)?.table;
        return table !== undefined && isUiTable(table);
      },
    }),
  },
  {
    id: 'third-process',
    summary: 'with two other processes in calls, a third is not refused',
    clauses: ['1618-mutex', 'mutual-exclusion', 'mutex-held', 'service-running'],
    behaviour: vary({
      ...apart,
      seesMutexSet: (machine, process) =>
        conforming.seesMutexSet(machine, process) &&
        (machine.sessions.has(process) || machine.sessions.size < 2),
      enterExecute: (machine, process, table) =>
        machine.sessions.size < 2 || machine.sessions.has(process)
          ? conforming.enterExecute(machine, process, table)
          : (apart.enterExecute?.(machine, process, table) ?? false),
    }),
  },
  {
    id: 'after-two-installations',
    summary: 'after two installations calls are no longer refused while the mutex is set',
    clauses: ['1618-mutex', 'mutual-exclusion', 'mutex-held', 'service-running'],
    behaviour: vary({
      ...apart,
      seesMutexSet: (machine, process) =>
        machine.installations < 2 && conforming.seesMutexSet(machine, process),
      enterExecute: (machine, process, table) =>
        machine.installations < 2
          ? conforming.enterExecute(machine, process, table)
          : (apart.enterExecute?.(machine, process, table) ?? false),
    }),
  },
  {
    id: 'refused-during-foreign-ui',
    summary: 'other processes are refused while somebody is in a UI sequence',
    clauses: ['1618-only'],
    behaviour: vary({
      seesOwnUiSequence: ({ sessions }) => [...sessions.values()].some(({ ui }) => ui !== undefined),
    }),
  },
  {
    id: 'refused-once-after-the-end',
    summary: 'the first call after an installation is refused',
    clauses: ['1618-only'],
    forgivenBy: ['lenient'],
    behaviour: vary({
      seesMutexSet: (machine, process) =>
        conforming.seesMutexSet(machine, process) || machine.memory.delete('just ended'),
      leaveExecute: (machine, process, table, ending) => {
        conforming.leaveExecute(machine, process, table, ending);
        if (ending === 'finished') machine.memory.set('just ended', 1);
      },
    }),
  },
  {
    id: 'refused-after-cancel',
    summary: 'a process that has cancelled its UI sequence is refused from then on',
    clauses: ['1618-only'],
    forgivenBy: ['lenient'],
    behaviour: vary({
      enterUi: (machine, process) => void machine.memory.set(`ui ${process}`, 1),
      leaveExecute: (machine, process, table, ending) => {
        conforming.leaveExecute(machine, process, table, ending);
        machine.memory.delete(`ui ${process}`);
      },
      seesOwnUiSequence: (machine, process) => recall(machine, `ui ${process}`) === 1,
    }),
  },
  {
    id: 'refused-at-its-own-table',
    summary: 'a call is refused with 1618 when its UI sequence comes to the execute table',
    clauses: ['1618-only'],
    behaviour: vary({
      enterExecute: (machine, process, table) =>
        machine.sessions.get(process)?.ui === undefined && conforming.enterExecute(machine, process, table),
    }),
  },
  {
    id: 'finishes-with-1618',
    summary: 'an advertisement that has run through returns 1618',
    clauses: ['1618-only'],
    behaviour: vary({
      leaveExecute: (machine, process, table, ending) => {
        conforming.leaveExecute(machine, process, table, ending);
        if (table === 'AdvtExecuteSequence') machine.memory.set('advertised', process);
      },
      returning: (machine, process, code) =>
        recall(machine, 'advertised') === process && machine.memory.delete('advertised')
          ? ERROR_INSTALL_ALREADY_RUNNING
          : code,
    }),
  },
  {
    id: 'refused-from-the-third-on',
    summary: 'after two installations every call is refused',
    clauses: ['1618-only'],
    forgivenBy: ['lenient'],
    behaviour: vary({
      seesMutexSet: (machine, process) =>
        machine.installations >= 2 || conforming.seesMutexSet(machine, process),
    }),
  },
];
