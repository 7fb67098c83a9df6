import { keptIf } from '../clause.ts';
import type { Clause } from '../clause.ts';
import { isSet } from '../model/mutex.ts';
import { installing } from '../model/state.ts';
import { EVEN } from '../model/weights.ts';

export const mutexScope: Clause = {
  id: 'mutex-scope',
  area: 'the mutex',
  label: 'set only while installing',
  statement:
    'The mutex is set only while InstallExecuteSequence, AdminExecuteSequence or AdvtExecuteSequence is processed.',
  strength: 'stated',
  source: ['p1'],
  flags: ['mutexSet'],
  excusedByResidue: true,
  exercisedBy: 'probing the mutex while no process is in an execute table',
  property: 'no probe outside of the three execute tables finds the mutex set',
  judge: (state, { operation, response }, { reading }) => {
    if (operation.op !== 'probe' || response.type !== 'mutex' || installing(state)) return 'silent';
    const set = isSet(response.state, reading);
    return set === undefined ? 'silent' : keptIf(!set);
  },
  argue: ({ holder }) => ({ because: holder, demand: 'the mutex must not be set' }),
  // The edges are where a table ends: by its last action, by a cancel before it, by a kill inside it; and a refusal.
  weights: {
    ...EVEN,
    start: 6,
    advance: 6,
    call: 0.3,
    cancel: 0.6,
    kill: 0.6,
    probe: 4,
    service: 0.2,
    events: 0.1,
  },
  needs: 'probe',
  evidence: {
    missing: 'no grab outside of a call',
    kept: 'every grab lies where an execute table is processed',
  },
};
