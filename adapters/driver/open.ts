import { requireRevision } from '../agent/announcement.ts';
import type { Implementation } from '../implementation.ts';
import { control, within } from './answers.ts';
import { clientFixture, registeredFixture } from './fixtures.ts';
import { handlerThread } from './handler-thread.ts';
import type { Host } from './host.ts';
import { MOST_CLIENTS, Driver } from './implementation.ts';
import { measureFirst } from './measure/index.ts';
import { findOffers } from './offers.ts';
import type { Offers } from './offers.ts';
import { installProduct, removeProduct } from './registered-product.ts';
import type { WorkerProcess } from './worker-process.ts';
import { Workers } from './workers.ts';

const OFFERS_DEADLINE_MS = 120_000;

/**
 * Opens the Windows Installer of this machine. Client processes are workers that call msi.dll and are
 * held inside its external user interface; the observer is one more worker.
 * @throws {ImplementationError} when a worker cannot be started or a plain installation does not work
 */
export const openDriver = async (host: Host): Promise<Implementation> => {
  const workers = new Workers(host);
  let observer: WorkerProcess | undefined;
  try {
    observer = await workers.observer();
    const { msi, wine, agent } = observer.ready;
    if (agent !== undefined) requireRevision(agent);
    const identity = {
      id: host.id,
      name: host.name,
      version: wine === null ? host.version : `wine-${wine}`,
      windowsInstaller: `${msi[0]}.${msi[1]}`,
    };
    const offers = await prepare(host, workers);
    const facts = {
      ...host.facts,
      msi: msi.join('.'),
      ...(agent === undefined ? {} : { agent }),
      handlerThread: await handlerThread(host, workers),
      ...(host.measurer === undefined ? {} : { first: await measureFirst(host, workers) }),
    };
    return new Driver(identity, host, workers, offers, facts);
  } catch (error) {
    // What made the opening fail is told, and not what came of it.
    if (observer !== undefined && !host.isOurs) await removeProduct(observer, host).catch(() => undefined);
    await workers[Symbol.asyncDispose]();
    await host[Symbol.asyncDispose]();
    throw error;
  }
};

/** Authors the fixtures, removes what a crashed run left registered, and finds out what is offered. */
const prepare = async (host: Host, workers: Workers): Promise<Offers> => {
  const observer = await workers.observer();
  if (host.firstCommand !== undefined) await control(observer, host.firstCommand);
  for (let process = 1; process <= MOST_CLIENTS; process++) {
    await control(observer, { do: 'author', fixture: clientFixture(host, process) });
  }
  await control(observer, { do: 'author', fixture: registeredFixture(host) });
  await removeProduct(observer, host);
  await installProduct(observer, host);
  const found = findOffers(await workers.client(1), host);
  return within(found, OFFERS_DEADLINE_MS, 'a plain installation');
};
