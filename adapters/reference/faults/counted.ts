/** Faults that come with the n-th time, so that they need long interleavings. */
import { ERROR_INSTALL_ALREADY_RUNNING, ERROR_SUCCESS, isUiTable } from '../../../spec/index.ts';
import type { ExecuteTable } from '../../../spec/index.ts';
import { conforming } from '../conforming.ts';
import type { Machine } from '../machine.ts';
import { apart, count, leaveAnyway, NOT_SET, notSetWhere, recall, vary } from './fault.ts';
import type { Fault } from './fault.ts';

/** In this order, others in between, they lead to the fault. */
const IN_ORDER: readonly ExecuteTable[] = [
  'InstallExecuteSequence',
  'AdminExecuteSequence',
  'AdvtExecuteSequence',
];

const inUi = ({ sessions }: Machine): number =>
  [...sessions.values()].filter(({ table }) => isUiTable(table)).length;

export const countedFaults: readonly Fault[] = [
  {
    id: 'not-refused-after-five',
    summary: 'after five installations calls are no longer refused while the mutex is set',
    clauses: ['1618-mutex', 'mutual-exclusion', 'mutex-held', 'service-running'],
    behaviour: vary({
      ...apart,
      seesMutexSet: (machine, process) =>
        machine.installations < 5 && conforming.seesMutexSet(machine, process),
      enterExecute: (machine, process, table) =>
        machine.installations < 5
          ? conforming.enterExecute(machine, process, table)
          : (apart.enterExecute?.(machine, process, table) ?? false),
    }),
  },
  {
    id: 'fifth-refusal-passes',
    summary: 'every fifth call that should be refused returns 0',
    clauses: ['1618-mutex', '1618-ui'],
    behaviour: vary({
      returning: (machine, _process, code) =>
        code === ERROR_INSTALL_ALREADY_RUNNING && count(machine, 'refusals') % 5 === 0 ? ERROR_SUCCESS : code,
    }),
  },
  {
    id: 'kept-after-all-three',
    summary:
      'after an installation, an administrative one and an advertisement, in this order, the mutex stays set',
    clauses: ['mutex-scope', '1618-only', 'service-running'],
    forgivenBy: ['lenient'],
    behaviour: vary({
      leaveExecute: (machine, process, table, ending) => {
        const place = recall(machine, 'in order');
        if (ending === 'finished' && table === IN_ORDER[place]) count(machine, 'in order');
        if (recall(machine, 'in order') < IN_ORDER.length) {
          conforming.leaveExecute(machine, process, table, ending);
        } else {
          machine.installations++;
          machine.record(1042, process);
        }
      },
    }),
  },
  {
    id: 'two-administrations-then-not-set',
    summary: 'after two administrative installations no other sets the mutex',
    clauses: NOT_SET,
    behaviour: vary({
      ...notSetWhere((machine) => recall(machine, 'administrations') >= 2),
      leaveExecute: (machine, process, table, ending) => {
        if (table === 'AdminExecuteSequence') count(machine, 'administrations');
        leaveAnyway(machine, process, table, ending);
      },
    }),
  },
  {
    id: 'two-with-ui-then-not-set',
    summary: 'after two installations that had a UI sequence no other sets the mutex',
    clauses: NOT_SET,
    behaviour: vary({
      ...notSetWhere((machine) => recall(machine, 'with ui') >= 2),
      leaveExecute: (machine, process, table, ending) => {
        const hadUi = machine.sessions.get(process)?.ui !== undefined;
        if (hadUi && ending === 'finished') count(machine, 'with ui');
        leaveAnyway(machine, process, table, ending);
      },
    }),
  },
  {
    id: 'third-look-sees-it-free',
    summary: 'whoever looks at the mutex of an installation for the third time sees it free',
    clauses: ['mutex-held'],
    forgivenBy: ['literal', 'lenient'],
    behaviour: vary({
      enterExecute: (machine, process, table) => {
        machine.memory.delete('looks');
        return conforming.enterExecute(machine, process, table);
      },
      mutexState: (machine) => {
        const seen = conforming.mutexState(machine);
        return seen === 'owned' && count(machine, 'looks') > 2 ? 'free' : seen;
      },
    }),
  },
  {
    id: 'third-ui-not-refused',
    summary: 'while three processes are in UI sequences none of them is refused',
    clauses: ['1618-ui'],
    behaviour: vary({
      seesOwnUiSequence: (machine, process) =>
        conforming.seesOwnUiSequence(machine, process) && inUi(machine) < 3,
    }),
  },
  {
    id: 'ui-not-refused-after-four',
    summary: 'after four installations a UI sequence is no reason to refuse',
    clauses: ['1618-ui'],
    behaviour: vary({
      seesOwnUiSequence: (machine, process) =>
        machine.installations < 4 && conforming.seesOwnUiSequence(machine, process),
    }),
  },
  {
    id: 'not-in-log-after-four',
    summary: 'after four installations the log names none',
    clauses: ['event-log'],
    behaviour: vary({
      applicationsInLog: (machine) =>
        machine.installations < 4 ? conforming.applicationsInLog(machine) : [],
    }),
  },
];
