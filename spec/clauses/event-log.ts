import type { Clause } from '../clause.ts';

export const eventLog: Clause = {
  id: 'event-log',
  statement: 'The event log tells which application is being installed.',
  strength: 'stated',
  source: ['p3'],
  flags: [],
  exercisedBy: 'reading the event log while a process is in an execute table',
};
