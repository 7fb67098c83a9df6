/** Faults that show after an end: of an installation that failed, of a UI sequence, of a process. */
import type { Behaviour } from '../behaviour.ts';
import { conforming } from '../conforming.ts';
import type { Machine } from '../machine.ts';
import { count, leaveAnyway, recall, take, vary } from './fault.ts';
import type { Fault } from './fault.ts';

const ERROR_INSTALL_FAILURE = 1603;

/** Does something once a process was killed that was not in an execute table, but in a UI sequence. */
const onKilledUi = (act: (machine: Machine, process: number) => void): Behaviour =>
  vary({
    enterUi: ({ memory }, process) => void memory.set(`ui ${process}`, process),
    leaveUi: ({ memory }, process) => void memory.delete(`ui ${process}`),
    leaveExecute: (machine, process, table, ending) => {
      machine.memory.delete(`ui ${process}`);
      leaveAnyway(machine, process, table, ending);
    },
    afterwards: (machine) => {
      for (const [name, process] of machine.memory) {
        if (machine.sessions.has(process)) continue;
        machine.memory.delete(name);
        act(machine, process);
      }
    },
  });

export const endingFaults: readonly Fault[] = [
  {
    id: 'not-released-on-failure',
    summary: 'every second installation fails with 1603, and the mutex stays set',
    clauses: ['mutex-scope', '1618-only', 'service-running'],
    forgivenBy: ['lenient'],
    behaviour: vary({
      leaveExecute: (machine, process, table, ending) => {
        if (ending === 'killed' || machine.installations % 2 === 0) {
          conforming.leaveExecute(machine, process, table, ending);
          return;
        }
        machine.installations++;
        machine.memory.set('failed', process);
        machine.record(1042, process);
      },
      returning: ({ memory }, process, code) =>
        memory.get('failed') === process && memory.delete('failed') ? ERROR_INSTALL_FAILURE : code,
    }),
  },
  {
    id: 'released-by-the-end-of-ui',
    summary: 'a UI sequence that ends, by cancel or refused at its table, frees the mutex of another process',
    clauses: ['mutex-held', '1618-mutex', 'mutual-exclusion', 'service-running'],
    behaviour: vary({
      leaveUi: ({ mutex }) => {
        if (mutex.owner !== null) mutex.close(mutex.owner);
      },
      leaveExecute: leaveAnyway,
    }),
  },
  {
    id: 'released-by-a-kill',
    summary: 'the kill of a process in its UI sequence frees the mutex of another',
    clauses: ['mutex-held', '1618-mutex', 'mutual-exclusion', 'service-running'],
    behaviour: onKilledUi(({ mutex }) => {
      if (mutex.owner !== null) mutex.close(mutex.owner);
    }),
  },
  {
    id: 'set-by-a-kill',
    summary: 'a process that is killed in its UI sequence leaves the mutex set',
    clauses: ['mutex-scope', '1618-only', 'service-running'],
    forgivenBy: ['lenient'],
    behaviour: onKilledUi(take),
  },
  {
    id: 'refused-after-a-kill',
    summary: 'once an installation was killed all calls are refused, though the mutex is seen free',
    clauses: ['1618-only'],
    forgivenBy: ['lenient'],
    behaviour: vary({
      leaveExecute: (machine, process, table, ending) => {
        conforming.leaveExecute(machine, process, table, ending);
        if (ending === 'killed') machine.memory.set('killed', 1);
      },
      seesMutexSet: (machine, process) =>
        conforming.seesMutexSet(machine, process) || recall(machine, 'killed') === 1,
    }),
  },
  {
    id: 'comes-back-after-a-kill',
    summary: 'the mutex of a killed installation is seen set at every second look',
    clauses: ['mutex-scope'],
    forgivenBy: ['lenient'],
    behaviour: vary({
      leaveExecute: (machine, process, table, ending) => {
        conforming.leaveExecute(machine, process, table, ending);
        if (ending === 'killed') machine.memory.set('looks', 0);
      },
      mutexState: (machine) => {
        const isLate = machine.mutex.owner === null && machine.memory.has('looks');
        return isLate && count(machine, 'looks') % 2 === 0 ? 'owned' : conforming.mutexState(machine);
      },
    }),
  },
];
