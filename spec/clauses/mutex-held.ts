import type { Clause } from '../clause.ts';

export const mutexHeld: Clause = {
  id: 'mutex-held',
  statement: 'The mutex is set for as long as one of the three execute tables is processed.',
  strength: 'implied',
  source: ['p1', 'item1'],
  flags: ['mutexScope', 'mutexSet'],
  exercisedBy: 'probing the mutex while a process is in an execute table',
};
