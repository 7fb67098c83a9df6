/** Faults that show after many operations, or after few that have to be exactly these. */
import { ERROR_INSTALL_USEREXIT } from '../../../spec/index.ts';
import type { ExecuteTable, SequenceTable } from '../../../spec/index.ts';
import type { Behaviour } from '../behaviour.ts';
import { conforming } from '../conforming.ts';
import type { Machine } from '../machine.ts';
import { count, leaveAnyway, NOT_SET, notSetWhere, recall, vary } from './fault.ts';
import type { Fault } from './fault.ts';

/** Operations after which the state is spoilt. */
const MANY = 50;

const isSpoilt = (machine: Machine): boolean => recall(machine, 'operations') >= MANY;
const counting: Partial<Behaviour> = { afterwards: (machine) => void count(machine, 'operations') };

const STEPS = 'steps on the way';

/** Killed in each of them, in this order. */
const KILLED_IN: readonly ExecuteTable[] = [
  'AdvtExecuteSequence',
  'AdminExecuteSequence',
  'InstallExecuteSequence',
];

const tablesOf = ({ sessions }: Machine): readonly SequenceTable[] =>
  [...sessions.values()].map(({ table }) => table).toSorted();

const faults: readonly Fault[] = [
  {
    id: 'not-set-after-fifty-operations',
    summary: 'after fifty operations no installation sets the mutex',
    clauses: NOT_SET,
    behaviour: vary({ ...counting, ...notSetWhere(isSpoilt) }),
  },
  {
    id: 'not-in-log-after-fifty-operations',
    summary: 'after fifty operations the log names nobody',
    clauses: ['event-log'],
    behaviour: vary({
      ...counting,
      applicationsInLog: (machine) => (isSpoilt(machine) ? [] : conforming.applicationsInLog(machine)),
    }),
  },
  {
    id: 'ui-not-refused-after-fifty-operations',
    summary: 'after fifty operations a UI sequence is no reason to refuse',
    clauses: ['1618-ui'],
    behaviour: vary({
      ...counting,
      seesOwnUiSequence: (machine, process) =>
        !isSpoilt(machine) && conforming.seesOwnUiSequence(machine, process),
    }),
  },
  {
    id: 'not-set-after-cancel-kill-admin',
    summary:
      'after a cancel, a kill and an administrative installation, in this order, no other sets the mutex',
    clauses: NOT_SET,
    behaviour: vary({
      ...notSetWhere((machine) => recall(machine, STEPS) >= 3),
      returning: (machine, _process, code) => {
        if (code === ERROR_INSTALL_USEREXIT && recall(machine, STEPS) === 0) count(machine, STEPS);
        return code;
      },
      leaveExecute: (machine, process, table, ending) => {
        const place = recall(machine, STEPS);
        const isNext =
          place === 1 ? ending === 'killed' : ending === 'finished' && table === 'AdminExecuteSequence';
        if (place > 0 && isNext) count(machine, STEPS);
        leaveAnyway(machine, process, table, ending);
      },
    }),
  },
  {
    id: 'not-set-after-three-kills',
    summary:
      'after kills in an advertisement, an administrative and another installation none sets the mutex',
    clauses: NOT_SET,
    behaviour: vary({
      ...notSetWhere((machine) => recall(machine, STEPS) >= KILLED_IN.length),
      leaveExecute: (machine, process, table, ending) => {
        if (ending === 'killed' && table === KILLED_IN[recall(machine, STEPS)]) count(machine, STEPS);
        leaveAnyway(machine, process, table, ending);
      },
    }),
  },
  {
    id: 'not-in-log-beside-both-uis',
    summary: 'the log does not name an advertisement while one is in each UI sequence',
    clauses: ['event-log'],
    behaviour: vary({
      applicationsInLog: (machine) =>
        tablesOf(machine).join() === 'AdminUISequence,AdvtExecuteSequence,InstallUISequence'
          ? []
          : conforming.applicationsInLog(machine),
    }),
  },
];

export const rareFaults: readonly Fault[] = faults.map((fault) => ({ ...fault, isRare: true }));
