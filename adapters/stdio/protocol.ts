/**
 * The stdio protocol as data: JSON Lines, one request a line on the program's stdin, one response a line
 * on its stdout. These schemas are the source; `schemas/*.json` at the root of the package is made from
 * them. Field names are those of the oracle's events and of the history.
 */
import { Type } from 'typebox';
import type { Static, TSchema } from 'typebox';
import { ACTIONS, APIS, SEQUENCE_TABLES, UI_LEVELS } from '../../spec/index.ts';
import { OBSERVATION_NAMES } from '../../oracle/index.ts';

/** The version of the protocol. It changes when a program written for the old one would no longer do. */
export const PROTOCOL_VERSION = 1;

/** The longest line a program may write, in bytes. */
export const MAX_LINE_BYTES = 1_048_576;

const strictly = { additionalProperties: false } as const;
const words = <T extends string>(among: readonly T[], description?: string) =>
  Type.Unsafe<T>({ type: 'string', enum: [...among], ...(description === undefined ? {} : { description }) });

const id = Type.Integer({ minimum: 1, description: 'Counts up from 1 within one run of the program.' });
const client = Type.Integer({ minimum: 1, description: 'The client process, from 1.' });
const observer = Type.Literal(0, { description: 'The observer, who is no client.' });
const version = Type.String({
  pattern: '^[0-9]+([.][0-9]+)*$',
  description: 'A Windows Installer version, like 5.0.',
});

export const Capabilities = Type.Object(
  {
    processes: Type.Integer({ minimum: 1, maximum: 1024, description: 'The most client processes at once.' }),
    actions: Type.Array(words(ACTIONS), { minItems: 1, uniqueItems: true }),
    uiLevels: Type.Array(words(UI_LEVELS), { minItems: 1, uniqueItems: true }),
    apis: Type.Array(words(APIS), { minItems: 1, uniqueItems: true }),
    observations: Type.Array(words(OBSERVATION_NAMES), { uniqueItems: true }),
    versions: Type.Array(version, {
      uniqueItems: true,
      description: 'The Windows Installer versions it can be reset to; empty when it has one only.',
    }),
    concurrent: Type.Boolean({ description: 'Whether it takes a request while others are unanswered.' }),
  },
  { ...strictly, description: 'What the program can be asked. It is asked nothing else.' },
);

export const Identity = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z0-9][a-z0-9._-]*$', maxLength: 64, description: 'Short, for reports.' }),
    name: Type.String({ minLength: 1, maxLength: 200 }),
    version: Type.String({ minLength: 1, maxLength: 64 }),
    windowsInstaller: version,
  },
  { ...strictly, description: 'Who is tested.' },
);

const request = <T extends Record<string, TSchema>>(properties: T, description: string) =>
  Type.Object({ id, ...properties }, { ...strictly, description });
const op = <const T extends string>(name: T) => Type.Literal(name);

/** What the suite asks, by `op`. */
export const REQUESTS = {
  hello: request({ op: op('hello'), version: Type.Literal(PROTOCOL_VERSION) }, 'The first request.'),
  reset: request(
    { op: op('reset'), processes: client, windowsInstaller: Type.Optional(version) },
    'Make a machine on which nothing is installing, with so many idle client processes.',
  ),
  start: request(
    { op: op('start'), process: client, action: words(ACTIONS), ui: words(UI_LEVELS) },
    'Call the installer; run to the first hold point or to the return.',
  ),
  advance: request(
    { op: op('advance'), process: client },
    'Leave the hold; run to the next hold point or to the return.',
  ),
  call: request(
    { op: op('call'), process: client, api: words(APIS) },
    'Call this function of the installer from a process that is held or idle.',
  ),
  cancel: request({ op: op('cancel'), process: client }, 'Cancel the call from its hold in a UI table.'),
  kill: request({ op: op('kill'), process: client }, 'End the client process.'),
  probe: request({ op: op('probe'), process: observer }, 'Look at the mutex.'),
  service: request({ op: op('service'), process: observer }, 'Query the installer service.'),
  events: request({ op: op('events'), process: observer }, 'Read the event log.'),
  bye: request({ op: op('bye') }, 'The last request: answer, leave nothing behind, exit.'),
} as const;

const type = <const T extends string>(name: T) => Type.Literal(name);
const response = request;

/** What a program answers, by `type`. */
export const RESPONSES = {
  hello: response(
    {
      type: type('hello'),
      version: Type.Literal(PROTOCOL_VERSION),
      identity: Identity,
      capabilities: Capabilities,
    },
    'Answers hello.',
  ),
  ready: response({ type: type('ready') }, 'Answers reset.'),
  held: response(
    { type: type('held'), table: words(SEQUENCE_TABLES), route: Type.Optional(Type.String()) },
    'The call is in progress and waits inside this table.',
  ),
  returned: response(
    { type: type('returned'), code: Type.Integer({ minimum: 0, maximum: 4_294_967_295 }) },
    'The call returned this Win32 error code.',
  ),
  gone: response({ type: type('gone') }, 'The client process is no more.'),
  mutex: response(
    {
      type: type('mutex'),
      state: words(['absent', 'free', 'owned', 'denied'], 'denied: it exists but cannot be queried.'),
      owner: Type.Optional(
        Type.Union([client, Type.Literal('other')], { description: 'Where it can be known.' }),
      ),
      abandoned: Type.Optional(Type.Boolean()),
    },
    'Answers probe.',
  ),
  service: response(
    {
      type: type('service'),
      state: Type.Integer({ minimum: 0, description: 'dwCurrentState, raw.' }),
      controlsAccepted: Type.Integer({ minimum: 0, description: 'dwControlsAccepted, raw.' }),
    },
    'Answers service.',
  ),
  events: response(
    { type: type('events'), installing: Type.Array(Type.String()) },
    'Answers events: the applications that the log says are being installed now.',
  ),
  unsupported: response(
    {
      type: type('unsupported'),
      code: Type.Optional(Type.Integer()),
      reason: Type.Optional(Type.String()),
    },
    'The installer under test does not offer this at all.',
  ),
  open: response(
    { type: type('open'), reason: Type.String() },
    'The installer under test never came back from this call.',
  ),
  error: response(
    { type: type('error'), message: Type.String() },
    'The program could not do it: no fact about the installer.',
  ),
  bye: response({ type: type('bye') }, 'Answers bye.'),
} as const;

export type RequestName = keyof typeof REQUESTS;
export type ResponseName = keyof typeof RESPONSES;
export type ProgramRequest = { [K in RequestName]: Static<(typeof REQUESTS)[K]> }[RequestName];
export type ProgramResponse = { [K in ResponseName]: Static<(typeof RESPONSES)[K]> }[ResponseName];

/** The answers that fit each request; `error` fits every one. */
export const ANSWERS: Readonly<Record<RequestName, readonly ResponseName[]>> = {
  hello: ['hello'],
  reset: ['ready'],
  start: ['held', 'returned', 'gone', 'open', 'unsupported'],
  advance: ['held', 'returned', 'gone', 'open', 'unsupported'],
  call: ['held', 'returned', 'gone', 'open', 'unsupported'],
  cancel: ['held', 'returned', 'gone', 'open', 'unsupported'],
  kill: ['gone', 'open', 'unsupported'],
  probe: ['mutex', 'unsupported'],
  service: ['service', 'unsupported'],
  events: ['events', 'unsupported'],
  bye: ['bye'],
};
