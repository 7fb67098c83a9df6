/** Faults of the mutex itself: set when it must not be, or not set when it must be. */
import { isUiTable } from '../../../spec/index.ts';
import type { ExecuteTable, UiTable } from '../../../spec/index.ts';
import { conforming } from '../conforming.ts';
import {
  count,
  enterAnyway,
  leaveAnyway,
  NOT_SET,
  notSetWhere,
  recall,
  tableOfOwner,
  take,
  vary,
} from './fault.ts';
import type { Fault } from './fault.ts';

const setInUi = (id: string, ui: UiTable): Fault => ({
  id,
  summary: `the mutex is taken when ${ui} begins`,
  clauses: ['mutex-scope', '1618-only', 'service-running'],
  behaviour: vary({
    enterUi: (machine, process, table) => {
      if (table === ui) take(machine, process);
    },
    leaveUi: ({ mutex }, process) => mutex.close(process),
  }),
});

const notSetIn = (id: string, execute: ExecuteTable): Fault => ({
  id,
  summary: `the mutex is not set while ${execute} is processed`,
  clauses: NOT_SET,
  reading: 'intended',
  behaviour: vary(notSetWhere((_machine, _process, table) => table === execute)),
});

/** Takes effect so many operations after the table began or ended. */
const AFTER = 'operations since';

