import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MUTEX_NAME } from '../../spec/index.ts';
import { ImplementationError } from '../implementation.ts';
import type { Implementation } from '../implementation.ts';
import { compiledPath } from '../package-root.ts';
import { findWine } from '../wine/find-wine.ts';
import { provideRuntime } from '../wine/runtime.ts';
import { windowsPath } from '../win32/launch-wine.ts';
import { WorkerProcess } from '../win32/worker-process.ts';
import type { MutexView } from './view.ts';

/** The installer's name for its mutex without the namespace: another object in every session but 0. */
export const BARE_NAME = MUTEX_NAME.replace(/^Global\\/, '');

/** What somebody who is no installer does to a mutex. */
export interface Meddling {
  /** `keep`: has a handle to it; `own`: owns it. */
  readonly does: 'keep' | 'own';
  readonly mutex: string;
}

/** A process on the same machine that is no installer and no client. */
export interface Bystander extends AsyncDisposable {
  meddle(meddling: Meddling): Promise<void>;
  /** Closes all handles again. */
  letGo(): Promise<void>;
  look(mutex: string): Promise<MutexView>;
}

/** @returns `undefined` for a machine beside which no process can be started: one in memory, or real Windows */
export const startBystander = async (machine: Implementation): Promise<Bystander | undefined> => {
  if (machine.environment === undefined) return undefined;
  const wine = await findWine();
  const runtime = await provideRuntime(() => {});
  const folder = await mkdtemp(join(tmpdir(), 'msiconform-bystander-'));
  const worker = await WorkerProcess.start({
    program: wine.program,
    args: [
      runtime.node,
      windowsPath(compiledPath(import.meta.url, './worker/main.ts')),
      windowsPath(runtime.koffi),
    ],
    environment: { ...machine.environment },
    log: join(folder, 'bystander.log'),
  });
  const ask = async (name: string, value?: string): Promise<unknown> => {
    const answer = await worker.ask({ do: 'extra', name, value });
    if (answer.type === 'done') return answer.value;
    const why = answer.type === 'error' ? answer.message : answer.type;
    throw new ImplementationError(`the process beside ${machine.identity.id} could not ${name}: ${why}`);
  };
  return {
    meddle: async ({ does, mutex }) => void (await ask(does, mutex)),
    letGo: async () => void (await ask('let-go')),
    look: async (mutex) => {
      const { state, abandoned } = (await ask('look', mutex)) as MutexView;
      return { state, abandoned };
    },
    async [Symbol.asyncDispose]() {
      await worker[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
