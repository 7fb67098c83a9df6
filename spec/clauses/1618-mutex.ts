import { keptIf } from '../clause.ts';
import type { Clause } from '../clause.ts';
import { isDecided, isApiCall, isDeferred, isRefusal } from '../model/calls.ts';
import { installing } from '../model/state.ts';
import { EVEN } from '../model/weights.ts';

export const refusedWhileMutexSet: Clause = {
  id: '1618-mutex',
  area: 'refusals with 1618',
  label: 'calls refused while it is set',
  statement:
    'A call to the installer API made while the mutex is set returns ERROR_INSTALL_ALREADY_RUNNING (1618).',
  strength: 'stated',
  source: ['p2', 'item1'],
  flags: ['apiCall', 'uiWhileSet'],
  exercisedBy: 'calling the API, from any process, while a process is in an execute table',
  property: 'every call of the API made during an execute table returns 1618, whoever makes it',
  // "Set" is asked of the sequence tables, not of the kernel object: the page says when the mutex is set, and
  // a call is refused then, whatever a probe of the object would show (the flag mutexSet is about probes alone).
  judge: (state, event, { reading }) => {
    if (!isDecided(event) || isDeferred(event, reading) || !installing(state)) return 'silent';
    if (!isApiCall(event, reading) && !isRefusal(event.response)) return 'silent';
    return keptIf(isRefusal(event.response));
  },
  argue: ({ holder, operation, process }) => ({
    because: `${holder}, so that the mutex is set`,
    demand: `${operation} of ${process} must return 1618`,
  }),
  // The holder itself calls, and others do, idle or in their UI sequence.
  weights: { ...EVEN, start: 6, call: 6, advance: 2 },
  evidence: {
    missing: 'needs two calls of one machine that overlap',
    kept: 'each call that met an installation in progress got 1618, and no two were in progress at once',
  },
};
