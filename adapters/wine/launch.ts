import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { compiledPath } from '../package-root.ts';
import { findWine } from './find-wine.ts';
import { usingCache } from '../folders.ts';
import { providePrefix } from './prefix.ts';
import { provideRuntime } from './runtime.ts';
import type { Runtime } from './runtime.ts';
import type { Host } from '../driver/host.ts';

/** A host whose runtime other programs under the same Wine may need. */
export interface HostOnWine extends Host {
  readonly runtime: Runtime;
}

const FIXTURES = 'msiconform';

/**
 * Workers that run in Node for Windows under Wine, in a prefix of their own.
 * @param worker - a worker's source module, relative to `from`, when it is not the plain one
 * @throws {ImplementationError} when there is no Wine, or something cannot be fetched or made
 */
export const hostOnWine = async (
  onProgress: (message: string) => void = () => undefined,
  worker: { readonly from: string; readonly module: string } = {
    from: import.meta.url,
    module: '../driver/worker/main.ts',
  },
): Promise<HostOnWine> => {
  const wine = await findWine();
  const { runtime, prefix } = await usingCache(async () => {
    const fetched = await provideRuntime(onProgress);
    const made = await providePrefix(wine, onProgress);
    await mkdir(join(made.folder, 'drive_c', FIXTURES));
    return { runtime: fetched, prefix: made };
  });
  return {
    id: 'wine',
    name: wine.version,
    version: wine.version,
    launch: {
      program: wine.program,
      args: [runtime.node, windowsPath(compiledPath(worker.from, worker.module)), windowsPath(runtime.koffi)],
      environment: prefix.environment,
      log: join(prefix.folder, 'workers.log'),
    },
    fixtures: `C:\\${FIXTURES}\\`,
    runtime,
    isOurs: true,
    quietWhen: 'absent',
    facts: { wine: wine.version, program: wine.program },
    withoutEvents: 'Wine has no event log that msi.dll writes to',
    [Symbol.asyncDispose]: () => prefix[Symbol.asyncDispose](),
  };
};

/** A path of this machine as a program under Wine sees it. */
export const windowsPath = (path: string): string => `Z:${path.replaceAll('/', '\\')}`;
