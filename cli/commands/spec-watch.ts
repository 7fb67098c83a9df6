import { readFile } from 'node:fs/promises';
import { Value } from 'typebox/value';
import {
  WatchSchema,
  regressionsSince,
  renderWatch,
  watchHtml,
  watchPages,
  withSources,
} from '../../reports/spec/index.ts';
import type { RepositoryHistory, WatchReport } from '../../reports/spec/index.ts';
import { BadInputError } from '../../spec/index.ts';
import { EXIT } from '../exit-codes.ts';
import type { Output } from '../output.ts';
import { lastChangeBefore, readHistory } from '../page-history.ts';
import { localeInName } from '../pages.ts';
import { replaceFile, writeReport } from './spec-files.ts';
import { optionsFor } from './spec-verify.ts';

export interface WatchFlags {
  readonly since?: string;
  readonly baseline?: string;
  readonly json?: boolean;
  readonly html?: string;
  readonly output?: string;
}

/** Every revision of the page in the histories of repositories. */
export const watch = async (
  repositories: readonly string[],
  flags: WatchFlags,
  output: Output,
): Promise<number> => {
  const last = flags.since === undefined ? null : await readLast(flags.since);
  const judge = await optionsFor({ baseline: flags.baseline });
  const stop = new AbortController();
  const end = (): void => stop.abort(new BadInputError('interrupted'));
  process.once('SIGINT', end);
  const bar = output.progress();
  try {
    const histories: RepositoryHistory[] = [];
    for (const repository of repositories) histories.push(await readHistory(repository, stop.signal));
    const found = await watchPages(histories, {
      judge,
      localeOf: ({ path, repository }) => localeInName(path) ?? localeInName(`${repository}/page`),
      progress: async (done, total) => {
        bar.update('revisions', done, total);
        // Let an interruption through.
        if (done % 20 === 0) await new Promise((resolve) => setImmediate(resolve));
        stop.signal.throwIfAborted();
      },
    });
    const locales = [...withSources(found, await resolveSources(histories, found, stop.signal))];
    const report: WatchReport = {
      format: 'msiconform-spec-watch',
      version: 1,
      repositories: histories.map(({ name, revisions }) => ({
        name,
        revisions: revisions.length,
        head: revisions.at(-1)?.commit ?? null,
      })),
      locales,
      regressions: regressionsSince(locales, last?.locales ?? null),
    };
    bar.stop();
    return await tell(report, flags, last !== null, output);
  } finally {
    bar.stop();
    process.removeListener('SIGINT', end);
  }
};

const tell = async (
  report: WatchReport,
  flags: WatchFlags,
  compared: boolean,
  output: Output,
): Promise<number> => {
  output.print(flags.json === true ? JSON.stringify(report) : renderWatch(report, output.colors, compared));
  if (flags.html !== undefined) await writeReport(flags.html, watchHtml(report), []);
  if (flags.output !== undefined) await replaceFile(flags.output, `${JSON.stringify(report)}\n`);
  if (report.locales.length === 0) {
    output.note(
      'no revision of the page was found: name a repository that has, or had, the page with its page id',
    );
    return EXIT.inconclusive;
  }
  return report.regressions.length > 0 ? EXIT.diverges : EXIT.conforms;
};

const readLast = async (file: string): Promise<WatchReport> => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(await readFile(file, 'utf8'));
  } catch {
    throw new BadInputError('the last run cannot be read: name a file that spec watch --output wrote', file);
  }
  if (Value.Check(WatchSchema, parsed)) return parsed;
  throw new BadInputError('the file is no run of spec watch: name one that its --output wrote', file);
};

/** For each commit that a translation names: the revision of the English page that stood then. */
const resolveSources = async (
  histories: readonly RepositoryHistory[],
  locales: WatchReport['locales'],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> => {
  const commits = new Set(
    locales.flatMap(({ revisions }) => revisions.flatMap(({ source }) => source.commit ?? [])),
  );
  const english = locales.filter(({ locale }) => /^en\b/i.test(locale)).flatMap(({ revisions }) => revisions);
  const resolved = new Map<string, string>();
  for (const { repository, name } of histories) {
    const paths = [...new Set(english.filter((each) => each.repository === name).map(({ path }) => path))];
    if (paths.length === 0) continue;
    for (const commit of commits) {
      const found = await lastChangeBefore(repository, commit, paths, signal);
      if (found !== null) resolved.set(commit, found);
    }
  }
  return resolved;
};
