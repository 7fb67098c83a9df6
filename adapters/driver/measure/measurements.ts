/** One function for each thing that no public source tells of Windows. Each leaves raw values. */
import { setTimeout as delay } from 'node:timers/promises';
import { ACTIONS, APIS } from '../../../spec/index.ts';
import type { Action, Api } from '../../../spec/index.ts';
import { CALLERS_THREAD } from '../handler-thread.ts';
import { callOf } from '../offers.ts';
import { ASYNC_STACK_VARIABLE } from '../protocol.ts';
import { installation, UI } from './lab.ts';
import type { Lab } from './lab.ts';

type Values = Readonly<Record<string, unknown>>;

const ERROR_ANOTHER_INSTALLATION = 1500;
const [IDCANCEL, IDRETRY, NOT_HANDLED] = [2, 4, 0];
/** An installation leaves its traces within this time, or its end does. */
const AFTERWARDS_MS = 5_000;

/** Who we are on which machine: it bears on who may install. */
const machine = async (lab: Lab): Promise<Values> => (await lab.measure('machine')) as Values;

/** Mutex, its rights, and service where the client stands: before, in both tables, and after the return. */
const boundaries = async (lab: Lab): Promise<Values> => {
  const points: Record<string, unknown> = { idle: await lab.look() };
  let outcome = await lab.start(1, { level: UI.reduced });
  for (let step = 0; outcome.type === 'held' && step < 4; step++) {
    const denied = await lab.measure('is-denied');
    points[outcome.table ?? ''] = { ...(await lab.look()), deniedToNonAdministrators: denied };
    outcome = await lab.ask(1, { do: 'advance' });
  }
  return { ...points, end: outcome, returned: await lab.look() };
};

/** What is seen every 20 ms through a whole installation, its ExecuteAction included, and after it. */
const throughout = async (lab: Lab): Promise<Values> => {
  const values: Record<string, unknown> = {};
  for (const [name, level, client] of [
    ['none', UI.none, 1],
    ['reduced', UI.reduced, 2],
  ] as const) {
    // What the log says of the same installation is compared with it afterwards.
    const who = await lab.identify(client);
    const began = Date.now();
    const [outcome, changes] = await lab.watch(lab.start(client, { hold: false, level }), AFTERWARDS_MS);
    values[name] = { ...who, began, outcome, changes };
  }
  return values;
};

/** How long a second client waits for its refusal, without UI and at the ExecuteAction of its UI sequence. */
const refusals = async (lab: Lab): Promise<Values> => {
  const first = await lab.start(1);
  const silent = await lab.start(2, { hold: false });
  const shown = await lab.start(2, { hold: false, level: UI.reduced });
  const released = lab.start(2, { hold: false });
  await delay(1_000);
  const end = await lab.ask(1, { do: 'advance' });
  return { first, silent, shown, end, whenReleasedAfterOneSecond: await released };
};

/** What the message that another installation is in progress does when it is answered in this way. */
const busyMessage =
  (buttons: readonly number[]) =>
  async (lab: Lab): Promise<Values> => {
    const first = await lab.start(1);
    const second = await lab.start(2, {
      hold: false,
      level: UI.reduced,
      buttons: { [ERROR_ANOTHER_INSTALLATION]: buttons },
    });
    return { first, second, end: await lab.ask(1, { do: 'advance' }) };
  };

/**
 * A function of the API, called by the process that is itself held in each table: from another thread than the
 * handler's, and from that one too where msi.dll calls the handler on its caller's.
 */
const ownCalls =
  (api: Api) =>
  async (lab: Lab): Promise<Values> => {
    const values: Record<string, unknown> = {};
    const threads = (await lab.handlerThread()) === CALLERS_THREAD ? [false, true] : [false];
    for (const level of [UI.reduced, UI.none]) {
      for (const sameThread of threads) {
        const held = await lab.start(1, { level, sameThread });
        const call = held.type === 'held' ? await lab.ask(1, callOf(api, lab.host, 1)) : undefined;
        const where = `in ${held.table ?? held.type}`;
        values[sameThread ? `${where}, on the handler's thread` : where] = call;
        await lab.end(1);
        await lab.quiet();
      }
    }
    return values;
  };

