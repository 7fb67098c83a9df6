import { keptIf } from '../clause.ts';
import type { Clause } from '../clause.ts';
import { beginsWithUi } from '../constants.ts';
import { entersExecuteTable, isResumption, setByAnother } from '../model/calls.ts';
import { clientOf } from '../model/state.ts';
import { EVEN } from '../model/weights.ts';

/**
 * The page does not say what becomes of a UI sequence that reaches its ExecuteAction while another process has
 * the mutex set: 1618, 1602 or a wait are all allowed. One thing is implied: two processes are not in execute
 * tables at once, for a mutex has one owner. A call made meanwhile is another matter, which the page states:
 * 1618-mutex.
 *
 * This is implied under every reading, also where a table may be processed without the mutex for a while
 * (`mutexScope: only-while`). Otherwise the states of a machine would be more than the formal model and the searches
 * know, and a long race could not be judged: both rest on at most one process in an execute table.
 */
export const mutualExclusion: Clause = {
  id: 'mutual-exclusion',
  area: 'the mutex',
  label: 'one execute table at a time',
  statement:
    'A UI sequence that reaches its ExecuteAction while another process has the mutex set does not go on into an execute table.',
  strength: 'implied',
  source: ['p1', 'item1'],
  flags: [],
  exercisedBy: 'leaving a UI sequence while another process is in an execute table',
  property: 'no process goes from its UI sequence into an execute table beside another process',
  judge: (state, event) => {
    const { process, response } = event;
    if (!isResumption(event) || (response.type !== 'held' && response.type !== 'returned')) return 'silent';
    if (clientOf(state, process).at === 'execute' || !setByAnother(state, process)) return 'silent';
    return keptIf(!entersExecuteTable(state, event));
  },
  argue: ({ holder, process }) => ({
    because: `${holder}, and the mutex that is set meanwhile has one owner (implied: the page does not state it)`,
    demand: `${process} must not process an execute table beside it`,
  }),
  // Several processes get into their UI sequences, and leave them while one installs.
  weights: { ...EVEN, start: 6, call: 0.5, advance: 4 },
  reachable: ({ actions, uiLevels }) =>
    actions.some((action) => uiLevels.some((ui) => beginsWithUi(action, ui))),
  evidence: {
    missing: 'needs a call at full UI that meets another in progress',
    kept: 'no call went from its UI sequence into an execute table beside another one',
  },
};
