import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { agentProgram } from '../agent/programs.ts';
import { programPath } from '../package-root.ts';
import { findWine } from './find-wine.ts';
import type { Wine } from './find-wine.ts';
import { usingCache } from '../folders.ts';
import { providePrefix } from './prefix.ts';
import type { Prefix } from './prefix.ts';
import { provideRuntime } from './runtime.ts';
import type { Runtime } from './runtime.ts';
import type { Host, Launch } from '../driver/host.ts';

/** A host whose runtime other programs under the same Wine may need. */
export interface HostOnWine extends Host {
  readonly runtime: Runtime;
}

type OnProgress = (message: string) => void;

const FIXTURES = 'msiconform';

/**
 * Workers that run in Node for Windows under Wine, in a prefix of their own.
 * @param worker - the worker's program, when it is not the plain one
 * @throws {ImplementationError} when there is no Wine, or something cannot be fetched or made
 */
export const hostOnWine = async (
  onProgress: OnProgress = () => undefined,
  worker = 'adapters/driver/worker/main',
): Promise<HostOnWine> => {
  const wine = await findWine();
  const { runtime, prefix } = await usingCache(async () => {
    const fetched = await provideRuntime(onProgress);
    return { runtime: fetched, prefix: await prefixWithFixtures(wine, onProgress) };
  });
  const script = windowsPath(programPath(worker));
  const args = [runtime.node, script, windowsPath(runtime.koffi)];
  return { ...hostIn(wine, prefix, args), runtime };
};

/**
 * The same with the native agent in the place of Node, so that nothing has to be fetched.
 * @throws {ImplementationError} when there is no Wine, or the agent was not built
 */
export const agentOnWine = async (onProgress: OnProgress = () => undefined): Promise<Host> => {
  const args = [agentProgram(), 'worker'];
  const wine = await findWine();
  const prefix = await usingCache(() => prefixWithFixtures(wine, onProgress));
  return hostIn(wine, prefix, args);
};

const prefixWithFixtures = async (wine: Wine, onProgress: OnProgress): Promise<Prefix> => {
  const prefix = await providePrefix(wine, onProgress);
  await mkdir(join(prefix.folder, 'drive_c', FIXTURES));
  return prefix;
};

const hostIn = (wine: Wine, prefix: Prefix, args: Launch['args']): Host => ({
  id: 'wine',
  name: wine.version,
  version: wine.version,
  launch: {
    program: wine.program,
    args,
    environment: prefix.environment,
    log: join(prefix.folder, 'workers.log'),
  },
  fixtures: `C:\\${FIXTURES}\\`,
  isOurs: true,
  quietWhen: 'absent',
  facts: { wine: wine.version, program: wine.program },
  withoutEvents: 'Wine has no event log that msi.dll writes to',
  watch: () => prefix.watch(),
  [Symbol.asyncDispose]: () => prefix[Symbol.asyncDispose](),
});

/** A path of this machine as a program under Wine sees it. */
export const windowsPath = (path: string): string => `Z:${path.replaceAll('/', '\\')}`;
