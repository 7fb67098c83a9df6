import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, release, tmpdir, version } from 'node:os';
import { join, win32 } from 'node:path';
import { ImplementationError } from '../implementation.ts';
import { DRIVER_NAMES } from '../implementation.ts';
import type { ImplementationFactory, OpenOptions } from '../implementation.ts';
import { agentProgram } from '../agent/programs.ts';
import { checkWindows, thisWindows } from './checks.ts';
import { lockMachine } from './lock.ts';
import { madeFolder } from '../make-folder.ts';
import { programPath } from '../package-root.ts';
import { isRunning } from '../processes.ts';
import type { Host, Launch } from '../driver/host.ts';
import { openDriver } from '../driver/open.ts';
import { WORKERS_LOG } from '../driver/host.ts';
import { PreparedDriver } from '../driver/prepare.ts';

export const windowsFactory: ImplementationFactory = {
  id: 'windows',
  summary: "this machine's Windows Installer (never run yet: no result on Windows is known)",
  // A busy installer waits some 3 seconds before each refusal.
  numRuns: 100,
  maxSteps: 12,
  budgets: { shrink: 60_000, run: Infinity },
  drivers: DRIVER_NAMES,
  measuresFirst: true,
  open: async (options) => openDriver(await hostOnWindows(options)),
  prepare: async (options) => PreparedDriver.begin(await hostOnWindows(options)),
  platforms: ['win32'],
  diagnose: async () => {
    const folder = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`));
    try {
      await using windows = await thisWindows(launchIn(folder, MEASURER, process.env));
      return await checkWindows(windows, false);
    } finally {
      await rm(folder, { recursive: true, force: true }).catch(() => undefined);
    }
  },
};

/**
 * Workers that run in this Node on this Windows.
 * @throws {ImplementationError} when this is no Windows, or one that must not be installed on
 */
export const hostOnWindows = async (
  { disposableMachine = false, unelevated = false, logs, driver, onProgress }: OpenOptions,
  platform: NodeJS.Platform = process.platform,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<Host> => {
  if (platform !== 'win32') {
    throw new ImplementationError(`this machine runs ${platform}, not Windows`, {
      hint: 'On Linux, `msiconform run wine` drives the msi.dll of Wine.',
    });
  }
  if (!disposableMachine && NO_CI.has((environment['CI'] ?? '').toLowerCase())) {
    throw new ImplementationError('the suite installs and kills installations on this machine', {
      hint: 'Run it in CI or in a virtual machine that may break, or say --this-machine-is-disposable.',
    });
  }
  if (driver !== 'agent') requireKoffi();
  const lock = await lockMachine(join(tmpdir(), LOCK));
  await removeLeftovers();
  const folder = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`));
  const launch = (worker: string): Launch => launchIn(folder, worker, environment, logs);
  try {
    if (driver !== 'agent') await assertFit(launch(MEASURER), unelevated, onProgress);
  } catch (error) {
    await lock[Symbol.asyncDispose]();
    throw error;
  }
  const agent = driver === 'agent' ? agentProgram(arch() === 'ia32' ? 'x86' : 'x64') : undefined;
  return {
    id: 'windows',
    name: `Windows ${release()}`,
    version: release(),
    launch:
      agent === undefined
        ? launch('adapters/driver/worker/main')
        : { ...launch(''), program: agent, args: ['worker'] },
    // What is measured takes koffi.
    ...(agent === undefined ? { measurer: launch(MEASURER) } : {}),
    ...(logs === undefined ? {} : { logs: `${madeFolder(logs)}${win32.sep}` }),
    fixtures: `${folder}${win32.sep}`,
    isOurs: false,
    quietWhen: 'not owned',
    withoutEvents: undefined,
    facts: {
      unverified: UNVERIFIED,
      windows: version(),
      release: release(),
      arch: arch(),
      node: process.version,
    },
    // What something still has open there, the next run removes.
    [Symbol.asyncDispose]: async () => {
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }).catch(
        () => undefined,
      );
      await lock[Symbol.asyncDispose]();
    },
  };
};

const MEASURER = 'adapters/driver/measure/worker/main';
const LOCK = 'msiconform-windows.lock';

const launchIn = (folder: string, worker: string, environment: NodeJS.ProcessEnv, logs?: string): Launch => ({
  program: process.execPath,
  args: [programPath(worker)],
  environment,
  // Beside the installer's logs it outlives the folder, so that what made a worker fail can be read.
  log: logs === undefined ? join(folder, WORKERS_LOG) : join(madeFolder(logs), WORKERS_LOG),
});

/** @throws {ImplementationError} naming what this machine lacks that a run cannot do without */
const assertFit = async (
  launch: Launch,
  unelevated: boolean,
  onProgress: OpenOptions['onProgress'],
): Promise<void> => {
  await using windows = await thisWindows(launch);
  const wrong = (await checkWindows(windows, unelevated)).filter(({ ok }) => !ok);
  const refused = wrong.find(({ isNeeded }) => isNeeded);
  if (refused !== undefined) {
    throw new ImplementationError(`this Windows cannot be used: ${refused.what}: ${refused.detail}`, {
      hint: '`msiconform doctor` shows all that was checked.',
    });
  }
  for (const { what, detail } of wrong) onProgress?.(`${what}: ${detail}`);
};

const UNVERIFIED =
  'this adapter was written from documentation and public logs and had not been run on Windows: check the raw values here first';
const PREFIX = 'msiconform-';
/** What the variable CI says where there is none. */
const NO_CI: ReadonlySet<string> = new Set(['', '0', 'false']);

const requireKoffi = (): void => {
  try {
    createRequire(import.meta.url).resolve('koffi');
  } catch (cause) {
    throw new ImplementationError('koffi, an optional dependency, is not installed', {
      hint: 'Install it with `npm install koffi`.',
      cause,
    });
  }
};

/** Fixture folders of runs that were ended hard. */
const removeLeftovers = async (): Promise<void> => {
  for (const name of await readdir(tmpdir())) {
    const owner = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1];
    if (owner === undefined || isRunning(Number(owner))) continue;
    await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => undefined);
  }
};
