import type { ClauseProperty } from '../clause-property.ts';
import { EVEN } from '../draw/weights.ts';

/** Before, during and after an installation, and during a UI sequence. */
export const serviceRunning: ClauseProperty = {
  clause: 'service-running',
  title:
    'dwControlsAccepted is SERVICE_ACCEPT_SHUTDOWN when, and as the reading has it while, an execute table is processed',
  profile: { ...EVEN, service: 6, advance: 4 },
  needs: 'service',
};
