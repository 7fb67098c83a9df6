import { setImmediate } from 'node:timers/promises';
import { match } from 'ts-pattern';
import { isObservation } from '../../oracle/index.ts';
import type { ClientOperation, Operation, Response } from '../../oracle/index.ts';
import { ACTIONS, APIS, applicationOf, beginsWithUi, isUiTable, UI_LEVELS } from '../../spec/index.ts';
import type { Action, Api, SequenceTable, UiLevel } from '../../spec/index.ts';
import { ImplementationError } from '../implementation.ts';
import type {
  Capabilities,
  Identity,
  Implementation,
  NotOffered,
  ResetOptions,
  Stage,
} from '../implementation.ts';
import { describeAnswer, within } from './answers.ts';
import { removeProduct } from './registered-product.ts';
import { clientFixture } from './fixtures.ts';
import type { Host } from './host.ts';
import { Measurements } from './measurements.ts';
import { Observer } from './observer.ts';
import { callOf, notOffered, offerKey } from './offers.ts';
import type { Offers } from './offers.ts';
import type { Answer } from './protocol.ts';
import type { Gone } from './worker-process.ts';
import type { Workers } from './workers.ts';

/** INSTALLUILEVEL. */
const LEVELS: Readonly<Record<UiLevel, number>> = { none: 2, basic: 3, reduced: 4, full: 5 };
/** Each client is a process of some 125 MB. */
export const MOST_CLIENTS = 8;
const FINISH_DEADLINE_MS = 10_000;

/** A call that a client has in progress. */
interface Installing {
  readonly route: string;
  table: SequenceTable | undefined;
}

/** The Windows Installer of a machine; {@link openWin32} makes one. */
export class Win32 implements Implementation {
  readonly identity: Identity;
  readonly capabilities: Capabilities;
  readonly notOffered: readonly NotOffered[];
  private readonly host: Host;
  private readonly workers: Workers;
  private readonly offers: Offers;
  private readonly facts: Readonly<Record<string, unknown>>;
  private readonly measurements = new Measurements();
  private readonly observer: Observer;
  private killsBefore = 0;
  private ending: Promise<void> | undefined;
  private readonly installing = new Map<number, Installing>();

  constructor(
    identity: Identity,
    host: Host,
    workers: Workers,
    offers: Offers,
    facts: Readonly<Record<string, unknown>>,
  ) {
    this.identity = identity;
    this.host = host;
    this.workers = workers;
    this.offers = offers;
    this.facts = facts;
    if (host.isOurs) this.suspend = (process) => this.suspended(process);
    this.observer = new Observer(host, workers, this.measurements);
    this.capabilities = {
      processes: MOST_CLIENTS,
      actions: ACTIONS.filter((action) => 'route' in (offers.actions.get(offerKey(action, false)) ?? {})),
      uiLevels: UI_LEVELS,
      apis: APIS.filter((api) => offers.apis.get(api) === 0),
      observations: host.withoutEvents === undefined ? ['probe', 'service', 'events'] : ['probe', 'service'],
      versions: [],
      concurrent: true,
    };
    this.notOffered = notOffered(offers, host);
  }

  get environment(): NodeJS.ProcessEnv | undefined {
    return this.host.isOurs ? this.host.launch.environment : undefined;
  }

  get stage(): Stage | undefined {
    return this.host.stage;
  }

  async reset({ processes }: ResetOptions): Promise<void> {
    if (processes > MOST_CLIENTS) {
      throw new ImplementationError(
        `${this.host.name} runs ${MOST_CLIENTS} clients at most, not ${processes}`,
      );
    }
    await Promise.all([...this.installing.keys()].map((process) => this.finish(process)));
    await this.workers.settle();
    await this.becomeQuiet();
    await Promise.all(Array.from({ length: processes }, (_, index) => this.workers.client(index + 1)));
    await this.observer.begin();
  }

