/**
 * What can be asked and answered, once: as schemas. The types, the stdio protocol, the schema of a history and
 * the check of which response fits which operation are all derived from these tables.
 */
import { Type } from 'typebox';
import type { Static, TSchema } from 'typebox';
import { ACTIONS, APIS, SEQUENCE_TABLES, UI_LEVELS } from '../constants.ts';

/** A schema of one of these words. */
export const words = <T extends string>(among: readonly T[], description?: string) =>
  Type.Unsafe<T>({ type: 'string', enum: [...among], ...(description === undefined ? {} : { description }) });

/** The most client processes of one case. */
export const MAX_PROCESSES = 1024;
/** The observer's number; client processes are numbered from 1. */
export const OBSERVER = 0;

const client = Type.Integer({ minimum: 1, maximum: MAX_PROCESSES, description: 'A client process, from 1.' });

/** What a client process does. Each is an invocation that gets one response. The values are its arguments. */
export const CLIENT_OPERATIONS = {
  start: { action: words(ACTIONS), ui: words(UI_LEVELS) },
  advance: {},
  call: { api: words(APIS) },
  cancel: {},
  kill: {},
} as const;

/** What the observer, who is no client, looks at. */
export const OBSERVATIONS = { probe: {}, service: {}, events: {} } as const;

export const OPERATIONS = { ...CLIENT_OPERATIONS, ...OBSERVATIONS } as const;

/** What each operation asks for, in a sentence. */
export const OPERATION_MEANING: Readonly<Record<OperationName, string>> = {
  start: 'Call the installer; run to the first hold point or to the return.',
  advance: 'Leave the hold; run to the next hold point or to the return.',
  call: 'Call this function of the installer from a process that is held or idle.',
  cancel: 'Cancel the call from its hold in a UI table.',
  kill: 'End the client process.',
  probe: 'Look at the mutex.',
  service: 'Query the installer service.',
  events: 'Read the event log.',
};

/** What each operation is to a call of the installer: it makes one, goes on with one, ends its process, or only looks. */
export const ROLES: Readonly<Record<OperationName, 'call' | 'resumption' | 'end' | 'look'>> = {
  start: 'call',
  advance: 'resumption',
  call: 'call',
  cancel: 'resumption',
  kill: 'end',
  probe: 'look',
  service: 'look',
  events: 'look',
};

export const MUTEX_STATES = ['absent', 'free', 'owned', 'denied'] as const;
export type MutexState = (typeof MUTEX_STATES)[number];

/** What can come back, by `type`, with its fields. */
export const RESPONSES = {
  held: { table: words(SEQUENCE_TABLES), route: Type.Optional(Type.String()) },
  returned: { code: Type.Integer({ minimum: 0, maximum: 0xffffffff, description: 'a Win32 error code' }) },
  gone: {},
  mutex: {
    state: words(MUTEX_STATES, 'denied: it exists but cannot be queried.'),
    owner: Type.Optional(
      Type.Union([client, Type.Literal('other')], { description: 'Where it can be known.' }),
    ),
    abandoned: Type.Optional(Type.Boolean()),
  },
  service: {
    state: Type.Integer({ minimum: 0, description: 'dwCurrentState, raw.' }),
    controlsAccepted: Type.Integer({ minimum: 0, description: 'dwControlsAccepted, raw.' }),
  },
  events: { installing: Type.Array(Type.String()) },
  unsupported: { code: Type.Optional(Type.Integer()), reason: Type.Optional(Type.String()) },
  open: {
    reason: Type.String(),
    waited: Type.Optional(
      Type.Number({
        minimum: 0,
        description: 'How many milliseconds it was waited for, where that is known.',
      }),
    ),
  },
} as const;

/** What each response says, in a sentence. */
export const RESPONSE_MEANING: Readonly<Record<ResponseType, string>> = {
  held: 'The call is in progress and waits inside this table.',
  returned: 'The call returned this Win32 error code.',
  gone: 'The client process is no more.',
  mutex: 'Answers probe.',
  service: 'Answers service.',
  events: 'Answers events: the applications that the log says are being installed now.',
  unsupported: 'The installer under test does not offer this at all.',
  open: 'The installer under test never came back from this call.',
};