/** What a client leaves that is killed in its execute table, and what the next installation meets. */
const afterKill = async (lab: Lab): Promise<Values> => {
  const held = await lab.start(1);
  const [, changes] = await lab.watch(lab.kill(1), AFTERWARDS_MS);
  const next = await lab.start(2, { hold: false });
  return { held, changes, next, mutex: await lab.measure('mutex') };
};

/** All that the installer writes into the event log for one installation. */
const eventRecords = async (lab: Lab): Promise<Values> => {
  const newest = await lab.measure('records', null);
  const after = Array.isArray(newest) ? ((newest as { record: number }[])[0]?.record ?? 0) : 0;
  const outcome = await lab.start(1, { hold: false });
  await delay(1_000);
  return { outcome, records: await lab.measure('records', after) };
};

/** Whether an installation comes back when the thread of its call has so much stack. */
const asyncStack =
  (kilobytes: number) =>
  async (lab: Lab): Promise<Values> => {
    const { launch } = lab.host;
    const environment = { ...launch.environment, [ASYNC_STACK_VARIABLE]: String(kilobytes * 1024) };
    const command = { ...installation(lab.host, 1, { hold: false }), sameThread: false };
    return { outcome: await lab.withOther({ ...launch, environment }, command) };
  };

/** Whether a handle alone, or an owner who is no installer, makes the installer refuse. */
const foreignMutex = async (lab: Lab): Promise<Values> => {
  const values: Record<string, unknown> = { nobody: await lab.start(1, { hold: false }) };
  for (const does of ['keep', 'own'] as const) {
    await lab.measure(does);
    values[does] = { mutex: await lab.measure('mutex'), outcome: await lab.start(1, { hold: false }) };
    await lab.measure('let-go');
  }
  return values;
};

/** What an action does by MsiSequence on an open package, which need not take the mutex: noted, and judged by nobody. */
const bySequence =
  (action: Action) =>
  async (lab: Lab): Promise<Values> => {
    const held = await lab.start(1, { action, route: 'sequence' });
    const seen = await lab.look();
    const second = await lab.start(2, { hold: false });
    return {
      held,
      seen,
      second,
      end: held.type === 'held' ? await lab.ask(1, { do: 'advance' }) : undefined,
    };
  };

/** Whether msi.dll calls the external user interface on its caller's thread. */
const thread = async (lab: Lab): Promise<Values> => ({ thread: await lab.handlerThread() });

export interface NamedMeasurement {
  readonly name: string;
  readonly measure: (lab: Lab) => Promise<Values>;
}

/** All of them, the most wanted first, and those that leave a machine busy last. Each is small, so that little is lost. */
export const MEASUREMENTS: readonly NamedMeasurement[] = [
  { name: 'machine', measure: machine },
  { name: 'handlerThread', measure: thread },
  { name: 'boundaries', measure: boundaries },
  { name: 'refusals', measure: refusals },
  { name: 'throughout', measure: throughout },
  { name: 'eventRecords', measure: eventRecords },
  { name: 'busyMessage cancel', measure: busyMessage([IDCANCEL]) },
  { name: 'busyMessage retryThenCancel', measure: busyMessage([IDRETRY, IDRETRY, IDCANCEL]) },
  { name: 'busyMessage unhandled', measure: busyMessage([NOT_HANDLED]) },
  ...APIS.map((api) => ({ name: `ownCalls ${api}`, measure: ownCalls(api) })),
  ...ACTIONS.map((action) => ({ name: `bySequence ${action}`, measure: bySequence(action) })),
  { name: 'foreignMutex', measure: foreignMutex },
  { name: 'afterKill', measure: afterKill },
  ...[128, 256, 512, 1024, 2048, 4096, 8192].map((kilobytes) => ({
    name: `asyncStack ${kilobytes} KiB`,
    measure: asyncStack(kilobytes),
  })),
];
