import type { Clause } from '../clause.ts';

export const mutexScope: Clause = {
  id: 'mutex-scope',
  statement:
    'The mutex is set only while InstallExecuteSequence, AdminExecuteSequence or AdvtExecuteSequence is processed.',
  strength: 'stated',
  source: ['p1'],
  flags: ['mutexSet', 'mutexEdges'],
  exercisedBy: 'probing the mutex while no process is in an execute table',
};
