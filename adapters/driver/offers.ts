/** What this machine's msi.dll offers, found out once by trying while nothing is installing. */
import { ACTIONS, APIS, executeTableOf, UI_LEVELS, uiTableOf } from '../../spec/index.ts';
import type { Action, Api, SequenceTable, UiLevel } from '../../spec/index.ts';
import { ImplementationError } from '../implementation.ts';
import type { Capabilities, NotOffered } from '../implementation.ts';
import { describeAnswer } from './answers.ts';
import { clientFixture, registeredFixture } from './fixtures.ts';
import type { Host } from './host.ts';
import type { CallCommand, Route } from './protocol.ts';
import type { WorkerProcess } from './worker-process.ts';

/** The route to an action's tables, or the code that it gave instead. */
export type Offer =
  | {
      readonly route: Route;
      readonly says: string;
      /** What the natural route gave, when it is not the one. */
      readonly natural?: number;
    }
  | { readonly code: number };

export interface Offers {
  readonly actions: ReadonlyMap<string, Offer>;
  /** The code of each function when idle. Those that do not succeed then are not asked. */
  readonly apis: ReadonlyMap<Api, number>;
}

export const offerKey = (action: Action, withUi: boolean): string => (withUi ? `${action} with UI` : action);

/** What can be asked of such a machine. */
export const offered = (
  { actions, apis }: Offers,
  { withoutEvents }: Host,
): Omit<Capabilities, 'processes'> => ({
  actions: ACTIONS.filter((action) => 'route' in (actions.get(offerKey(action, false)) ?? {})),
  uiLevels: UI_LEVELS,
  apis: APIS.filter((api) => apis.get(api) === 0),
  observations: withoutEvents === undefined ? ['probe', 'service', 'events'] : ['probe', 'service'],
  versions: [],
  concurrent: true,
});

/** What has no route to its tables, the functions that do not succeed when idle, and a missing event log. */
export const notOffered = ({ actions, apis }: Offers, { withoutEvents }: Host): readonly NotOffered[] => [
  ...[...actions].flatMap(([what, offer]) => ('route' in offer ? [] : [{ what, code: offer.code }])),
  ...[...apis].flatMap(([what, code]) => (code === 0 ? [] : [{ what, code }])),
  ...(withoutEvents === undefined ? [] : [{ what: 'events', reason: withoutEvents }]),
];

export const INSTALLUILEVEL: Readonly<Record<UiLevel, number>> = { none: 2, basic: 3, reduced: 4, full: 5 };

export const callOf = (api: Api, host: Host, process: number): CallCommand => ({
  do: 'call',
  api,
  package: clientFixture(host, process).path,
  product: registeredFixture(host).productCode,
  feature: 'Only',
  scratch: `${host.fixtures}scratch-${process}`,
});

/** @throws {ImplementationError} when the worker ends or a plain installation does not work */
export const findOffers = async (worker: WorkerProcess, host: Host): Promise<Offers> => {
  const actions = new Map<string, Offer>();
  for (const action of ACTIONS) {
    for (const withUi of uiTableOf[action] === undefined ? [false] : [false, true]) {
      actions.set(offerKey(action, withUi), await findRoute(worker, host, action, withUi));
    }
  }
  const apis = new Map<Api, number>();
  for (const api of APIS)
    apis.set(api, (await returned(worker, { ...callOf(api, host, 1), plain: true })).code);
  return { actions, apis };
};

const findRoute = async (
  worker: WorkerProcess,
  host: Host,
  action: Action,
  withUi: boolean,
): Promise<Offer> => {
  const ui = withUi ? uiTableOf[action] : undefined;
  const expected: readonly SequenceTable[] = [...(ui === undefined ? [] : [ui]), executeTableOf[action]];
  let code: number | undefined;
  for (const route of ROUTES) {
    // Its ExecuteAction is played from inside the handler, which only Wine allows without a deadlock.
    if (route === 'sequence' && withUi && !host.isOurs) continue;
    const answer = await returned(worker, {
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
    const processed = answer.tables.join() === expected.join();
    if (answer.code === 0 && processed) {
      const says = wording(action, route, expected);
      return { route, says, ...(code === undefined ? {} : { natural: code }) };
    }
    // The natural route's code is the one that a user would see.
    code ??= answer.code;
  }
  return { code: code ?? 0 };
};

const ROUTES: readonly Route[] = ['natural', 'sequence'];

const wording = (action: Action, route: Route, tables: readonly SequenceTable[]): string =>
  route === 'sequence'
    ? `MsiSequenceW(${tables.join(', ')})`
    : `MsiInstallProductW${action === 'INSTALL' ? '' : ` ACTION=${action}`}`;

const returned = async (
  worker: WorkerProcess,
  request: Parameters<WorkerProcess['ask']>[0],
): Promise<{ readonly code: number; readonly tables: readonly SequenceTable[] }> => {
  const answer = await worker.ask(request);
  if (answer.type === 'returned') return answer;
  throw new ImplementationError(`a worker failed at its first ${request.do}: ${describeAnswer(answer)}`);
};
