import type { Clause } from '../clause.ts';

export const refusedWhileMutexSet: Clause = {
  id: '1618-mutex',
  statement:
    'A call to the installer API made while the mutex is set returns ERROR_INSTALL_ALREADY_RUNNING (1618).',
  strength: 'stated',
  source: ['p2', 'item1'],
  flags: ['apiCall', 'mutexEdges', 'uiWhileSet'],
  exercisedBy: 'calling the API, from any process, while a process is in an execute table',
};
