/** Faults of the name of the mutex's owner: it is set when it must be, and an observer is told of the wrong process. */
import { conforming } from '../conforming.ts';
import { recall, vary } from './fault.ts';
import type { Fault } from './fault.ts';

export const ownerFaults: readonly Fault[] = [
  {
    id: 'next-process-named-as-owner',
    summary: 'an observer is told that the mutex is owned by the process after its owner',
    clauses: ['mutex-held'],
    forgivenBy: ['literal', 'lenient'],
    behaviour: vary({
      mutexOwner: ({ mutex, processes }) =>
        mutex.owner === null ? undefined : (mutex.owner % processes) + 1,
    }),
  },
  {
    id: 'first-owner-named-ever-after',
    summary: 'an observer is told of the first owner of the mutex, whoever owns it now',
    clauses: ['mutex-held'],
    forgivenBy: ['literal', 'lenient'],
    behaviour: vary({
      enterExecute: (machine, process, table) => {
        const goesOn = conforming.enterExecute(machine, process, table);
        if (goesOn && !machine.memory.has('first owner')) machine.memory.set('first owner', process);
        return goesOn;
      },
      mutexOwner: (machine) => (machine.mutex.owner === null ? undefined : recall(machine, 'first owner')),
    }),
  },
  {
    id: 'last-caller-named-as-owner',
    summary: 'an observer is told that the mutex is owned by the process that called last',
    clauses: ['mutex-held'],
    forgivenBy: ['literal', 'lenient'],
    behaviour: vary({
      seesMutexSet: (machine, process) => {
        const isSet = conforming.seesMutexSet(machine, process);
        machine.memory.set('last caller', process);
        return isSet;
      },
      mutexOwner: (machine) => (machine.mutex.owner === null ? undefined : recall(machine, 'last caller')),
    }),
  },
];