  /** Ends the call that a client still has in progress; a client that does not end it is ended. */
  private async finish(process: number): Promise<void> {
    this.installing.delete(process);
    const worker = this.workers.current(process);
    if (worker === undefined) return;
    const cancelled = within(worker.ask({ do: 'cancel' }), FINISH_DEADLINE_MS, 'cancel');
    const answer = await cancelled.catch(() => undefined);
    if (answer?.type !== 'returned') await this.workers.kill(process);
  }

  /** What an installation or a faulty client left behind must not be taken for the next case's. */
  private async becomeQuiet(): Promise<void> {
    const spoiled = this.host.remembersKills === true && this.workers.kills > this.killsBefore;
    this.killsBefore = this.workers.kills;
    if (spoiled) await this.workers.killClients();
    if (await this.observer.quiet(this.host.isOurs ? 0 : FINISH_DEADLINE_MS)) return;
    await this.workers.killClients();
    if (await this.observer.quiet(FINISH_DEADLINE_MS)) return;
    throw new ImplementationError('another installation is in progress on this machine', {
      hint: 'Wait until Windows has finished its own installations and run again.',
    });
  }

  async perform(process: number, operation: Operation, signal?: AbortSignal): Promise<Response> {
    const situation = this.situation();
    const begun = performance.now();
    const response = await (isObservation(operation)
      ? this.observer.observe(operation, situation, this.executing())
      : this.actInTime(process, operation, signal));
    await this.noneIsLost();
    this.measurements.answer(operation, situation, response, performance.now() - begun);
    return response;
  }

  /** An answer tells nothing when a held client was ended by somebody else: it may be one to that end. */
  private async noneIsLost(): Promise<void> {
    // The end of a process is told before the answers that follow from it, or with them.
    await setImmediate();
    for (const [process, { table }] of this.installing) {
      if (table === undefined || !this.workers.hasEnded(process)) continue;
      this.installing.delete(process);
      throw new ImplementationError(`client ${process} was ended from outside while it was in ${table}`);
    }
  }

  /** The applications whose execute table is processed. */
  private executing(): readonly string[] {
    return [...this.installing].flatMap(([process, { table }]) =>
      table === undefined || isUiTable(table) ? [] : [applicationOf(process)],
    );
  }

  /** Where the clients stand, for the notes. */
  private situation(): string {
    const tables = [...this.installing].map(([process, { table }]) => `${process} in ${table ?? 'call'}`);
    return tables.length === 0 ? 'idle' : tables.sort().join(', ');
  }

  private async actInTime(
    process: number,
    operation: ClientOperation,
    signal: AbortSignal | undefined,
  ): Promise<Response> {
    if (signal === undefined) return this.act(process, operation);
    const settled = new AbortController();
    const late = new Promise<Response>((resolve) => {
      const giveUp = (): void => resolve(this.giveUp(process));
      if (signal.aborted) giveUp();
      signal.addEventListener('abort', giveUp, { once: true, signal: settled.signal });
    });
    return Promise.race([late, this.act(process, operation, signal)]).finally(() => settled.abort());
  }

  /** A client that does not answer in time is ended, so that nothing waits behind it. */
  private giveUp(process: number): Response {
    this.installing.delete(process);
    // The next reset waits for the end.
    this.workers.kill(process).catch(() => undefined);
    return { type: 'open', reason: 'no answer before the deadline, so the client process was ended' };
  }

  private act(process: number, operation: ClientOperation, signal?: AbortSignal): Promise<Response> {
    return match<ClientOperation, Promise<Response>>(operation)
      .with({ op: 'start' }, ({ action, ui }) => this.start(process, action, ui, signal))
      .with({ op: 'advance' }, { op: 'cancel' }, ({ op }) => this.resume(process, op))
      .with({ op: 'call' }, ({ api }) => this.call(process, api))
      .with({ op: 'kill' }, async () => {
        this.installing.delete(process);
        await this.workers.kill(process);
        return { type: 'gone' };
      })
      .exhaustive();
  }

