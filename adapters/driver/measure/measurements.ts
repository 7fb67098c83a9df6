/** One function for each thing that no public source tells of Windows. Each leaves raw values. */
import { setTimeout as delay } from 'node:timers/promises';
import { APIS } from '../../../spec/index.ts';
import { callOf } from '../offers.ts';
import { WorkerProcess } from '../worker-process.ts';
import { ASYNC_STACK_VARIABLE } from '../protocol.ts';
import { installation, timed, UI } from './lab.ts';
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
  const [silent, changesSilent] = await lab.watch(lab.start(1, { hold: false }), AFTERWARDS_MS);
  const [shown, changesShown] = await lab.watch(
    lab.start(1, { hold: false, level: UI.reduced }),
    AFTERWARDS_MS,
  );
  return {
    none: { outcome: silent, changes: changesSilent },
    reduced: { outcome: shown, changes: changesShown },
  };
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

/** What the message that another installation is in progress does when it is answered in each way. */
const busyMessage = async (lab: Lab): Promise<Values> => {
  const ways = {
    cancel: [IDCANCEL],
    retryThenCancel: [IDRETRY, IDRETRY, IDCANCEL],
    unhandled: [NOT_HANDLED],
  };
  const outcomes: Record<string, unknown> = { first: await lab.start(1) };
  for (const [name, buttons] of Object.entries(ways)) {
    outcomes[name] = await lab.start(2, {
      hold: false,
      level: UI.reduced,
      buttons: { [ERROR_ANOTHER_INSTALLATION]: buttons },
    });
  }
  return { ...outcomes, end: await lab.ask(1, { do: 'advance' }) };
};

/** Each function of the API, called by the process that is itself held in a table. */
const ownCalls = async (lab: Lab): Promise<Values> => {
  const values: Record<string, unknown> = {};
  for (const level of [UI.reduced, UI.none]) {
    for (const api of APIS) {
      const held = await lab.start(1, { level });
      const call = held.type === 'held' ? await lab.ask(1, callOf(api, lab.host, 1)) : undefined;
      values[`${api} in ${held.table ?? held.type}`] = call;
      // Whatever became of it, the next one begins anew.
      await lab.kill(1);
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
const asyncStack = async (lab: Lab): Promise<Values> => {
  const values: Record<string, unknown> = {};
  for (const kilobytes of [128, 256, 512, 1024, 2048, 4096, 8192]) {
    values[`${kilobytes} KiB`] = await installationWithStack(lab, kilobytes * 1024);
    await lab.quiet();
  }
  return values;
};

const installationWithStack = async ({ host }: Lab, bytes: number): Promise<unknown> => {
  const environment = { ...host.launch.environment, [ASYNC_STACK_VARIABLE]: String(bytes) };
  await using worker = await WorkerProcess.start({ ...host.launch, environment });
  const command = { ...installation(host, 1, { hold: false }), sameThread: false };
  return timed(worker.ask(command), () => worker.kill());
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

/** All of them, in the order in which they are made. */
export const MEASUREMENTS = {
  machine,
  boundaries,
  throughout,
  refusals,
  busyMessage,
  ownCalls,
  afterKill,
  eventRecords,
  asyncStack,
  foreignMutex,
} as const satisfies Readonly<Record<string, (lab: Lab) => Promise<Values>>>;
