import type { Clause } from '../clause.ts';

export const refusedInUiSequence: Clause = {
  id: '1618-ui',
  statement:
    'A call to the installer API made by a process that is processing InstallUISequence or AdminUISequence returns 1618.',
  strength: 'stated',
  source: ['p2', 'item2'],
  flags: ['apiCall'],
  exercisedBy: 'calling the API again from inside a UI sequence',
};
