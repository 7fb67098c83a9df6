import { spawn } from 'node:child_process';
import { BadInputError } from '../spec/index.ts';

/** How long one call of git may take, in milliseconds: a large repository's whole history is read in one. */
const GIT_DEADLINE_MS = 300_000;
/** More output than this is no history of one page. */
const MAX_OUTPUT = 256_000_000;

export interface GitOptions {
  readonly signal?: AbortSignal | undefined;
  /** What is written to git's standard input. */
  readonly input?: string | undefined;
  /** Exit codes that are an answer and no failure. */
  readonly answers?: readonly number[];
}

/**
 * Runs git in a repository, bare or not, and reads what it prints. Nothing is fetched, no hook or pager runs.
 * @throws {BadInputError} when git is not there, fails, or takes longer than its deadline
 */
export const git = async (
  repository: string,
  args: readonly string[],
  { signal, input, answers = [0] }: GitOptions = {},
): Promise<Buffer> => {
  const child = spawn(
    'git',
    ['-C', repository, '-c', 'core.quotePath=false', '-c', 'log.showSignature=false', '--no-pager', ...args],
    {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: {
        ...process.env,
        GIT_NO_LAZY_FETCH: '1',
        GIT_OPTIONAL_LOCKS: '0',
        GIT_TERMINAL_PROMPT: '0',
        LC_ALL: 'C',
      },
    },
  );
  const end = (): void => void child.kill('SIGKILL');
  const deadline = setTimeout(end, GIT_DEADLINE_MS);
  signal?.addEventListener('abort', end, { once: true });
  const output: Buffer[] = [];
  let [length, complaint] = [0, ''];
  child.stdout.on('data', (chunk: Buffer) => {
    output.push(chunk);
    length += chunk.length;
    if (length > MAX_OUTPUT) end();
  });
  child.stderr.on(
    'data',
    (chunk: Buffer) => void (complaint += complaint.length < 2000 ? String(chunk) : ''),
  );
  // A git that ends early closes its input.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input ?? '');
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    signal?.throwIfAborted();
    if (code !== null && answers.includes(code)) return Buffer.concat(output);
    const reason =
      code === null
        ? `git ${args[0] ?? ''} was ended: it took longer than ${GIT_DEADLINE_MS / 1000} s or printed too much`
        : `git ${args[0] ?? ''} failed: ${complaint.trim().split('\n')[0] ?? `exit code ${code}`}`;
    throw new BadInputError(`${reason}: name a git repository, cloned with its history`, repository);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new BadInputError(
        'git is not installed, or the folder is not there: name a git repository',
        repository,
      );
    }
    throw error;
  } finally {
    clearTimeout(deadline);
    signal?.removeEventListener('abort', end);
  }
};
