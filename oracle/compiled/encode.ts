import {
  applicationOf,
  ERROR_INSTALL_ALREADY_RUNNING,
  SEQUENCE_TABLES,
  SERVICE_ACCEPT_SHUTDOWN,
} from '../../spec/index.ts';
import type { Observed, Response } from '../events.ts';
import {
  CLIENT_RESPONSES,
  DIED,
  FIRST_EVENTS,
  FIRST_PROBE,
  FIRST_SERVICE,
  kindOf,
  PROBE_RESPONSES,
  REFUSED,
  RETURNED,
  UNANSWERED,
} from './alphabet.ts';

const MUTEX_STATES = ['absent', 'free', 'owned', 'denied'] as const;

/**
 * The table's column for an event.
 * @param executing the clients, from 1, that are in an execute table: the log must name them
 */
export const encode = (event: Observed, executing: readonly number[]): number => {
  // A plain switch: this is asked for every event, and a pattern would cost more than the look-up it is for.
  switch (event.operation.op) {
    case 'probe':
      return FIRST_PROBE + probeClass(event.response);
    case 'service':
      return FIRST_SERVICE + serviceClass(event.response);
    case 'events':
      return FIRST_EVENTS + eventsClass(event.response, executing);
    default:
      return kindOf(event.operation) * CLIENT_RESPONSES.length + responseClass(event.response);
  }
};

const responseClass = (response: Response): number => {
  switch (response.type) {
    case 'held':
      return SEQUENCE_TABLES.indexOf(response.table);
    case 'returned':
      return response.code === ERROR_INSTALL_ALREADY_RUNNING ? REFUSED : RETURNED;
    case 'gone':
    case 'open':
      return DIED;
    default:
      return UNANSWERED;
  }
};

const probeClass = (response: Response): number =>
  response.type === 'mutex' ? MUTEX_STATES.indexOf(response.state) : PROBE_RESPONSES.length - 1;

const serviceClass = (response: Response): number => {
  if (response.type === 'unsupported') return 3;
  if (response.type !== 'service') return 4;
  if (response.controlsAccepted === SERVICE_ACCEPT_SHUTDOWN) return 0;
  return (response.controlsAccepted & SERVICE_ACCEPT_SHUTDOWN) === 0 ? 2 : 1;
};

const eventsClass = (response: Response, executing: readonly number[]): number => {
  if (response.type !== 'events') return 2;
  return executing.every((process) => response.installing.includes(applicationOf(process))) ? 0 : 1;
};