export const mutexFaults: readonly Fault[] = [
  setInUi('set-in-install-ui', 'InstallUISequence'),
  setInUi('set-in-admin-ui', 'AdminUISequence'),
  {
    id: 'set-in-ui-for-observers',
    summary: 'an observer sees the mutex owned while a UI sequence is processed',
    clauses: ['mutex-scope'],
    behaviour: vary({
      mutexState: (machine) =>
        [...machine.sessions.values()].some(({ table }) => isUiTable(table))
          ? 'owned'
          : conforming.mutexState(machine),
    }),
  },
  {
    id: 'released-late',
    summary: 'the mutex is released one operation after its table has ended',
    clauses: ['mutex-scope', '1618-only', 'service-running'],
    forgivenBy: ['lenient'],
    behaviour: vary({
      leaveExecute: (machine, process, _table, ending) => {
        if (ending === 'finished') machine.installations++;
        machine.memory.set('leaving', process);
        machine.memory.set(AFTER, 0);
        machine.record(1042, process);
      },
      afterwards: (machine) => {
        const leaving = recall(machine, 'leaving');
        if (leaving > 0 && count(machine, AFTER) > 1) {
          machine.mutex.close(leaving);
          machine.memory.clear();
        }
      },
    }),
  },
  {
    id: 'not-released-after-admin',
    summary: 'AdminExecuteSequence ends without releasing the mutex',
    clauses: ['mutex-scope', '1618-only', 'service-running'],
    forgivenBy: ['lenient'],
    behaviour: vary({
      leaveExecute: (machine, process, table, ending) => {
        if (table !== 'AdminExecuteSequence') return conforming.leaveExecute(machine, process, table, ending);
        machine.installations++;
        machine.record(1042, process);
      },
    }),
  },
  {
    id: 'taken-at-the-end-of-ui',
    summary: 'a UI sequence that ends, by cancel or after its table, takes the mutex and keeps it',
    clauses: ['mutex-scope', '1618-only', 'service-running'],
    forgivenBy: ['lenient'],
    behaviour: vary({ leaveUi: take, leaveExecute: leaveAnyway }),
  },
  {
    id: 'object-left-behind',
    summary: 'the mutex object still exists after its table has ended, though nobody owns it',
    clauses: ['mutex-scope'],
    reading: 'intended,mutexSet=exists',
    forgivenBy: ['literal', 'intended', 'lenient'],
    behaviour: vary({
      leaveExecute: (machine, process, _table, ending) => {
        if (ending === 'killed') machine.mutex.close(process);
        else machine.mutex.release(process);
        machine.installations++;
        machine.record(1042, process);
      },
    }),
  },
  {
    id: 'object-left-behind-by-refusal',
    summary: 'a process that is refused at its execute table keeps a handle to the mutex',
    clauses: ['mutex-scope'],
    reading: 'intended,mutexSet=exists',
    forgivenBy: ['literal', 'intended', 'lenient'],
    behaviour: vary({
      enterExecute: (machine, process, table) => {
        const entered = conforming.enterExecute(machine, process, table);
        if (!entered) machine.mutex.open(process);
        return entered;
      },
    }),
  },
  notSetIn('not-set-in-install', 'InstallExecuteSequence'),
  notSetIn('not-set-in-admin', 'AdminExecuteSequence'),
  notSetIn('not-set-in-advertise', 'AdvtExecuteSequence'),
  {
    id: 'hidden-while-advertising',
    summary: 'an observer sees no mutex while AdvtExecuteSequence is processed',
    clauses: ['mutex-held'],
    forgivenBy: ['literal', 'lenient'],
    behaviour: vary({
      mutexState: (machine) =>
        tableOfOwner(machine) === 'AdvtExecuteSequence' ? 'absent' : conforming.mutexState(machine),
    }),
  },
  {
    id: 'hidden-inside-ui',
    summary: 'an observer sees the mutex free while an execute table runs inside its UI sequence',
    clauses: ['mutex-held'],
    forgivenBy: ['literal', 'lenient'],
    behaviour: vary({
      mutexState: (machine) => {
        const { owner } = machine.mutex;
        const inUi = owner !== null && machine.sessions.get(owner)?.ui !== undefined;
        return inUi ? 'free' : conforming.mutexState(machine);
      },
    }),
  },
  {
    id: 'released-early',
    summary: 'the mutex is released one operation before its table has ended',
    clauses: NOT_SET,
    behaviour: vary({
      enterExecute: (machine, process, table) => {
        machine.memory.set(AFTER, 0);
        return conforming.enterExecute(machine, process, table);
      },
      leaveExecute: leaveAnyway,
      afterwards: (machine) => {
        const { owner } = machine.mutex;
        if (owner !== null && count(machine, AFTER) > 1) machine.mutex.close(owner);
      },
    }),
  },
  {
    id: 'gap-after-ui',
    summary: 'between a UI sequence and its execute table the mutex is set one operation too late',
    clauses: ['mutex-held', 'service-running', '1618-mutex', 'mutual-exclusion'],
    behaviour: vary({
      enterExecute: (machine, process, table) => {
        if (machine.sessions.get(process)?.ui === undefined) {
          return conforming.enterExecute(machine, process, table);
        }
        if (machine.mutex.owner !== null) return false;
        machine.memory.set('entering', process).set(AFTER, 0);
        machine.record(1040, process);
        return true;
      },
      leaveExecute: (machine, process, table, ending) => {
        if (recall(machine, 'entering') === process) machine.memory.clear();
        leaveAnyway(machine, process, table, ending);
      },
      afterwards: (machine) => {
        const entering = recall(machine, 'entering');
        if (entering > 0 && count(machine, AFTER) > 1) {
          take(machine, entering);
          machine.memory.clear();
        }
      },
    }),
  },
  {
    id: 'one-mutex-a-process',
    summary: 'each process has a mutex of its own instead of one for the machine',
    clauses: ['1618-mutex', 'mutual-exclusion', 'mutex-held', 'service-running'],
    behaviour: vary({
      enterExecute: enterAnyway,
      leaveExecute: leaveAnyway,
      seesMutexSet: ({ sessions }, process) => {
        const table = sessions.get(process)?.table;
        return table !== undefined && !isUiTable(table);
      },
    }),
  },
  {
    id: 'nested-call-frees-it',
    summary: 'a second call from the owner is let through, and its end frees the outer hold',
    clauses: ['1618-mutex', 'mutual-exclusion', 'mutex-held', 'service-running'],
    behaviour: vary({
      seesMutexSet: ({ mutex }, process) => mutex.owner !== null && mutex.owner !== process,
      // A session that is still there when a call returns is that of the outer call.
      returning: ({ mutex, sessions }, process, code) => {
        if (sessions.has(process) && mutex.owner === process) mutex.release(process);
        return code;
      },
      leaveExecute: leaveAnyway,
    }),
  },
  {
    id: 'not-set-after-three',
    summary: 'after three installations the mutex is no longer set',
    clauses: NOT_SET,
    behaviour: vary({
      enterExecute: (machine, process, table) => {
        if (machine.installations < 3) return conforming.enterExecute(machine, process, table);
        machine.record(1040, process);
        return true;
      },
      leaveExecute: leaveAnyway,
    }),
  },
];
