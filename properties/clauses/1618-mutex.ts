import type { ClauseProperty } from '../clause-property.ts';
import { EVEN } from '../draw/weights.ts';

/** The holder itself calls, and others do, idle or about to leave their UI sequence. */
export const refusedWhileMutexSet: ClauseProperty = {
  clause: '1618-mutex',
  title: 'every call of the API made during an execute table returns 1618, whoever makes it',
  profile: { ...EVEN, start: 6, call: 6, advance: 2 },
};
