import { match } from 'ts-pattern';
import { beginsWithUi, isObservation, isUiTable } from '../../spec/index.ts';
import type {
  Action,
  Api,
  Capabilities,
  ClientOperation,
  Operation,
  Response,
  UiLevel,
} from '../../spec/index.ts';
import { ImplementationError } from '../implementation.ts';
import type { Identity, OpenedImplementation, NotOffered, ResetOptions, Stage } from '../implementation.ts';
import { outOfTurn, unsupported, within } from './answers.ts';
import { installerOf, MOST_CLIENTS } from './installer.ts';
import { removeProduct } from './registered-product.ts';
import type { Host } from './host.ts';
import { unlessAborted } from './in-time.ts';
import { InstallerLogs } from './installer-logs.ts';
import { Installing } from './installing.ts';
import { Measurements } from './measurements.ts';
import { Observer } from './observer.ts';
import { callOf, notOffered, offered, offerKey, startOf, succeeds } from './offers.ts';
import type { Offers } from './offers.ts';
import type { Answer } from './protocol.ts';
import type { Gone } from './worker-process.ts';
import type { Workers } from './workers.ts';

const FINISH_DEADLINE_MS = 10_000;

/** The Windows Installer of a machine; {@link openDriver} makes one. */
export class Driver implements OpenedImplementation {
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
  private readonly installing = new Installing();
  private readonly logs: InstallerLogs;
  /** Whether the handler may run on the thread that calls msi.dll, as it was measured. */
  private isHandlerOnCaller: boolean;

  constructor(
    identity: Identity,
    host: Host,
    workers: Workers,
    offers: Offers,
    facts: Readonly<Record<string, unknown>>,
    isHandlerOnCaller: boolean,
  ) {
    this.identity = identity;
    this.host = host;
    this.workers = workers;
    this.offers = offers;
    this.facts = facts;
    this.logs = new InstallerLogs(host);
    this.isHandlerOnCaller = isHandlerOnCaller;
    if (host.isOurs) this.suspend = (process) => this.suspended(process);
    else this.intruder = () => this.observer.intruder();
    if (host.logs !== undefined) this.keepLogs = async (name) => void (this.logs.name = name);
    this.observer = new Observer(host, workers, this.measurements);
    this.capabilities = { ...offered(offers, host), processes: MOST_CLIENTS };
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
    await Promise.all(this.installing.processes.map((process) => this.finish(process)));
    await this.workers.settle();
    // What begins while it is waited for is in the case.
    await this.observer.begin();
    await this.becomeQuiet();
    await Promise.all(Array.from({ length: processes }, (_, index) => this.workers.client(index + 1)));
  }

  /** Ends the call that a client still has in progress; a client that does not end it is ended. */
  private async finish(process: number): Promise<void> {
    this.installing.end(process);
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
    await this.observer.becomeQuiet(FINISH_DEADLINE_MS);
  }

  async perform(process: number, operation: Operation, signal?: AbortSignal): Promise<Response> {
    const { situation } = this.installing;
    const begun = performance.now();
    const response = await (isObservation(operation)
      ? this.observer.observe(operation, situation, this.installing.applications)
      : unlessAborted(
          () => this.act(process, operation, signal),
          () => this.giveUp(process),
          signal,
        ));
    await this.installing.assertNoneIsLost(this.workers);
    this.measurements.answer(operation, situation, response, performance.now() - begun);
    return response;
  }

  /**
   * A client that does not answer in time is ended, so that nothing waits behind it.
   * @throws {ImplementationError} when it may have hung because of us
   */
  private giveUp(process: number): Response {
    this.installing.end(process);
    // The next reset waits for the end.
    this.workers.kill(process).catch(() => undefined);
    if (!this.host.isOurs && this.isHandlerOnCaller) {
      this.isHandlerOnCaller = false;
      throw new ImplementationError(
        `client ${process} gave no answer with the handler on its caller's thread; from now on each has a thread of its own`,
      );
    }
    return { type: 'open', reason: 'no answer before the deadline, so the client process was ended' };
  }

