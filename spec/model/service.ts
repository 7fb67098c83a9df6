import { match } from 'ts-pattern';
import { SERVICE_ACCEPT_SHUTDOWN } from '../constants.ts';
import type { Reading } from '../readings.ts';

/** Whether the value of the service says that the installer is running, as the reading has it (serviceValue). */
export const claimsToRun = (controlsAccepted: number, { serviceValue }: Reading): boolean =>
  match(serviceValue)
    .with('equals', () => controlsAccepted === SERVICE_ACCEPT_SHUTDOWN)
    .with('includes', () => (controlsAccepted & SERVICE_ACCEPT_SHUTDOWN) !== 0)
    .exhaustive();
