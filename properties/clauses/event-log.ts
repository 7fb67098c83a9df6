import type { ClauseProperty } from '../clause-property.ts';
import { EVEN } from '../draw/weights.ts';

/** Each client installs an application of its own name. */
export const eventLog: ClauseProperty = {
  clause: 'event-log',
  title: 'the event log names the application whose execute table is processed',
  profile: { ...EVEN, events: 6, advance: 4 },
  needs: 'events',
};
