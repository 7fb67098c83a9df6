/** What this machine's msi.dll offers, found out once by trying while nothing is installing. */
import { setTimeout as delay } from 'node:timers/promises';
import {
  ACTIONS,
  APIS,
  beginsWithUi,
  ERROR_INSTALL_ALREADY_RUNNING,
  executeTableOf,
  UI_LEVELS,
  uiTableOf,
} from '../../spec/index.ts';
import type { Action, Api, Capabilities, SequenceTable, UiLevel } from '../../spec/index.ts';
import type { NotOffered } from '../implementation.ts';
import { describeAnswer } from './answers.ts';
import type { Refusal } from './answers.ts';
import { clientFixture, registeredFixture } from './fixtures.ts';
import type { Host } from './host.ts';
import type { Answer, CallCommand, Request, Route } from './protocol.ts';
import type { Gone } from './worker-process.ts';

/** The route to an action's tables, or what the natural one gave instead. */
export type Offer =
  | {
      readonly route: Route;
      readonly says: string;
      /** What the natural route gave, when it is not the one. */
      readonly natural?: Refusal;
    }
  | Refusal;

export interface Offers {
  readonly actions: ReadonlyMap<string, Offer>;
  /** What each function gave when idle. Those that do not succeed then are not asked. */
  readonly apis: ReadonlyMap<Api, Refusal>;
}

/** Whether a function succeeded when idle. */
export const succeeds = (given: Refusal | undefined): boolean =>
  given !== undefined && 'code' in given && given.code === 0;

export const offerKey = (action: Action, withUi: boolean): string => (withUi ? `${action} with UI` : action);

/** What can be asked of such a machine. */
export const offered = (
  { actions, apis }: Offers,
  { withoutEvents }: Host,
): Omit<Capabilities, 'processes'> => ({
  actions: ACTIONS.filter((action) => 'route' in (actions.get(offerKey(action, false)) ?? {})),
  uiLevels: UI_LEVELS,
  apis: APIS.filter((api) => succeeds(apis.get(api))),
  observations: withoutEvents === undefined ? ['probe', 'service', 'events'] : ['probe', 'service'],
  versions: [],
  concurrent: true,
});

/** What has no route to its tables, the functions that do not succeed when idle, and a missing event log. */
export const notOffered = ({ actions, apis }: Offers, { withoutEvents }: Host): readonly NotOffered[] => [
  ...[...actions].flatMap(([what, offer]) => ('route' in offer ? [] : [{ what, ...offer }])),
  ...[...apis].flatMap(([what, given]) => (succeeds(given) ? [] : [{ what, ...given }])),
  ...(withoutEvents === undefined ? [] : [{ what: 'events', reason: withoutEvents }]),
];

const INSTALLUILEVEL: Readonly<Record<UiLevel, number>> = { none: 2, basic: 3, reduced: 4, full: 5 };

export const callOf = (api: Api, host: Host, process: number): CallCommand => ({
  do: 'call',
  api,
  package: clientFixture(host, process).path,
  product: registeredFixture(host).productCode,
  feature: 'Only',
  scratch: `${host.fixtures}scratch-${process}`,
});

/** @param isHandlerOnCaller - else the handler needs the worker's own thread to be free */
export const startOf = (
  action: Action,
  ui: UiLevel,
  route: Route,
  host: Host,
  process: number,
  isHandlerOnCaller: boolean,
): Request => ({
  do: 'start',
  action,
  level: INSTALLUILEVEL[ui],
  withUi: beginsWithUi(action, ui),
  package: clientFixture(host, process).path,
  route,
  hold: true,
  ...(host.isOurs ? {} : { sameThread: isHandlerOnCaller }),
});

/** Asks a client, and ends one that does not answer in time. */
export type Attempt = (request: Request) => Promise<Answer | Gone>;

/** All that is waited, in trying everything, for an installer that is still busy with what was tried before. */
const BUSY_MS = 30_000;
const BUSY_INTERVAL_MS = 500;

/** Tries each route and each function once. What hangs or ends its client is not offered, and the rest goes on. */
export const findOffers = async (attempt: Attempt, host: Host): Promise<Offers> => {
  const busyUntil = { left: BUSY_MS };
  const tried = (request: Request): Promise<Tried> => whenFree(attempt, request, busyUntil);
  const actions = new Map<string, Offer>();
  for (const action of ACTIONS) {
    for (const withUi of uiTableOf[action] === undefined ? [false] : [false, true]) {
      actions.set(offerKey(action, withUi), await findRoute(tried, host, action, withUi));
    }
  }
  const apis = new Map<Api, Refusal>();
  for (const api of APIS) {
    const { given } = await tried({ ...callOf(api, host, 1), plain: true });
    apis.set(api, given);
  }
  return { actions, apis };
};

interface Tried {
  readonly given: Refusal;
  readonly tables: readonly SequenceTable[];
}

/** One that was ended may leave the installer busy for some time: its refusals say nothing of what is offered. */
const whenFree = async (attempt: Attempt, request: Request, busy: { left: number }): Promise<Tried> => {
  for (;;) {
    const began = performance.now();
    const tried = triedOf(await attempt(request));
    const isBusy = 'code' in tried.given && tried.given.code === ERROR_INSTALL_ALREADY_RUNNING;
    if (!isBusy || busy.left <= 0) return tried;
    await delay(BUSY_INTERVAL_MS);
    busy.left -= performance.now() - began;
  }
};

const triedOf = (answer: Answer | Gone): Tried =>
  answer.type === 'returned'
    ? { given: { code: answer.code }, tables: answer.tables }
    : { given: { reason: describeAnswer(answer) }, tables: [] };

const findRoute = async (
  tried: (request: Request) => Promise<Tried>,
  host: Host,
  action: Action,
  withUi: boolean,
): Promise<Offer> => {
  const ui = withUi ? uiTableOf[action] : undefined;
  const expected: readonly SequenceTable[] = [...(ui === undefined ? [] : [ui]), executeTableOf[action]];
  let natural: Refusal | undefined;
  // On Windows an open package need not take the mutex, so MsiSequence is no way to judge it by.
  for (const route of host.isOurs ? ROUTES : [ROUTES[0]]) {
    const { given, tables } = await tried({
      do: 'start',
      action,
      level: INSTALLUILEVEL[withUi ? 'reduced' : 'none'],
      withUi,
      package: clientFixture(host, 1).path,
      route,
      hold: false,
      plain: true,
      ...(host.isOurs ? {} : { sameThread: false }),
    });
    if (succeeds(given) && tables.join() === expected.join()) {
      const says = wording(action, route, expected);
      return { route, says, ...(natural === undefined ? {} : { natural }) };
    }
    // What the natural route gave is what a user would see.
    natural ??= succeeds(given)
      ? { reason: `succeeded and processed ${tables.join(', ') || 'no table'}, not ${expected.join(', ')}` }
      : given;
  }
  return natural ?? { reason: 'no route was tried' };
};

const ROUTES = ['natural', 'sequence'] as const satisfies readonly Route[];

const wording = (action: Action, route: Route, tables: readonly SequenceTable[]): string =>
  route === 'sequence'
    ? `MsiSequenceW(${tables.join(', ')})`
    : `MsiInstallProductW${action === 'INSTALL' ? '' : ` ACTION=${action}`}`;
