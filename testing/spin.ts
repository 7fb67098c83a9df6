import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packageRoot } from '../adapters/package-root.ts';
import type { Reading } from '../spec/index.ts';

const run = promisify(execFile);

/** What Debian's spin found in the Promela model. */
export interface SpinResult {
  readonly states: number;
  /** Without the initial store, which spin counts as one. */
  readonly transitions: number;
  readonly errors: number;
  /** The first assertion that failed, in spin's words. */
  readonly assertion: string | undefined;
  /** Processor seconds of the search alone, without spin and the C compiler. */
  readonly searchSeconds: number;
  /** Seconds from the model to the answer. */
  readonly totalSeconds: number;
  /** Spin's own figure, MiB. */
  readonly megabytes: number;
}

export interface SpinOptions {
  readonly processes: number;
  readonly reading: Reading;
  /** Puts a fault into the model. */
  readonly change?: (model: string) => string;
  /** log2 of the slots of spin's hash table. */
  readonly hashBits?: number;
  readonly depth?: number;
  /** Has the C compiler optimise, where the time of the search is what counts. */
  readonly optimise?: boolean;
}

const MODEL = join(packageRoot(), 'spec/formal/msiexecute.pml');

/** The sentence to skip with when spin or the C compiler is not there; `undefined` when both are. */
export const spinMissing = async (): Promise<string | undefined> => {
  try {
    await run('spin', ['-V']);
    await run('gcc', ['--version']);
    return undefined;
  } catch {
    return 'spin and gcc are not both on this machine (apt-get install spin gcc)';
  }
};

const flagsOf = (reading: Reading): readonly string[] => [
  ...(reading.mutexScope === 'exactly-while' ? ['-DEXACTLY_WHILE'] : []),
  ...(reading.mutexSet === 'exists' ? ['-DSET_EXISTS'] : []),
  ...(reading.apiCall === 'every' ? ['-DEVERY_API'] : []),
  ...(reading.serviceValue === 'includes' ? ['-DVALUE_INCLUDES'] : []),
  ...(reading.serviceRunning === 'exactly-while-installing' ? ['-DRUNNING_EXACTLY'] : []),
  ...(reading.mutexEdges === 'session' ? ['-DSESSION_EDGES'] : []),
  ...(reading.uiWhileSet === 'deferred' ? ['-DUI_DEFERRED'] : []),
];

/** Makes the verifier for the model with this reading, runs an exact search, and reads its counts. */
export const runSpin = (options: SpinOptions): Promise<SpinResult> =>
  inScratch(async (directory) => {
    const started = performance.now();
    await makeVerifier(directory, options);
    // The shell's last line tells the processor time of its children, which is steadier than pan's own clock.
    const { stdout } = await run('sh', ['-c', `${panWith(options)}; times`], inDirectory(directory));
    return { ...parse(stdout), totalSeconds: (performance.now() - started) / 1000 };
  });

const inScratch = async <T>(use: (directory: string) => Promise<T>): Promise<T> => {
  const directory = await mkdtemp(join(tmpdir(), 'msiconform-spin-'));
  try {
    return await use(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
};

const inDirectory = (cwd: string): { readonly cwd: string; readonly maxBuffer: number } => ({
  cwd,
  maxBuffer: 1 << 26,
});

const panWith = ({ depth, hashBits }: SpinOptions): string =>
  `./pan -m${depth ?? 1_000_000} -w${hashBits ?? 20}`;

const makeVerifier = async (directory: string, options: SpinOptions): Promise<void> => {
  const model = await readFile(MODEL, 'utf8');
  await writeFile(join(directory, 'model.pml'), options.change?.(model) ?? model);
  await run(
    'spin',
    ['-a', `-DPROCESSES=${options.processes}`, ...flagsOf(options.reading), 'model.pml'],
    inDirectory(directory),
  );
  const level = options.optimise === true ? '-O2' : '-O0';
  await run('gcc', [level, '-DSAFETY', '-DNOREDUCE', '-o', 'pan', 'pan.c'], inDirectory(directory));
};

const parse = (output: string): Omit<SpinResult, 'totalSeconds'> => {
  const number = (pattern: RegExp): number => {
    const found = pattern.exec(output)?.[1];
    if (found === undefined) throw new Error(`spin printed no ${pattern.source}:\n${output}`);
    return Number(found);
  };
  return {
    states: number(/(\d+) states, stored/),
    transitions: number(/([\d.e+]+) transitions/) - 1,
    errors: number(/errors: (\d+)/),
    assertion: /assertion violated (.*?) \(at depth/.exec(output)?.[1],
    searchSeconds: processorSeconds(output),
    megabytes: number(/([\d.]+)\s+total actual memory usage/),
  };
};

/** The children's user and system time, as `times` prints them: `0m1.120000s 0m0.040000s`. */
const processorSeconds = (output: string): number =>
  [...(output.trimEnd().split('\n').at(-1) ?? '').matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds),
    0,
  );
