import { keptIf } from '../clause.ts';
import type { Clause } from '../clause.ts';
import { applicationOf } from '../constants.ts';
import { EVEN } from '../model/weights.ts';

export const eventLog: Clause = {
  id: 'event-log',
  area: 'the event log',
  label: 'names what is installed',
  statement: 'The event log tells which application is being installed.',
  strength: 'stated',
  source: ['p3'],
  flags: [],
  exercisedBy: 'reading the event log while a process is in an execute table',
  property: 'the event log names the application whose execute table is processed',
  // Each client installs an application of its own name.
  judge: ({ clients }, { operation, response }) => {
    if (operation.op !== 'events' || response.type !== 'events') return 'silent';
    const due = clients.flatMap(({ at }, index) => (at === 'execute' ? [applicationOf(index + 1)] : []));
    return due.length === 0
      ? 'silent'
      : keptIf(due.every((application) => response.installing.includes(application)));
  },
  argue: ({ holder }) => ({ because: holder, demand: 'the event log must name its application' }),
  weights: { ...EVEN, events: 6, advance: 4 },
  needs: 'events',
  evidence: {
    missing: 'needs an export of the event log',
    kept: 'at each time at which something was being installed the event log names it',
  },
};
