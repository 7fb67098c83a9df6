import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { MUTEX_NAME } from '../spec/index.ts';
import { ImplementationError } from '../adapters/implementation.ts';
import type { OpenedImplementation } from '../adapters/implementation.ts';
import { programPath } from '../adapters/package-root.ts';
import { findWine } from '../adapters/wine/find-wine.ts';
import { provideRuntime } from '../adapters/wine/runtime.ts';
import { windowsPath } from '../adapters/wine/launch.ts';
import { WorkerProcess } from '../adapters/driver/worker-process.ts';
import { Crowd } from './crowd.ts';
import type { MutexView } from './view.ts';

/** The installer's name for its mutex without the namespace: another object in every session but 0. */
export const BARE_NAME = MUTEX_NAME.replace(/^Global\\/, '');

const SERVICE_START_PENDING = 2;
const DEADLINE_MS = 60_000;
const POLL_MS = 5;

/** What somebody who is no installer does to a mutex. */
export interface Meddling {
  /** `keep`: has a handle to it; `own`: owns it; `deny`: has one, and leaves it to administrators. */
  readonly does: 'keep' | 'own' | 'deny';
  readonly mutex: string;
}

/** A process on the same machine that is no installer and no client. */
export interface Bystander extends AsyncDisposable {
  meddle(meddling: Meddling): Promise<void>;
  /**
   * Makes so many processes called msiexec.exe beside the service; none where the machine has no name for it.
   * @returns how many the system then lists, the service among them
   */
  crowd(processes: number): Promise<number | undefined>;
  /** Closes all handles again, ends those processes, and waits until nothing is left of them. */
  letGo(): Promise<void>;
  look(mutex: string): Promise<MutexView>;
  /** What somebody sees who is no administrator and asks to wait and to release. */
  lookWithoutRights(mutex: string): Promise<MutexView>;
}

/** @returns `undefined` for a machine beside which no process can be started: one in memory, or real Windows */
export const startBystander = async (machine: OpenedImplementation): Promise<Bystander | undefined> => {
  if (machine.environment === undefined) return undefined;
  const wine = await findWine();
  const runtime = await provideRuntime(() => {});
  const folder = await mkdtemp(join(tmpdir(), 'msiconform-bystander-'));
  const worker = await WorkerProcess.start({
    program: wine.program,
    args: [runtime.node, windowsPath(programPath('detectors/worker/main')), windowsPath(runtime.koffi)],
    environment: { ...machine.environment },
    log: join(folder, 'bystander.log'),
  });
  const ask = async (name: string, value?: string): Promise<unknown> => {
    const answer = await worker.ask({ do: 'extra', name, value });
    if (answer.type === 'done') return answer.value;
    const why = answer.type === 'error' ? answer.message : answer.type;
    throw new ImplementationError(`the process beside ${machine.identity.id} could not ${name}: ${why}`);
  };
  const { stage } = machine;
  const count = async (): Promise<number> => Number(await ask('count', 'msiexec.exe'));
  const crowd =
    stage === undefined
      ? undefined
      : new Crowd([wine.program, windowsPath(stage.msiexec)], { ...machine.environment }, count);
  const serviceRuns = async (): Promise<void> => {
    const end = performance.now() + DEADLINE_MS;
    for (;;) {
      const answer = await worker.ask({ do: 'service' });
      if (answer.type === 'service' && answer.state !== SERVICE_START_PENDING) return;
      if (performance.now() > end) throw new ImplementationError('the service did not become ready again');
      await delay(POLL_MS);
    }
  };
  const keptMutexes = new Set<string>();
  return {
    meddle: async ({ does, mutex }) => {
      await ask(does, mutex);
      keptMutexes.add(mutex);
    },
    crowd: async (processes) => crowd?.gather(processes),
    letGo: async () => {
      await ask('let-go');
      if (stage !== undefined && keptMutexes.has(stage.serviceStartsWhile)) await serviceRuns();
      keptMutexes.clear();
      await crowd?.disperse();
    },
    look: async (mutex) => {
      const { state, abandoned } = (await ask('look', mutex)) as MutexView;
      return { state, abandoned };
    },
    lookWithoutRights: async (mutex) => {
      if ((await ask('is-denied', mutex)) === true) return { state: 'denied', abandoned: false };
      const { state, abandoned } = (await ask('look', mutex)) as MutexView;
      return { state, abandoned };
    },
    async [Symbol.asyncDispose]() {
      await crowd?.disperse();
      await worker[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
