/**
 * The classes of clients, operations and responses that the rules can tell apart. The tables are indexed
 * by them; each class has one representative, on which the ts-pattern oracle is asked.
 */
import {
  applicationOf,
  beginsWithUi,
  ERROR_INSTALL_ALREADY_RUNNING,
  ERROR_SUCCESS,
  EXECUTE_TABLES,
  isInstallingApi,
  SEQUENCE_TABLES,
  SERVICE_ACCEPT_SHUTDOWN,
  SERVICE_ACCEPT_STOP,
  SERVICE_RUNNING,
  UI_TABLES,
} from '../../spec/index.ts';
import type { Operation, Response } from '../events.ts';
import { GONE, IDLE, keyOf } from '../state.ts';
import type { Client } from '../state.ts';

/** Every place where a client can stand. Those below {@link FIRST_EXECUTING} are in no execute table. */
export const CLIENTS: readonly Client[] = [
  IDLE,
  ...UI_TABLES.map((table): Client => ({ at: 'ui', table })),
  GONE,
  ...[null, ...UI_TABLES].flatMap((within) =>
    EXECUTE_TABLES.map((table): Client => ({ at: 'execute', table, within })),
  ),
];

/** Clients with this code or a higher one are in an execute table. */
export const FIRST_EXECUTING = CLIENTS.findIndex((client) => client.at === 'execute');

const clientKey = (client: Client): string => keyOf({ clients: [client], residue: false });
const codes = new Map(CLIENTS.map((client, code) => [clientKey(client), code]));

/** The place of a client in {@link CLIENTS}. */
export const codeOf = (client: Client): number => {
  const code = codes.get(clientKey(client));
  if (code === undefined) throw new RangeError(`no client of the model stands at ${clientKey(client)}`);
  return code;
};

/** One representative of each kind of operation that a client can do. */
export const CLIENT_OPERATIONS: readonly Operation[] = [
  { op: 'start', action: 'INSTALL', ui: 'full' },
  { op: 'start', action: 'INSTALL', ui: 'none' },
  { op: 'start', action: 'ADMIN', ui: 'full' },
  { op: 'start', action: 'ADMIN', ui: 'none' },
  { op: 'start', action: 'ADVERTISE', ui: 'none' },
  { op: 'advance' },
  { op: 'call', api: 'MsiInstallProduct' },
  { op: 'call', api: 'MsiGetProductInfo' },
  { op: 'cancel' },
  { op: 'kill' },
];

export const OBSERVATIONS: readonly Operation[] = [{ op: 'probe' }, { op: 'service' }, { op: 'events' }];

/** The place of an operation's kind in {@link CLIENT_OPERATIONS}, or after them in {@link OBSERVATIONS}. */
export const kindOf = (operation: Operation): number => {
  switch (operation.op) {
    case 'start': {
      const { action, ui } = operation;
      if (action === 'ADVERTISE') return 4;
      return (action === 'ADMIN' ? 2 : 0) + (beginsWithUi(action, ui) ? 0 : 1);
    }
    case 'advance':
      return 5;
    case 'call':
      return isInstallingApi(operation.api) ? 6 : 7;
    case 'cancel':
      return 8;
    case 'kill':
      return 9;
    case 'probe':
      return 10;
    case 'service':
      return 11;
    case 'events':
      return 12;
  }
};

/** An answer that says nothing about the question. */
const UNSUPPORTED: Response = { type: 'unsupported' };

/** One representative of each kind of response to a client's operation. */
export const CLIENT_RESPONSES: readonly Response[] = [
  ...SEQUENCE_TABLES.map((table): Response => ({ type: 'held', table })),
  { type: 'returned', code: ERROR_INSTALL_ALREADY_RUNNING },
  { type: 'returned', code: ERROR_SUCCESS },
  { type: 'gone' },
  UNSUPPORTED,
];
export const REFUSED = SEQUENCE_TABLES.length;
export const RETURNED = REFUSED + 1;
export const DIED = REFUSED + 2;
export const UNANSWERED = REFUSED + 3;

export const PROBE_RESPONSES: readonly Response[] = [
  { type: 'mutex', state: 'absent' },
  { type: 'mutex', state: 'free' },
  { type: 'mutex', state: 'owned' },
  { type: 'mutex', state: 'denied' },
  UNSUPPORTED,
];

export const SERVICE_RESPONSES: readonly Response[] = [
  SERVICE_ACCEPT_SHUTDOWN,
  SERVICE_ACCEPT_STOP | SERVICE_ACCEPT_SHUTDOWN,
  SERVICE_ACCEPT_STOP,
]
  .map((controlsAccepted): Response => ({ type: 'service', state: SERVICE_RUNNING, controlsAccepted }))
  .concat(UNSUPPORTED, { type: 'open', reason: 'no answer' });

/** The log names every client in an execute table, or misses one, or is not there. */
export const EVENTS_RESPONSES = (executing: number | undefined): readonly Response[] => [
  { type: 'events', installing: executing === undefined ? [] : [applicationOf(executing)] },
  { type: 'events', installing: [] },
  UNSUPPORTED,
];

/** Where the events of the table begin: client operations x responses, then probe, service, events. */
export const FIRST_PROBE = CLIENT_OPERATIONS.length * CLIENT_RESPONSES.length;
export const FIRST_SERVICE = FIRST_PROBE + PROBE_RESPONSES.length;
export const FIRST_EVENTS = FIRST_SERVICE + SERVICE_RESPONSES.length;
export const EVENT_COUNT = FIRST_EVENTS + EVENTS_RESPONSES(undefined).length;
