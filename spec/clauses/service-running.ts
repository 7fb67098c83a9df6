import type { Clause } from '../clause.ts';

export const serviceRunning: Clause = {
  id: 'service-running',
  statement: 'The installer is running if dwControlsAccepted of its service is SERVICE_ACCEPT_SHUTDOWN.',
  strength: 'stated',
  source: ['p4'],
  flags: ['serviceValue', 'serviceRunning', 'mutexEdges'],
  exercisedBy: 'querying the service, on Windows Installer 3.0 or later',
};
