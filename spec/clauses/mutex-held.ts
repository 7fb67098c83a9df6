import { keptIf } from '../clause.ts';
import type { Clause } from '../clause.ts';
import { isOwnedElsewhere, isSet } from '../model/mutex.ts';
import { executing } from '../model/state.ts';
import { EVEN } from '../model/weights.ts';

/**
 * The page does not say who has the mutex set. Where it is set throughout a table, and to be set is to be owned, it is
 * the table's own process that has it, or the installer behind that, who is no client: see
 * docs/adr/owner-of-the-mutex.md.
 */
export const mutexHeld: Clause = {
  id: 'mutex-held',
  area: 'the mutex',
  label: 'set all the while',
  statement: 'The mutex is set for as long as one of the three execute tables is processed.',
  strength: 'implied',
  source: ['p1', 'item1'],
  flags: ['mutexScope', 'mutexSet'],
  exercisedBy: 'probing the mutex while a process is in an execute table',
  property: 'every probe inside an execute table finds the mutex set',
  judge: (state, { operation, response }, { reading }) => {
    if (operation.op !== 'probe' || response.type !== 'mutex') return 'silent';
    const set = isSet(response.state, reading);
    // A probe that could not see the mutex says nothing.
    if (set === undefined) return 'silent';
    const missed = reading.mutexScope === 'exactly-while' && !set;
    if (executing(state) !== undefined) {
      const { mutexScope, mutexSet } = reading;
      const promisesOwner = mutexScope === 'exactly-while' && mutexSet === 'owned';
      return keptIf(!missed && !(promisesOwner && isOwnedElsewhere(state, response)));
    }
    // A residue holds the mutex as well. If the mutex is not set, the residue has ended.
    return state.residue && missed ? 'broken' : 'silent';
  },
  argue: ({ holder }, state, { response }) =>
    isOwnedElsewhere(state, response)
      ? {
          because: `${holder}, and the mutex is set by whoever processes it (implied: the page does not state it)`,
          demand: 'no client that processes no execute table may own the mutex',
        }
      : { because: holder, demand: 'the mutex must be set' },
  // The mutex must last from the table to the return, through whatever is called meanwhile.
  weights: { ...EVEN, probe: 6, call: 1, cancel: 1, kill: 1 },
  needs: 'probe',
  evidence: {
    missing: 'needs a refusal of one call while the log of another shows its table being processed',
    kept: 'calls were refused while another one processed its table',
  },
};
