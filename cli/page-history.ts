import { basename, resolve } from 'node:path';
import type { RepositoryHistory, Revision } from '../reports/spec/index.ts';
import { BadInputError, PAGE_ID } from '../spec/index.ts';
import { git } from './git.ts';

/** A commit begins with this in the log, so that no file name can look like one. */
const COMMIT = '\u0001';

/**
 * Every revision of the page in a repository's history, in every locale and under every name that it had, from the
 * oldest to the newest. It is found by its page id, so any file that ever held that is looked at.
 * @throws {BadInputError} for what is no git repository
 */
export const readHistory = async (repository: string, signal?: AbortSignal): Promise<RepositoryHistory> => {
  const name = basename(resolve(repository)).replace(/\.git$/, '');
  await git(repository, ['rev-parse', '--git-dir'], { signal });
  const head = (
    await git(repository, ['rev-parse', '--verify', '--quiet', 'HEAD'], { signal, answers: [0, 1] })
  )
    .toString()
    .trim();
  if (head === '')
    throw new BadInputError('the repository has no commits: name one with a history', repository);
  const paths = await pathsOfPage(repository, signal);
  if (paths.length === 0) return { repository, name, revisions: [] };
  const changes = await changesOf(repository, paths, signal);
  const texts = await readBlobs(repository, changes, signal);
  const revisions = changes.map(({ path, commit, parents, date, old, current }): Revision => ({
    repository: name,
    path,
    commit,
    parents,
    date,
    oldBlob: old,
    blob: current,
    text: current === null ? null : (texts.get(current) ?? null),
  }));
  return { repository, name, revisions };
};

/** The files in which the page id appeared or disappeared at some time. */
const pathsOfPage = async (repository: string, signal?: AbortSignal): Promise<readonly string[]> => {
  const log = await git(
    repository,
    ['log', 'HEAD', '-m', '--full-history', '--no-renames', '--name-only', '-z', '--format=', `-S${PAGE_ID}`],
    { signal },
  );
  const names = log
    .toString('utf8')
    .split('\0')
    .map((name) => name.replace(/^\n+/, ''));
  return [...new Set(names.filter((name) => name !== ''))];
};

interface Change {
  readonly path: string;
  readonly commit: string;
  readonly parents: readonly string[];
  /** When it was committed, in ISO 8601. */
  readonly date: string;
  readonly old: string | null;
  readonly current: string | null;
}

const NOTHING = /^0+$/;

const changesOf = async (
  repository: string,
  paths: readonly string[],
  signal?: AbortSignal,
): Promise<readonly Change[]> => {
  const log = await git(
    repository,
    [
      'log',
      'HEAD',
      '--reverse',
      '--topo-order',
      '--full-history',
      // A merge is a revision of its own only where it differs from every parent.
      '-c',
      '--raw',
      '--no-abbrev',
      '--no-renames',
      '-z',
      `--format=${COMMIT}%H %P%x09%cI`,
      '--',
      ...paths.map((path) => `:(literal)${path}`),
    ],
    { signal },
  );
  const changes: Change[] = [];
  let head: Pick<Change, 'commit' | 'parents' | 'date'> | undefined;
  let pending: { old: string | null; current: string | null } | undefined;
  for (const part of log.toString('utf8').split('\0')) {
    const field = part.replace(/^\n+/, '');
    if (field.startsWith(COMMIT)) {
      const [hashes = '', date = ''] = field.slice(1).split('\t');
      const [commit = '', ...parents] = hashes.trim().split(' ');
      head = { commit, parents, date: date.trim() };
    } else if (field.startsWith(':')) {
      pending = blobsOf(field);
    } else if (field !== '' && head !== undefined && pending !== undefined) {
      changes.push({ ...head, path: field, ...pending });
      pending = undefined;
    }
  }
  return changes;
};

/** `:100644 100644 old new M`; a merge has a colon, a mode and a hash for each parent. */
const blobsOf = (field: string): { old: string | null; current: string | null } => {
  const parents = /^:+/.exec(field)?.[0].length ?? 1;
  const hashes = field
    .slice(parents)
    .split(' ')
    .slice(parents + 1, parents * 2 + 2);
  const [old = '', current = ''] = [hashes[0], hashes.at(-1)];
  return { old: NOTHING.test(old) ? null : old, current: NOTHING.test(current) ? null : current };
};

/** More of a file than this is not read: the page has about 5 kB. */
const MAX_BLOB = 200_000;

const readBlobs = async (
  repository: string,
  changes: readonly Change[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, string>> => {
  const wanted = [...new Set(changes.flatMap(({ current }) => (current === null ? [] : [current])))];
  const sizes = await git(repository, ['cat-file', '--batch-check'], {
    signal,
    input: `${wanted.join('\n')}\n`,
  });
  const small = sizes
    .toString()
    .split('\n')
    .flatMap((line) => {
      const [blob = '', kind, size] = line.split(' ');
      return kind === 'blob' && Number(size) <= MAX_BLOB ? [blob] : [];
    });
  if (small.length === 0) return new Map();
  const output = await git(repository, ['cat-file', '--batch'], { signal, input: `${small.join('\n')}\n` });
  const texts = new Map<string, string>();
  for (let at = 0; at < output.length;) {
    const end = output.indexOf(10, at);
    if (end < 0) break;
    const [blob = '', kind, size = '0'] = output.subarray(at, end).toString().split(' ');
    const length = kind === 'blob' ? Number(size) : 0;
    if (kind === 'blob') texts.set(blob, output.subarray(end + 1, end + 1 + length).toString('utf8'));
    at = end + 1 + (kind === 'blob' ? length + 1 : 0);
  }
  return texts;
};

/** The commits of a history that came before each of some others. */
export const lastChangeBefore = async (
  repository: string,
  commit: string,
  paths: readonly string[],
  signal?: AbortSignal,
): Promise<string | null> => {
  if (!/^[0-9a-f]{40,64}$/.test(commit)) return null;
  const known = await git(repository, ['cat-file', '--batch-check'], { signal, input: `${commit}\n` });
  if (!/ commit \d+$/.test(known.toString().trim())) return null;
  const log = await git(
    repository,
    ['log', '-1', '--format=%H', '--full-history', commit, '--', ...paths.map((path) => `:(literal)${path}`)],
    { signal },
  );
  return log.toString().trim() || null;
};
