/**
 * The stdio protocol as data: JSON Lines, one request a line on the program's stdin, one response a line
 * on its stdout. These schemas are the source; `schemas/*.json` at the root of the package is made from
 * them. Field names are those of the oracle's events and of the history.
 */
import { Type } from 'typebox';
import type { Static, TSchema } from 'typebox';
import {
  CAPABILITIES,
  CLIENT_OPERATIONS,
  FIELDS,
  FITTING,
  OBSERVATIONS,
  OBSERVER,
  OPERATION_MEANING,
  RESPONSE_MEANING,
  RESPONSES as ANSWERED,
} from '../../spec/index.ts';

/** The version of the protocol. It changes when a program written for the old one would no longer do. */
export const PROTOCOL_VERSION = 1;

/** The longest line a program may write, in bytes. */
export const MAX_LINE_BYTES = 1_048_576;

const strictly = { additionalProperties: false } as const;

const id = Type.Integer({ minimum: 1, description: 'Counts up from 1 within one run of the program.' });
const { client, version } = FIELDS;
const observer = Type.Literal(OBSERVER, { description: 'The observer, who is no client.' });

export const Capabilities = Type.Object(CAPABILITIES, {
  ...strictly,
  description: 'What the program can be asked. It is asked nothing else.',
});

export const Identity = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z0-9][a-z0-9._-]*$', maxLength: 64, description: 'Short, for reports.' }),
    name: Type.String({ minLength: 1, maxLength: 200 }),
    version: Type.String({ minLength: 1, maxLength: 64 }),
    windowsInstaller: version,
  },
  { ...strictly, description: 'Who is tested.' },
);

type Fields = Readonly<Record<string, TSchema>>;

const message = <T extends Fields>(properties: T, description: string) =>
  Type.Object({ id, ...properties }, { ...strictly, description });
const named = <const T extends string>(name: T) => Type.Literal(name);

type Requests<T extends Readonly<Record<string, Fields>>, P extends TSchema> = {
  readonly [K in keyof T & string]: ReturnType<
    typeof message<{ op: ReturnType<typeof named<K>>; process: P } & T[K]>
  >;
};

/** A request for each operation of the vocabulary, by the process that does it. */
const requests = <T extends Readonly<Record<string, Fields>>, P extends TSchema>(
  operations: T,
  process: P,
): Requests<T, P> =>
  Object.fromEntries(
    Object.entries(operations).map(([op, fields]) => [
      op,
      message({ op: named(op), process, ...fields }, OPERATION_MEANING[op as keyof typeof OPERATION_MEANING]),
    ]),
  ) as Requests<T, P>;

/** What the suite asks, by `op`. */
export const REQUESTS = {
  hello: message({ op: named('hello'), version: Type.Literal(PROTOCOL_VERSION) }, 'The first request.'),
  reset: message(
    { op: named('reset'), processes: client, windowsInstaller: Type.Optional(version) },
    'Make a machine on which nothing is installing, with so many idle client processes.',
  ),
  ...requests(CLIENT_OPERATIONS, client),
  ...requests(OBSERVATIONS, observer),
  bye: message({ op: named('bye') }, 'The last request: answer, leave nothing behind, exit.'),
} as const;

type Responses<T extends Readonly<Record<string, Fields>>> = {
  readonly [K in keyof T & string]: ReturnType<typeof message<{ type: ReturnType<typeof named<K>> } & T[K]>>;
};

/** A message for each response of the vocabulary. */
const responses = <T extends Readonly<Record<string, Fields>>>(answered: T): Responses<T> =>
  Object.fromEntries(
    Object.entries(answered).map(([type, fields]) => [
      type,
      message({ type: named(type), ...fields }, RESPONSE_MEANING[type as keyof typeof RESPONSE_MEANING]),
    ]),
  ) as Responses<T>;

/** What a program answers, by `type`. */
export const RESPONSES = {
  hello: message(
    {
      type: named('hello'),
      version: Type.Literal(PROTOCOL_VERSION),
      identity: Identity,
      capabilities: Capabilities,
    },
    'Answers hello.',
  ),
  ready: message({ type: named('ready') }, 'Answers reset.'),
  ...responses(ANSWERED),
  error: message(
    { type: named('error'), message: Type.String() },
    'The program could not do it: no fact about the installer.',
  ),
  bye: message({ type: named('bye') }, 'Answers bye.'),
} as const;

export type RequestName = keyof typeof REQUESTS;
export type ResponseName = keyof typeof RESPONSES;
export type ProgramRequest = { [K in RequestName]: Static<(typeof REQUESTS)[K]> }[RequestName];
export type ProgramResponse = { [K in ResponseName]: Static<(typeof RESPONSES)[K]> }[ResponseName];

/** The answers that fit each request; `error` fits every one. */
export const ANSWERS: Readonly<Record<RequestName, readonly ResponseName[]>> = {
  hello: ['hello'],
  reset: ['ready'],
  ...FITTING,
  bye: ['bye'],
};
