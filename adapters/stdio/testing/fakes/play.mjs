// What the misbehaving programs share: a small installer that keeps every rule, behind the protocol.
// A fake passes in what it does instead, by the request's `op`.
import { createInterface } from 'node:readline';

export const CAPABILITIES = {
  processes: 3,
  actions: ['INSTALL'],
  uiLevels: ['none'],
  apis: ['MsiInstallProduct'],
  observations: ['probe', 'service', 'events'],
  versions: [],
  concurrent: false,
};

export const IDENTITY = { id: 'fake', name: 'Fake', version: '1', windowsInstaller: '5.0' };

let owner;

const free = (process) => {
  if (owner === process) owner = undefined;
};

const well = {
  hello: () => ({ type: 'hello', version: 1, identity: IDENTITY, capabilities: CAPABILITIES }),
  reset: () => {
    owner = undefined;
    return { type: 'ready' };
  },
  start: ({ process }) => {
    if (owner !== undefined) return { type: 'returned', code: 1618 };
    owner = process;
    return { type: 'held', table: 'InstallExecuteSequence' };
  },
  advance: ({ process }) => {
    free(process);
    return { type: 'returned', code: 0 };
  },
  call: () => ({ type: 'returned', code: owner === undefined ? 0 : 1618 }),
  kill: ({ process }) => {
    free(process);
    return { type: 'gone' };
  },
  probe: () => ({ type: 'mutex', state: owner === undefined ? 'absent' : 'owned' }),
  service: () => ({ type: 'service', state: 4, controlsAccepted: owner === undefined ? 0 : 4 }),
  events: () => ({ type: 'events', installing: owner === undefined ? [] : [`msiconform-client-${owner}`] }),
  bye: () => ({ type: 'bye' }),
};

/** The operations of the protocol. */
export const OPERATIONS = Object.keys(well);

/** Writes each message as a line, all of them at once: nothing is asked in between. */
export const say = (...messages) =>
  process.stdout.write(messages.map((message) => JSON.stringify(message) + '\n').join(''));

/** Does as it should, and `instead(request, response)` where the fake has something else in mind. */
export const play = async (instead) => {
  for await (const line of createInterface({ input: process.stdin })) {
    const request = JSON.parse(line);
    const response = { id: request.id, ...well[request.op](request) };
    if (instead[request.op] === undefined) say(response);
    else await instead[request.op](request, response);
    if (request.op === 'bye') break;
  }
};

/** The operation at which the fake misbehaves: its first argument. */
export const [op = 'advance'] = process.argv.slice(2);
