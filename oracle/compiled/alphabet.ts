/**
 * The classes of clients, operations and responses that the rules can tell apart. The tables are indexed by
 * them. Each class has one representative, on which the rules are asked. All of it comes from the vocabulary:
 * what is new there either gets its classes here or does not compile.
 */
import type {
  Client,
  ClientOperation,
  Observation,
  ObservationName,
  Operation,
  Response,
} from '../../spec/index.ts';
import {
  ACTIONS,
  APIS,
  applicationOf,
  beginsWithUi,
  ERROR_INSTALL_ALREADY_RUNNING,
  ERROR_SUCCESS,
  EXECUTE_TABLES,
  GONE,
  IDLE,
  isInstallingApi,
  keyOf,
  MUTEX_STATES,
  OBSERVATION_NAMES,
  REFUSAL_OVERDUE_MS,
  SEQUENCE_TABLES,
  SERVICE_ACCEPT_SHUTDOWN,
  SERVICE_ACCEPT_STOP,
  SERVICE_RUNNING,
  UI_LEVELS,
  UI_TABLES,
} from '../../spec/index.ts';

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

/** By operation, one representative of each kind of it: with UI and without, for a start; by what is called. */
const KINDS: Readonly<Record<ClientOperation['op'], readonly ClientOperation[]>> = {
  start: ACTIONS.flatMap((action) =>
    [UI_LEVELS.findLast((ui) => beginsWithUi(action, ui)), UI_LEVELS.find((ui) => !beginsWithUi(action, ui))]
      .filter((ui) => ui !== undefined)
      .map((ui): ClientOperation => ({ op: 'start', action, ui })),
  ),
  advance: [{ op: 'advance' }],
  call: [APIS.find(isInstallingApi), APIS.find((api) => !isInstallingApi(api))]
    .filter((api) => api !== undefined)
    .map((api): ClientOperation => ({ op: 'call', api })),
  cancel: [{ op: 'cancel' }],
  kill: [{ op: 'kill' }],
};

/** One representative of each kind of operation that a client can do. */
export const CLIENT_KINDS: readonly ClientOperation[] = Object.values(KINDS).flat();

/** What the observer can look at. */
export const OBSERVATION_KINDS: readonly Observation[] = OBSERVATION_NAMES.map((op) => ({ op }));

const kindWhere = (holds: (operation: ClientOperation) => boolean): number => CLIENT_KINDS.findIndex(holds);

/** By action, then by UI level, in the order of the vocabulary. */
const START_KINDS = ACTIONS.flatMap((action) =>
  UI_LEVELS.map((ui) =>
    kindWhere(
      (kind) =>
        kind.op === 'start' &&
        kind.action === action &&
        beginsWithUi(action, kind.ui) === beginsWithUi(action, ui),
    ),
  ),
);
/** By function, in the order of the vocabulary. */
const CALL_KINDS = APIS.map((api) =>
  kindWhere((kind) => kind.op === 'call' && isInstallingApi(kind.api) === isInstallingApi(api)),
);
const ADVANCE = kindWhere(({ op }) => op === 'advance');
const CANCEL = kindWhere(({ op }) => op === 'cancel');
const KILL = kindWhere(({ op }) => op === 'kill');

/** The place of an operation's kind in {@link CLIENT_KINDS}, or after them in {@link OBSERVATION_KINDS}. */
export const kindOfOperation = (operation: Operation): number => {
  // Asked for every event: an object that is indexed by words would take twice as long.
  switch (operation.op) {
    case 'start':
      return START_KINDS[
        ACTIONS.indexOf(operation.action) * UI_LEVELS.length + UI_LEVELS.indexOf(operation.ui)
      ] as number;
    case 'advance':
      return ADVANCE;
    case 'call':
      return CALL_KINDS[APIS.indexOf(operation.api)] as number;
    case 'cancel':
      return CANCEL;
    case 'kill':
      return KILL;
    case 'probe':
    case 'service':
    case 'events':
      return CLIENT_KINDS.length + OBSERVATION_NAMES.indexOf(operation.op);
  }
};

/** An answer that says nothing about the question. */
const UNSUPPORTED: Response = { type: 'unsupported' };

/** One representative of each kind of response to a client's operation. */
export const CLIENT_RESPONSES: readonly Response[] = [
  ...SEQUENCE_TABLES.map((name): Response => ({ type: 'held', table: name })),
  { type: 'returned', code: ERROR_INSTALL_ALREADY_RUNNING },
  { type: 'returned', code: ERROR_SUCCESS },
  { type: 'gone' },
  { type: 'open', reason: 'no answer', waited: REFUSAL_OVERDUE_MS },
  UNSUPPORTED,
];
/** Places in {@link CLIENT_RESPONSES}, after those of `held`. */
export const REFUSED = SEQUENCE_TABLES.length;
export const RETURNED = REFUSED + 1;
export const DIED = REFUSED + 2;
export const OVERDUE = REFUSED + 3;
export const UNANSWERED = REFUSED + 4;

/** Places among the responses to `probe`, after those of the states. */
export const OWNED_ELSEWHERE = MUTEX_STATES.length;
export const NOT_SEEN = OWNED_ELSEWHERE + 1;

/** Places among the responses to `service`: the value is the documented one, has it among others, lacks it. */
export const SERVICE_CLASS = { equals: 0, includes: 1, lacks: 2, unsupported: 3, unanswered: 4 } as const;

/** Places among the responses to `events`: the log names every client in an execute table, misses one, is not there. */
export const EVENTS_CLASS = { names: 0, misses: 1, unanswered: 2 } as const;

/**
 * One representative of each kind of response to an observation; the last stands for no answer.
 *
 * @param executing the client in an execute table, whom the log has to name
 */
export const responsesToObservation = (
  name: ObservationName,
  executing: number | undefined,
): readonly Response[] => {
  switch (name) {
    case 'probe':
      return [
        ...MUTEX_STATES.map((state): Response => ({ type: 'mutex', state })),
        // Somebody who is in no execute table.
        { type: 'mutex', state: 'owned', owner: executing === 1 ? 2 : 1 },
        UNSUPPORTED,
      ];
    case 'service':
      return [
        ...[SERVICE_ACCEPT_SHUTDOWN, SERVICE_ACCEPT_STOP | SERVICE_ACCEPT_SHUTDOWN, SERVICE_ACCEPT_STOP].map(
          (controlsAccepted): Response => ({ type: 'service', state: SERVICE_RUNNING, controlsAccepted }),
        ),
        UNSUPPORTED,
        { type: 'open', reason: 'no answer' },
      ];
    case 'events':
      return [
        { type: 'events', installing: executing === undefined ? [] : [applicationOf(executing)] },
        { type: 'events', installing: [] },
        UNSUPPORTED,
      ];
  }
};

/** Where the observations begin among the events of the table, after client operations x responses. */
export const FIRST_OBSERVATION = CLIENT_KINDS.length * CLIENT_RESPONSES.length;
const counts = OBSERVATION_NAMES.map((name) => responsesToObservation(name, undefined).length);
/** The first column of each observation. */
export const COLUMN_OF = Object.fromEntries(
  OBSERVATION_NAMES.map((name, place) => [
    name,
    counts.slice(0, place).reduce((column, count) => column + count, FIRST_OBSERVATION),
  ]),
) as Readonly<Record<ObservationName, number>>;
export const EVENT_COUNT = counts.reduce((column, count) => column + count, FIRST_OBSERVATION);
