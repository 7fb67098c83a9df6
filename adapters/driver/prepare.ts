import type { Capabilities } from '../../spec/index.ts';
import { requireRevision } from '../announcement.ts';
import { ACTIONS, APIS, UI_LEVELS } from '../../spec/index.ts';
import { ImplementationError } from '../implementation.ts';
import type { Identity, OpenedImplementation, Measurement, PreparedMachine } from '../implementation.ts';
import { attempt, control } from './answers.ts';
import { clientFixture, registeredFixture } from './fixtures.ts';
import { CALLERS_THREAD, handlerThread } from './handler-thread.ts';
import type { Host } from './host.ts';
import { Driver } from './implementation.ts';
import { installerOf, MOST_CLIENTS } from './installer.ts';
import { Lab } from './measure/lab.ts';
import { measureAll, MEASUREMENT_NAMES } from './measure/index.ts';
import { findOffers, offerKey, offered } from './offers.ts';
import type { Offers } from './offers.ts';
import { hintFor, installProduct, removeProduct } from './registered-product.ts';
import { Workers } from './workers.ts';

/** A machine with its workers and packages, on which nothing has been installed yet. */
export class PreparedDriver implements PreparedMachine {
  readonly identity: Identity;
  readonly capabilities: Capabilities;
  readonly isShared = true;
  readonly measurements = MEASUREMENT_NAMES;
  private readonly host: Host;
  private readonly workers: Workers;
  private readonly facts: Record<string, unknown>;
  private registered: Promise<void> | undefined;
  private thread: Promise<string> | undefined;
  private isOpened = false;
  private ending: Promise<void> | undefined;

  private constructor(
    host: Host,
    workers: Workers,
    identity: Identity,
    facts: Readonly<Record<string, unknown>>,
  ) {
    this.host = host;
    this.workers = workers;
    this.identity = identity;
    this.facts = { ...facts };
    this.capabilities = {
      processes: MOST_CLIENTS,
      actions: ACTIONS,
      uiLevels: UI_LEVELS,
      apis: APIS,
      observations: host.withoutEvents === undefined ? ['probe', 'service', 'events'] : ['probe', 'service'],
      versions: [],
      concurrent: true,
    };
  }

  /** @throws {ImplementationError} when no worker can be started, or no package be made */
  static async begin(host: Host): Promise<PreparedDriver> {
    const workers = new Workers(host);
    try {
      const observer = await workers.observer();
      host.watch?.();
      const { msi, wine, agent } = observer.ready;
      if (agent !== undefined) requireRevision(agent);
      const identity = {
        id: host.id,
        name: host.name,
        version: wine === null ? host.version : `wine-${wine}`,
        windowsInstaller: `${msi[0]}.${msi[1]}`,
      };
      if (host.firstCommand !== undefined) await control(observer, host.firstCommand);
      for (let process = 1; process <= MOST_CLIENTS; process++) {
        await control(observer, { do: 'author', fixture: clientFixture(host, process) });
      }
      await control(observer, { do: 'author', fixture: registeredFixture(host) });
      const facts = { ...host.facts, msi: msi.join('.'), ...(agent === undefined ? {} : { agent }) };
      return new PreparedDriver(host, workers, identity, facts);
    } catch (error) {
      // What made it fail is told, and not what came of it.
      await workers[Symbol.asyncDispose]();
      await host[Symbol.asyncDispose]();
      throw error;
    }
  }

  async *measure(signal: AbortSignal = new AbortController().signal): AsyncGenerator<Measurement> {
    await this.register();
    await using lab = new Lab(this.host, this.workers, () => this.handlerThread(), signal);
    yield* measureAll(lab, signal);
  }

  async open(): Promise<OpenedImplementation> {
    await this.register();
    const { host, workers, identity } = this;
    const offers = await findOffers((request) => attempt(workers, 1, request), host);
    this.assertInstallable(offers);
    const thread = await this.handlerThread();
    const facts = { ...this.facts, handlerThread: thread };
    this.isOpened = true;
    return new Driver(identity, host, workers, offers, facts, thread === CALLERS_THREAD);
  }

  /** Found out once: where it is not the caller's, that costs a client and some time. */
  private handlerThread(): Promise<string> {
    return (this.thread ??= handlerThread(this.host, this.workers));
  }

  /** Removes what a crashed run left registered, and registers the product anew; where it cannot, that is noted. */
  private register(): Promise<void> {
    return (this.registered ??= this.registerOnce());
  }

  private async registerOnce(): Promise<void> {
    const client = installerOf(this.host, this.workers);
    try {
      await removeProduct(client, this.host);
      await installProduct(client, this.host);
    } catch (error) {
      if (!(error instanceof ImplementationError)) throw error;
      this.facts['notRegistered'] = error.message;
    }
  }

  /** @throws {ImplementationError} when not one action has a route to its tables */
  private assertInstallable(offers: Offers): void {
    if (offered(offers, this.host).actions.length > 0) return;
    const install = offers.actions.get(offerKey('INSTALL', false));
    if (install === undefined || 'route' in install) return;
    const what = 'code' in install ? `code ${install.code}` : install.reason;
    const hint = 'code' in install ? hintFor(install.code) : undefined;
    throw new ImplementationError(
      `nothing can be tested on this machine: a plain installation gave ${what}`,
      hint === undefined ? {} : { hint },
    );
  }

  /** Ends it, unless the implementation that was opened does. */
  [Symbol.asyncDispose](): Promise<void> {
    return (this.ending ??= this.isOpened ? Promise.resolve() : this.end());
  }

  private async end(): Promise<void> {
    try {
      if (!this.host.isOurs && this.registered !== undefined) {
        await removeProduct(installerOf(this.host, this.workers), this.host).catch(() => undefined);
      }
    } finally {
      await this.workers[Symbol.asyncDispose]();
      await this.host[Symbol.asyncDispose]();
    }
  }
}
