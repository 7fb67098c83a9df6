import type { Clause } from '../clause.ts';

export const serviceVersion: Clause = {
  id: 'service-version',
  statement: 'The service query is supported from Windows Installer 3.0; on 2.0 it is not.',
  strength: 'stated',
  source: ['p5'],
  flags: ['serviceValue'],
  exercisedBy: 'querying the service, on any version',
};