  private async start(process: number, action: Action, ui: UiLevel, signal?: AbortSignal): Promise<Response> {
    const withUi = beginsWithUi(action, ui);
    const offer = this.offers.actions.get(offerKey(action, withUi));
    if (offer === undefined || !('route' in offer)) {
      return unsupported(offer?.code, `${action} at UI level ${ui} processes no sequence table`);
    }
    const worker = await this.workers.client(process);
    if (signal?.aborted === true) return { type: 'open', reason: 'the client process was not there in time' };
    this.installing.set(process, { route: offer.says, table: undefined });
    const answer = await worker.ask({
      do: 'start',
      action,
      level: LEVELS[ui],
      withUi,
      package: clientFixture(this.host, process).path,
      route: offer.route,
      hold: true,
      // On Windows the handler may be called from another thread, which needs the worker's own to be free.
      ...(this.host.isOurs ? {} : { sameThread: false }),
    });
    return this.settled(process, answer);
  }

  private async resume(process: number, op: 'advance' | 'cancel'): Promise<Response> {
    const worker = this.workers.current(process);
    if (worker === undefined) return this.gone(process);
    const table = this.installing.get(process)?.table;
    if (table === undefined || (op === 'cancel' && !isUiTable(table))) {
      throw new ImplementationError(`client ${process} is ${table ?? 'idle'}, where it cannot ${op}`);
    }
    return this.settled(process, await worker.ask({ do: op }));
  }

  private async call(process: number, api: Api): Promise<Response> {
    const code = this.offers.apis.get(api);
    if (code !== 0) return unsupported(code, `${api} does not succeed when nothing is installing`);
    const worker = await this.workers.client(process);
    const answer = await worker.ask(callOf(api, this.host, process));
    if (answer.type === 'returned') return { type: 'returned', code: answer.code };
    if (answer.type === 'gone') return this.gone(process);
    throw outOfTurn(answer);
  }

  /** What became of the call that a client has in progress. */
  private settled(process: number, answer: Answer | Gone): Response {
    const installing = this.installing.get(process);
    if (answer.type === 'held') {
      // The client was killed while the answer was on its way.
      if (installing === undefined) return this.gone(process);
      installing.table = answer.table;
      return { type: 'held', table: answer.table, route: installing.route };
    }
    this.installing.delete(process);
    if (answer.type === 'gone') return this.gone(process);
    if (answer.type !== 'returned') throw outOfTurn(answer);
    this.measurements.hear(answer.messages, answer.code);
    return { type: 'returned', code: answer.code };
  }

  private gone(process: number): Response {
    this.installing.delete(process);
    return { type: 'gone' };
  }

  /** Only on Wine, whose processes are this system's. */
  readonly suspend?: (process: number) => Promise<AsyncDisposable>;

  private async suspended(process: number): Promise<AsyncDisposable> {
    return this.workers.current(process)?.suspend() ?? { [Symbol.asyncDispose]: async () => undefined };
  }

  readonly notes = (): Readonly<Record<string, unknown>> => ({
    ...this.facts,
    routes: Object.fromEntries(this.offers.actions),
    /** What each function of the API returned while nothing was installing. */
    idle: Object.fromEntries(this.offers.apis),
    unexpectedEnds: this.workers.unexpectedEnds,
    measured: this.measurements.toJSON(),
  });

  [Symbol.asyncDispose](): Promise<void> {
    return (this.ending ??= this.end());
  }

  private async end(): Promise<void> {
    try {
      await Promise.all([...this.installing.keys()].map((process) => this.finish(process)));
      await this.workers.settle();
      // A prefix of our own goes as a whole.
      if (!this.host.isOurs) await removeProduct(await this.workers.observer(), this.host);
    } finally {
      await this.workers[Symbol.asyncDispose]();
      await this.host[Symbol.asyncDispose]();
    }
  }
}

const unsupported = (code: number | undefined, reason: string): Response => ({
  type: 'unsupported',
  ...(code === undefined ? {} : { code }),
  reason,
});

const outOfTurn = (answer: Answer | Gone): ImplementationError =>
  new ImplementationError(`a worker answered out of turn: ${describeAnswer(answer)}`);