const NO_ANSWER = ['open', 'unsupported'] as const;
const CALL = ['held', 'returned', 'gone', ...NO_ANSWER] as const;

/** The responses that fit each operation. */
export const FITTING: Readonly<Record<OperationName, readonly ResponseType[]>> = {
  start: CALL,
  advance: CALL,
  call: CALL,
  cancel: CALL,
  kill: ['gone', ...NO_ANSWER],
  probe: ['mutex', ...NO_ANSWER],
  service: ['service', ...NO_ANSWER],
  events: ['events', ...NO_ANSWER],
};

type Frozen<T> = T extends readonly (infer E)[]
  ? readonly Frozen<E>[]
  : T extends object
    ? { readonly [K in keyof T]: Frozen<T[K]> }
    : T;
type Fields = Readonly<Record<string, TSchema>>;
type Values<F extends Fields> = Frozen<Static<ReturnType<typeof Type.Object<F>>>>;
type ByName<T extends Readonly<Record<string, Fields>>> = {
  [K in keyof T]: { readonly op: K } & Values<T[K]>;
}[keyof T];

export type ClientOperation = ByName<typeof CLIENT_OPERATIONS>;
export type Observation = ByName<typeof OBSERVATIONS>;
export type Operation = ClientOperation | Observation;
export type OperationName = keyof typeof OPERATIONS;
export type ObservationName = keyof typeof OBSERVATIONS;

export type ResponseType = keyof typeof RESPONSES;
/** What came back. */
export type Response = {
  [K in ResponseType]: { readonly type: K } & Values<(typeof RESPONSES)[K]>;
}[ResponseType];

const namesOf = <T extends object>(table: T): readonly (keyof T & string)[] =>
  Object.keys(table) as (keyof T & string)[];
export const OPERATION_NAMES = namesOf(OPERATIONS);
export const OBSERVATION_NAMES = namesOf(OBSERVATIONS);
export const RESPONSE_TYPES = namesOf(RESPONSES);

/** The operations of a client that take no argument, so that there is one of each. */
export const PLAIN_OPERATIONS: readonly ClientOperation[] = namesOf(CLIENT_OPERATIONS)
  .filter((op) => Object.keys(CLIENT_OPERATIONS[op]).length === 0)
  .map((op) => ({ op }) as ClientOperation);

/** One operation of an interleaving: who does what. */
export interface Step {
  /** A client, from 1, or {@link OBSERVER}. */
  readonly process: number;
  readonly operation: Operation;
}

/** A step together with what came back: what the oracle judges. */
export interface Observed extends Step {
  readonly response: Response;
}

export const isObservation = <T extends Pick<Operation, 'op'>>(operation: T): operation is T & Observation =>
  (OBSERVATION_NAMES as readonly string[]).includes(operation.op);

const version = Type.String({
  pattern: '^[0-9]+([.][0-9]+)*$',
  description: 'A Windows Installer version, like 5.0.',
});

/** The fields of {@link Capabilities}. */
export const CAPABILITIES = {
  processes: Type.Integer({
    minimum: 1,
    maximum: MAX_PROCESSES,
    description: 'The most client processes at once.',
  }),
  actions: Type.Array(words(ACTIONS), { minItems: 1, uniqueItems: true }),
  uiLevels: Type.Array(words(UI_LEVELS), { minItems: 1, uniqueItems: true }),
  apis: Type.Array(words(APIS), { minItems: 1, uniqueItems: true }),
  observations: Type.Array(words(OBSERVATION_NAMES), { uniqueItems: true }),
  versions: Type.Array(version, {
    uniqueItems: true,
    description: 'The Windows Installer versions it can be reset to; empty when it has one only.',
  }),
  concurrent: Type.Boolean({ description: 'Whether it takes a request while others are unanswered.' }),
} as const;

/** What an implementation can be asked. Nothing else is asked; what was not asked is `unsupported`. */
export type Capabilities = Values<typeof CAPABILITIES>;

/** Schemas that the protocol and the history share. */
export const FIELDS = { client, version } as const;
