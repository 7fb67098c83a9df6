import { createHash } from 'node:crypto';
import { copyFile, link, mkdir, readdir, readlink, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ImplementationError } from '../implementation.ts';
import { run } from './command.ts';
import type { Wine } from './find-wine.ts';
import { cacheFolder, enoughSpace, exists, madeOnce } from '../folders.ts';
import { isRunning } from '../processes.ts';
import { endAllIn, endClientsIn, keepWatch } from './keeper.ts';

/** A Wine prefix of our own: one per opened adapter, so that runs at the same time do not meet. */
export interface Prefix extends AsyncDisposable {
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  /** To be called once a process runs in it that stays: a server that goes from then on was killed. */
  readonly watch: () => void;
}

/** What one comes to with Wine 10.0; with 8.0 some less. Nearly all of it is Wine's own libraries. */
export const PREFIX_MB = 810;
const BOOT_DEADLINE_MS = 120_000;
/** Services that each Wine server starts first, one after the other, and that no installer here asks for anything. */
const ON_DEMAND = ['Eventlog', 'PlugPlay', 'winebus', 'wineusb'] as const;
const SERVICES = 'HKLM\\System\\CurrentControlSet\\Services';
const START_ON_DEMAND = ['/v', 'Start', '/t', 'REG_DWORD', '/d', '3', '/f'] as const;
const REGISTRY = ['system.reg', 'user.reg', 'userdef.reg'] as const;
/** Wine rewrites these in place, so a hard link would change the template too. */
const REWRITTEN = new Set<string>([...REGISTRY, '.update-timestamp']);

/** Where the template of this Wine's prefixes is kept. */
export const templateOf = ({ program, version }: Wine): string => {
  const key = createHash('sha256')
    .update([program, version, ...ON_DEMAND].join('\n'))
    .digest('hex')
    .slice(0, 12);
  return join(cacheFolder(), 'prefixes', `template-${key}`);
};

/**
 * Makes the template prefix on first use, then a copy of it for this process. The user's own prefix is
 * never touched.
 * @throws {ImplementationError} when Wine cannot make a prefix, or hangs while it does
 */
export const providePrefix = async (wine: Wine, onProgress: (message: string) => void): Promise<Prefix> => {
  const home = join(cacheFolder(), 'prefixes');
  const template = await madeOnce(
    templateOf(wine),
    async (unfinished) => {
      onProgress(`making a prefix with ${wine.version} (some ${PREFIX_MB} MB, once, takes some seconds)`);
      await enoughSpace(unfinished, PREFIX_MB);
      await makeTemplate(wine, unfinished);
    },
    () => onProgress('waiting for another msiconform that makes the prefix'),
  );
  await removeLeftovers(home);
  const folder = join(home, `run-${process.pid}-${nextNumber++}`);
  await rm(folder, { recursive: true, force: true });
  await linkTree(template, folder);
  const environment = environmentFor(wine, folder);
  let watching: Disposable | undefined;
  return {
    folder,
    environment,
    watch: () => {
      watching ??= keepWatch(folder);
    },
    [Symbol.asyncDispose]: async () => {
      watching?.[Symbol.dispose]();
      // The server would give them most of a second to end in order, and nothing of theirs is kept.
      endClientsIn(folder);
      await endServer(wine, environment);
      endAllIn(folder);
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
};

let nextNumber = 1;

/** No X server, no messages, none of the parts that a prefix without a desktop does not need, such as its explorer. */
const environmentFor = (wine: Wine, folder: string): NodeJS.ProcessEnv => {
  const environment: NodeJS.ProcessEnv = {
    ...process.env,
    WINEPREFIX: folder,
    WINEDEBUG: '-all',
    DISPLAY: '',
    WAYLAND_DISPLAY: '',
    WINEARCH: 'win64',
    WINEDLLOVERRIDES: 'mscoree,mshtml=;winemenubuilder.exe,explorer.exe=d',
  };
  for (const name of ['NODE_OPTIONS', 'NODE_PATH', 'NODE_V8_COVERAGE']) delete environment[name];
  if (wine.program.endsWith('wine64')) environment['WINELOADER'] = wine.program;
  return environment;
};

const makeTemplate = async (wine: Wine, folder: string): Promise<void> => {
  const environment = environmentFor(wine, folder);
  // Wine 8 makes prefixes of Windows 7, on which Node 22 does not start.
  for (const args of [
    ['wineboot', '-i'],
    ['winecfg', '/v', 'win10'],
    ...ON_DEMAND.map((service) => ['reg', 'add', `${SERVICES}\\${service}`, ...START_ON_DEMAND]),
  ]) {
    const ended = await run(wine.program, args, {
      deadlineMs: BOOT_DEADLINE_MS,
      env: environment,
      output: 'none',
    });
    if (ended.timedOut || ended.code !== 0) {
      await endServer(wine, environment);
      const what = ended.timedOut
        ? `did not end within ${BOOT_DEADLINE_MS / 1000} seconds`
        : `ended with ${ended.code}`;
      throw new ImplementationError(`${wine.program} ${args.join(' ')} ${what}`, {
        hint: 'Check that this Wine works: `WINEPREFIX=/tmp/try wine64 wineboot -i`.',
      });
    }
  }
  // The registry reaches the disk when the server ends.
  await endServer(wine, environment);
  for (let tries = 0; tries < 100; tries++) {
    const made = await Promise.all([...REGISTRY, 'drive_c'].map((name) => exists(join(folder, name))));
    if (made.every(Boolean)) return;
    await delay(100);
  }
  throw new ImplementationError(`${wine.program} made no whole prefix in ${folder}`, {
    hint: 'Set MSICONFORM_WINE to a Wine that works.',
  });
};

/** Ends what still runs in a prefix, all of which is ours, and waits for it. */
const endServer = async (wine: Wine, environment: NodeJS.ProcessEnv): Promise<void> => {
  const options = { deadlineMs: 10_000, env: environment, output: 'none' } as const;
  if (wine.server === undefined) {
    await run(wine.program, ['wineboot', '-k'], options).catch(() => undefined);
    return;
  }
  await run(wine.server, ['-k'], options).catch(() => undefined);
  await run(wine.server, ['-w'], options).catch(() => undefined);
};

/** Copies of runs that were ended hard. */
const removeLeftovers = async (home: string): Promise<void> => {
  for (const name of await readdir(home)) {
    const owner = /^run-(\d+)-/.exec(name)?.[1];
    if (owner === undefined || isRunning(Number(owner))) continue;
    await rm(join(home, name), { recursive: true, force: true }).catch(() => undefined);
  }
};

/** Copies a prefix in some ten milliseconds: hard links, which Wine never writes through, and copies. */
const linkTree = async (from: string, to: string): Promise<void> => {
  await mkdir(to);
  const entries = await readdir(from, { withFileTypes: true });
  for (const entry of entries) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await linkTree(source, target);
    else if (entry.isSymbolicLink()) await symlink(await readlink(source), target);
    else if (REWRITTEN.has(entry.name)) await copyFile(source, target);
    else await link(source, target).catch(() => copyFile(source, target));
  }
};
