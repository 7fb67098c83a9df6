import { keptIf } from '../clause.ts';
import type { Clause } from '../clause.ts';
import { beginsWithUi, isInstallingApi } from '../constants.ts';
import { isDecided, isApiCall, isDeferred, isRefusal } from '../model/calls.ts';
import { clientOf, inUiSequence } from '../model/state.ts';
import { EVEN } from '../model/weights.ts';

export const refusedInUiSequence: Clause = {
  id: '1618-ui',
  area: 'refusals with 1618',
  label: 'calls refused in one’s own UI sequence',
  statement:
    'A call to the installer API made by a process that is processing InstallUISequence or AdminUISequence returns 1618.',
  strength: 'stated',
  source: ['p2', 'item2'],
  flags: ['apiCall'],
  exercisedBy: 'calling the API again from inside a UI sequence',
  property: 'every call of the API from inside a UI sequence of the same process returns 1618',
  // The execute table that a UI sequence runs by its ExecuteAction is part of that sequence.
  judge: (state, event, { reading }) => {
    if (!isDecided(event) || isDeferred(event, reading)) return 'silent';
    if (!inUiSequence(clientOf(state, event.process))) return 'silent';
    if (!isApiCall(event, reading) && !isRefusal(event.response)) return 'silent';
    return keptIf(isRefusal(event.response));
  },
  argue: ({ caller, operation }) => ({
    because: caller,
    demand: `another call of that process, here ${operation}, must return 1618`,
  }),
  // Only the process in the UI sequence is refused: another may install meanwhile.
  weights: {
    ...EVEN,
    start: 8,
    advance: 1,
    call: 4,
    cancel: 1.5,
    kill: 0.2,
    probe: 0.3,
    service: 0.2,
    events: 0.2,
  },
  reachable: ({ actions, uiLevels, apis }) =>
    apis.some(isInstallingApi) && actions.some((action) => uiLevels.some((ui) => beginsWithUi(action, ui))),
  evidence: {
    missing: 'needs a second call out of a UI sequence',
    kept: 'each call out of a UI sequence got 1618',
  },
};
