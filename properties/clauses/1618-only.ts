import type { ClauseProperty } from '../clause-property.ts';
import { EVEN } from '../draw/weights.ts';

/** Just after an installation has ended, and beside a process in its UI sequence. */
export const refusedInNoOtherCase: ClauseProperty = {
  clause: '1618-only',
  title: 'no call of the API returns 1618 without the mutex or an own UI sequence',
  profile: { ...EVEN, start: 6, call: 5, advance: 6, cancel: 1.5, kill: 1 },
};
