import type { ClauseProperty } from '../clause-property.ts';
import { EVEN } from '../draw/weights.ts';

/** The mutex must last from the table to the return, through whatever is called meanwhile. */
export const mutexHeld: ClauseProperty = {
  clause: 'mutex-held',
  title: 'every probe inside an execute table finds the mutex set',
  profile: { ...EVEN, probe: 6, call: 1, cancel: 1, kill: 1 },
  needs: 'probe',
};