  private act(process: number, operation: ClientOperation, signal?: AbortSignal): Promise<Response> {
    return match<ClientOperation, Promise<Response>>(operation)
      .with({ op: 'start' }, ({ action, ui }) => this.start(process, action, ui, signal))
      .with({ op: 'advance' }, { op: 'cancel' }, ({ op }) => this.resume(process, op))
      .with({ op: 'call' }, ({ api }) => this.call(process, api))
      .with({ op: 'kill' }, async () => {
        this.installing.end(process);
        await this.workers.kill(process);
        return { type: 'gone' };
      })
      .exhaustive();
  }

  private async start(process: number, action: Action, ui: UiLevel, signal?: AbortSignal): Promise<Response> {
    const withUi = beginsWithUi(action, ui);
    const offer = this.offers.actions.get(offerKey(action, withUi));
    if (offer === undefined || !('route' in offer)) {
      return unsupported(offer, `${action} at UI level ${ui} processes no sequence table`);
    }
    const worker = await this.workers.client(process);
    if (signal?.aborted === true) return { type: 'open', reason: 'the client process was not there in time' };
    await this.logs.follow(process, worker);
    this.installing.begin(process, offer.says);
    const command = startOf(action, ui, offer.route, this.host, process, this.isHandlerOnCaller);
    return this.settled(process, await worker.ask(command));
  }

  private async resume(process: number, op: 'advance' | 'cancel'): Promise<Response> {
    const worker = this.workers.current(process);
    if (worker === undefined) return this.gone(process);
    const table = this.installing.of(process)?.table;
    if (table === undefined || (op === 'cancel' && !isUiTable(table))) {
      throw new ImplementationError(`client ${process} is ${table ?? 'idle'}, where it cannot ${op}`);
    }
    return this.settled(process, await worker.ask({ do: op }));
  }

  private async call(process: number, api: Api): Promise<Response> {
    const idle = this.offers.apis.get(api);
    if (!succeeds(idle)) return unsupported(idle, `${api} does not succeed when nothing is installing`);
    const worker = await this.workers.client(process);
    if (this.installing.of(process) === undefined) await this.logs.follow(process, worker);
    const answer = await worker.ask(callOf(api, this.host, process));
    if (answer.type === 'returned') return { type: 'returned', code: answer.code };
    if (answer.type === 'gone') return this.gone(process);
    throw outOfTurn(answer);
  }

  /** What became of the call that a client has in progress. */
  private settled(process: number, answer: Answer | Gone): Response {
    const installing = this.installing.of(process);
    if (answer.type === 'held') {
      // The client was killed while the answer was on its way.
      if (installing === undefined) return this.gone(process);
      installing.table = answer.table;
      return { type: 'held', table: answer.table, route: installing.route };
    }
    this.installing.end(process);
    if (answer.type === 'gone') return this.gone(process);
    if (answer.type !== 'returned') throw outOfTurn(answer);
    this.measurements.hear(answer.messages, answer.code);
    return { type: 'returned', code: answer.code };
  }

  private gone(process: number): Response {
    this.installing.end(process);
    return { type: 'gone' };
  }

  /** Only where others may install. */
  readonly intruder?: () => Promise<string | undefined>;

  /** Only where there is a folder for them. */
  readonly keepLogs?: (name: string | undefined) => Promise<void>;

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
      await Promise.all(this.installing.processes.map((process) => this.finish(process)));
      await this.workers.settle();
      // A prefix of our own goes as a whole.
      if (!this.host.isOurs) await removeProduct(installerOf(this.host, this.workers), this.host);
    } finally {
      await this.workers[Symbol.asyncDispose]();
      await this.host[Symbol.asyncDispose]();
    }
  }
}
