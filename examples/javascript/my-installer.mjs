// A whole implementation for msiconform in a few lines of JavaScript. Run it with
//   msiconform run --command "node my-installer.mjs"
import { createInterface } from 'node:readline';

const capabilities = {
  processes: 8,
  actions: ['INSTALL', 'ADMIN', 'ADVERTISE'],
  uiLevels: ['none', 'basic', 'reduced', 'full'],
  apis: ['MsiInstallProduct', 'MsiConfigureProduct', 'MsiGetProductInfo'],
  observations: ['probe', 'service', 'events'],
  versions: [],
  concurrent: false,
};
const identity = { id: 'my-installer', name: 'My installer', version: '1.0', windowsInstaller: '5.0' };

const execute = {
  INSTALL: 'InstallExecuteSequence',
  ADMIN: 'AdminExecuteSequence',
  ADVERTISE: 'AdvtExecuteSequence',
};
const ui = { INSTALL: 'InstallUISequence', ADMIN: 'AdminUISequence' };

let held = new Map(); // process -> { action, table, inUi: started with a UI sequence }
let owner; // the process that has the mutex

const returned = (code) => ({ type: 'returned', code });
const end = (process, code) => {
  held.delete(process);
  if (owner === process) owner = undefined;
  return returned(code);
};
const hold = (process, action, table, inUi) => {
  held.set(process, { action, table, inUi });
  return { type: 'held', table };
};
const enterExecute = (process, action, inUi) => {
  if (owner !== undefined) return end(process, 1618);
  owner = process;
  return hold(process, action, execute[action], inUi);
};

const does = {
  hello: () => ({ type: 'hello', version: 1, identity, capabilities }),
  reset: () => {
    held = new Map();
    owner = undefined;
    return { type: 'ready' };
  },
  start: ({ process, action, ui: level }) => {
    if (owner !== undefined) return returned(1618);
    const withUi = ui[action] !== undefined && (level === 'reduced' || level === 'full');
    return withUi ? hold(process, action, ui[action], true) : enterExecute(process, action, false);
  },
  advance: ({ process }) => {
    const { action, inUi } = held.get(process);
    return owner === process ? end(process, 0) : enterExecute(process, action, inUi);
  },
  call: ({ process, api }) => {
    const refused = owner !== undefined || held.get(process)?.inUi;
    return returned(refused && api !== 'MsiGetProductInfo' ? 1618 : 0);
  },
  cancel: ({ process }) => end(process, 1602),
  kill: ({ process }) => {
    end(process, 0);
    return { type: 'gone' };
  },
  probe: () =>
    owner === undefined ? { type: 'mutex', state: 'absent' } : { type: 'mutex', state: 'owned', owner },
  service: () => ({
    type: 'service',
    state: owner === undefined ? 1 : 4,
    controlsAccepted: owner === undefined ? 0 : 4,
  }),
  events: () => ({ type: 'events', installing: owner === undefined ? [] : [`msiconform-client-${owner}`] }),
  bye: () => ({ type: 'bye' }),
};

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  process.stdout.write(JSON.stringify({ id: request.id, ...does[request.op](request) }) + '\n');
  if (request.op === 'bye') break;
}
