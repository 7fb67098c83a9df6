import { keptIf } from '../clause.ts';
import type { Clause } from '../clause.ts';
import {
  isAnsweredCall,
  isApiCall,
  isDeferred,
  isRefusal,
  isResumption,
  setByAnother,
} from '../model/calls.ts';
import { clientOf, installing, inUiSequence } from '../model/state.ts';
import { EVEN } from '../model/weights.ts';

export const refusedInNoOtherCase: Clause = {
  id: '1618-only',
  area: 'refusals with 1618',
  label: 'refused in no other case',
  statement: 'The installer API returns 1618 in no other case.',
  strength: 'stated',
  source: ['p2'],
  flags: ['apiCall'],
  excusedByResidue: true,
  exercisedBy: 'calling the API while the mutex is not set, from a process in no UI sequence',
  property: 'no call of the API returns 1618 without the mutex or an own UI sequence',
  judge: (state, event, { reading }) => {
    const { process, response } = event;
    // The page says nothing of what a function returns that the reading does not count.
    if (!isResumption(event) && !isApiCall(event, reading)) return 'silent';
    // A call in progress that returns 1618 is refused too; with no other installation there is nothing to refuse it for.
    if (isResumption(event)) {
      if (response.type !== 'returned' || setByAnother(state, process)) return 'silent';
    } else {
      if (!isAnsweredCall(event) || isDeferred(event, reading)) return 'silent';
      if (installing(state) || inUiSequence(clientOf(state, process))) return 'silent';
    }
    return keptIf(!isRefusal(response));
  },
  argue: ({ holder, operation, process }, _state, event) => ({
    because: isResumption(event)
      ? `${holder}, and what returns is ${process}'s own installation, no call made beside it`
      : `${holder} and ${process} is in no UI sequence`,
    demand: `${operation} of ${process} must not return 1618`,
  }),
  // Just after an installation has ended, and beside a process in its UI sequence.
  weights: { ...EVEN, start: 6, call: 5, advance: 6, cancel: 1.5, kill: 1 },
  evidence: {
    missing: 'needs a call that is answered',
    kept: 'no answer was 1618 where the files show nothing that was installing; refusals whose holder is not in the files are left out',
  },
};
