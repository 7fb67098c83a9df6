import type { ClauseProperty } from '../clause-property.ts';
import { EVEN } from '../weights.ts';

/** The edges are where a table ends: by its last action, by a cancel before it, by a kill inside it. */
export const mutexScope: ClauseProperty = {
  clause: 'mutex-scope',
  title: 'no probe outside of the three execute tables finds the mutex set',
  profile: { ...EVEN, start: 6, advance: 5, probe: 5, call: 1.5, cancel: 1.5, kill: 1 },
  needs: 'probe',
};
