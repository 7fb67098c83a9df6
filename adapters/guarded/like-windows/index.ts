/**
 * A Windows that can be tried here: Wine's msi.dll behind what public logs show Windows doing. The client takes
 * the mutex first, waits some 3 seconds before a refusal, and at reduced and full UI only at its ExecuteAction,
 * with message 1500; records 1040 and 1042 come into a stand-in for the event log; the service starts on demand.
 * It shows that the suite works on such a machine. It shows nothing of Windows.
 */
import { join } from 'node:path';
import { ImplementationError } from '../../implementation.ts';
import type { ImplementationFactory, OpenOptions } from '../../implementation.ts';
import { madeFolder } from '../../make-folder.ts';
import { programPath } from '../../package-root.ts';
import type { Host, Launch } from '../../driver/host.ts';
import { openDriver } from '../../driver/open.ts';
import { WORKERS_LOG } from '../../driver/host.ts';
import { PreparedDriver } from '../../driver/prepare.ts';
import { WorkerProcess } from '../../driver/worker-process.ts';
import { run } from '../../wine/command.ts';
import { diagnoseWine, findWine, NOT_WINDOWS, WINE_BUDGETS } from '../../wine/index.ts';
import { hostOnWine, windowsPath } from '../../wine/launch.ts';
import type { HostOnWine } from '../../wine/launch.ts';
import { provideMsiexec } from '../../wine/runtime.ts';
import { paceOf, SWITCH_NAMES, SWITCHES } from './switches.ts';
import type { Switch, WorkerOptions } from './switches.ts';

export const LIKE_WINDOWS = 'guarded-wine:like-windows';

const END_SERVER_MS = 10_000;
/** What Windows' service accepts when it is idle: STOP and SHUTDOWN. */
const ACCEPTED_WHEN_IDLE = 5;

/** @throws {ImplementationError} when there is no Wine, or its service cannot be replaced */
export const hostLikeWindows = async (
  { onProgress, logs }: OpenOptions,
  switches: readonly Switch[],
): Promise<Host> => {
  const host = await hostOnWine(onProgress);
  const pace = paceOf(process.env);
  const options: WorkerOptions = { switches, pace, folder: host.fixtures };
  const launch = launchOf(host, options, logs);
  const service = programPath('adapters/guarded/service/main');
  const msiexec = await provideMsiexec(host.runtime);
  const paths = [msiexec, service, host.runtime.koffi].map((path) => `"${windowsPath(path)}"`);
  const foreigner = switches.includes('foreign-installs')
    ? await WorkerProcess.start(launchOf(host, { ...options, isForeign: true }))
    : undefined;
  const reboot = switches.includes('reboots') ? setTimeout(() => void restart(host), pace.reboot) : undefined;
  const suffix = switches.map((name) => `,${name}`).join('');
  return {
    ...host,
    id: `${LIKE_WINDOWS}${suffix}`,
    name: `${host.name} made to behave like Windows${switches.map((name) => `, but ${SWITCHES[name]}`).join('')}`,
    launch,
    ...(logs === undefined ? {} : { logs: `${windowsPath(madeFolder(logs))}\\` }),
    isOurs: false,
    quietWhen: 'not owned',
    withoutEvents: undefined,
    firstCommand: {
      do: 'extra',
      name: 'replace-service',
      value: [...paths, String(ACCEPTED_WHEN_IDLE)].join(' '),
    },
    [Symbol.asyncDispose]: async () => {
      clearTimeout(reboot);
      await foreigner?.kill();
      await host[Symbol.asyncDispose]();
    },
  };
};

const launchOf = (host: HostOnWine, options: WorkerOptions, logs?: string): Launch => ({
  ...host.launch,
  ...(logs === undefined ? {} : { log: join(madeFolder(logs), WORKERS_LOG) }),
  args: [
    host.runtime.node,
    windowsPath(programPath('adapters/guarded/like-windows/worker/main')),
    windowsPath(host.runtime.koffi),
    JSON.stringify(options),
  ],
});

/** Ends everything that runs in the prefix at once; whoever starts a program there next finds it empty. */
const restart = async (host: HostOnWine): Promise<void> => {
  const { server } = await findWine();
  if (server === undefined) throw new ImplementationError('this Wine has no wineserver to end');
  await run(server, ['-k'], { deadlineMs: END_SERVER_MS, env: host.launch.environment, output: 'none' });
};

const factory = (switches: readonly Switch[]): ImplementationFactory => ({
  id: [LIKE_WINDOWS, ...switches].join(','),
  summary: `a stand-in for Windows${switches.map((name) => `: ${SWITCHES[name]}`).join('')}`,
  platforms: NOT_WINDOWS,
  budgets: WINE_BUDGETS,
  numRuns: 30,
  // As on Windows: most of the time goes into refusals, so that many short interleavings show more than few long ones.
  maxSteps: 12,
  measuresFirst: true,
  open: async (options) => openDriver(await hostLikeWindows(options, switches)),
  prepare: async (options) => PreparedDriver.begin(await hostLikeWindows(options, switches)),
  diagnose: diagnoseWine,
});

/** The stand-in, and one with each switch. */
export const likeWindowsFactories: readonly ImplementationFactory[] = [
  factory([]),
  ...SWITCH_NAMES.map((name) => factory([name])),
];
