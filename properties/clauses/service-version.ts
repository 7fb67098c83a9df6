import type { ClauseProperty } from '../clause-property.ts';
import { EVEN } from '../draw/weights.ts';

/** The versions around 3.0 matter most. */
export const serviceVersion: ClauseProperty = {
  clause: 'service-version',
  title: 'the service query is there from Windows Installer 3.0 on, and promises nothing before',
  profile: { ...EVEN, service: 6, start: 5 },
  needs: 'service',
};
