/** Faults of 1618 to a process that is in its own UI sequence. */
import { ERROR_INSTALL_ALREADY_RUNNING, ERROR_SUCCESS, isUiTable } from '../../../spec/index.ts';
import type { UiTable } from '../../../spec/index.ts';
import { conforming } from '../conforming.ts';
import { count, recall, vary } from './fault.ts';
import type { Fault } from './fault.ts';

const unseen = (id: string, ui: UiTable): Fault => ({
  id,
  summary: `a process in ${ui} is not refused`,
  clauses: ['1618-ui'],
  behaviour: vary({
    seesOwnUiSequence: ({ sessions }, process) => {
      const table = sessions.get(process)?.ui;
      return table !== undefined && table !== ui;
    },
  }),
});

export const uiFaults: readonly Fault[] = [
  unseen('none-in-install-ui', 'InstallUISequence'),
  unseen('none-in-admin-ui', 'AdminUISequence'),
  {
    id: 'last-ui-only',
    summary: 'only the process that entered a UI sequence last is refused',
    clauses: ['1618-ui'],
    behaviour: vary({
      enterUi: (machine, process) => void machine.memory.set('last', process),
      seesOwnUiSequence: (machine, process) =>
        conforming.seesOwnUiSequence(machine, process) && recall(machine, 'last') === process,
    }),
  },
  {
    id: 'ui-cleared-by-another',
    summary: 'the end of one UI sequence makes the installer forget all of them',
    clauses: ['1618-ui'],
    behaviour: vary({
      enterUi: (machine, process) => void machine.memory.set(`ui ${process}`, 1),
      leaveUi: ({ memory }) => memory.clear(),
      seesOwnUiSequence: (machine, process) =>
        conforming.seesOwnUiSequence(machine, process) && recall(machine, `ui ${process}`) === 1,
    }),
  },
  {
    id: 'second-call-in-ui',
    summary: 'the second call from inside a UI sequence is let through',
    clauses: ['1618-ui'],
    behaviour: vary({
      enterUi: ({ memory }, process) => void memory.delete(`calls ${process}`),
      returning: (machine, process, code) => {
        const inUi = machine.sessions.get(process)?.table.endsWith('UISequence') === true;
        if (!inUi || machine.mutex.owner !== null || code !== ERROR_INSTALL_ALREADY_RUNNING) return code;
        return count(machine, `calls ${process}`) > 1 ? ERROR_SUCCESS : code;
      },
    }),
  },
  {
    id: 'ui-after-an-installation',
    summary: 'once the process has installed, its next UI sequence is no reason to refuse',
    clauses: ['1618-ui'],
    behaviour: vary({
      leaveExecute: (machine, process, table, ending) => {
        conforming.leaveExecute(machine, process, table, ending);
        machine.memory.set(`installed ${process}`, 1);
      },
      seesOwnUiSequence: (machine, process) =>
        conforming.seesOwnUiSequence(machine, process) && recall(machine, `installed ${process}`) === 0,
    }),
  },
  {
    id: 'refused-beside-ui',
    summary: 'a call is refused at its execute table while another process is in a UI sequence',
    clauses: ['1618-only'],
    behaviour: vary({
      enterExecute: (machine, process, table) => {
        const others = [...machine.sessions].filter(([other]) => other !== process);
        const isAlone = others.every(([, session]) => !isUiTable(session.table));
        const within = machine.sessions.get(process)?.ui !== undefined;
        return (isAlone || !within) && conforming.enterExecute(machine, process, table);
      },
    }),
  },
  {
    id: 'refused-for-a-refusal',
    summary: 'a process that was refused with the mutex set is refused once more when it is free',
    clauses: ['1618-only'],
    forgivenBy: ['lenient'],
    behaviour: vary({
      seesMutexSet: (machine, process) => {
        const isSet = conforming.seesMutexSet(machine, process);
        const name = `refused ${process}`;
        if (!isSet) return machine.memory.delete(name);
        if (machine.mutex.owner !== process) machine.memory.set(name, 1);
        return true;
      },
    }),
  },
];
