import type { ClientOperation, Observed, Response } from '../../spec/index.ts';
import {
  applicationOf,
  ERROR_INSTALL_ALREADY_RUNNING,
  MUTEX_STATES,
  ownerNamed,
  REFUSAL_OVERDUE_MS,
  SEQUENCE_TABLES,
  SERVICE_ACCEPT_SHUTDOWN,
} from '../../spec/index.ts';
import {
  CLIENT_RESPONSES,
  COLUMN_OF,
  DIED,
  EVENTS_CLASS,
  FIRST_EXECUTING,
  kindOfOperation,
  NOT_SEEN,
  OVERDUE,
  OWNED_ELSEWHERE,
  REFUSED,
  RETURNED,
  SERVICE_CLASS,
  UNANSWERED,
} from './alphabet.ts';

/**
 * The table's column for an event.
 *
 * @param clients the codes of the clients, process 1 first: the log must name those that are in an execute table,
 *   and no other one may own the mutex
 */
export const encode = (event: Observed, clients: Uint8Array): number => {
  // A plain switch: this is asked for every event, and a pattern would cost more than the look-up it is for.
  switch (event.operation.op) {
    case 'probe':
      return COLUMN_OF.probe + probeClass(event.response, clients);
    case 'service':
      return COLUMN_OF.service + serviceClass(event.response);
    case 'events':
      return COLUMN_OF.events + eventsClass(event.response, clients);
    default: {
      // What is left is a client's: the type check says so when there is another observation.
      const operation: ClientOperation = event.operation;
      return kindOfOperation(operation) * CLIENT_RESPONSES.length + responseClass(event.response);
    }
  }
};

const responseClass = (response: Response): number => {
  switch (response.type) {
    case 'held':
      return SEQUENCE_TABLES.indexOf(response.table);
    case 'returned':
      return response.code === ERROR_INSTALL_ALREADY_RUNNING ? REFUSED : RETURNED;
    case 'gone':
      return DIED;
    case 'open':
      return (response.waited ?? 0) >= REFUSAL_OVERDUE_MS ? OVERDUE : DIED;
    case 'mutex':
    case 'service':
    case 'events':
    case 'unsupported':
      return UNANSWERED;
  }
};

const probeClass = (response: Response, clients: Uint8Array): number => {
  if (response.type !== 'mutex') return NOT_SEEN;
  const owner = ownerNamed(response);
  return owner === undefined || isExecuting(clients[owner - 1])
    ? MUTEX_STATES.indexOf(response.state)
    : OWNED_ELSEWHERE;
};

const serviceClass = (response: Response): number => {
  if (response.type === 'unsupported') return SERVICE_CLASS.unsupported;
  if (response.type !== 'service') return SERVICE_CLASS.unanswered;
  if (response.controlsAccepted === SERVICE_ACCEPT_SHUTDOWN) return SERVICE_CLASS.equals;
  return (response.controlsAccepted & SERVICE_ACCEPT_SHUTDOWN) === 0
    ? SERVICE_CLASS.lacks
    : SERVICE_CLASS.includes;
};

const eventsClass = (response: Response, clients: Uint8Array): number => {
  if (response.type !== 'events') return EVENTS_CLASS.unanswered;
  return clients.every(
    (client, index) => !isExecuting(client) || response.installing.includes(applicationOf(index + 1)),
  )
    ? EVENTS_CLASS.names
    : EVENTS_CLASS.misses;
};

/** Whether a client with this code is in an execute table; no client is in none. */
const isExecuting = (client: number | undefined): boolean =>
  client !== undefined && client >= FIRST_EXECUTING;
