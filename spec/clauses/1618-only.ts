import type { Clause } from '../clause.ts';

export const refusedInNoOtherCase: Clause = {
  id: '1618-only',
  statement: 'The installer API returns 1618 in no other case.',
  strength: 'stated',
  source: ['p2'],
  flags: ['mutexEdges'],
  exercisedBy: 'calling the API while the mutex is not set, from a process in no UI sequence',
};
