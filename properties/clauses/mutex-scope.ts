import type { ClauseProperty } from '../clause-property.ts';

/** The edges are where a table ends: by its last action, by a cancel before it, by a kill inside it; and a refusal. */
export const mutexScope: ClauseProperty = {
  clause: 'mutex-scope',
  title: 'no probe outside of the three execute tables finds the mutex set',
  profile: {
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
};
