import { CLAUSE_IDS, PAGE_ID } from '../../spec/index.ts';
import type { ClauseId } from '../../spec/index.ts';
import { NotAPage, judgePage, readPage } from '../../spec/page/index.ts';
import type { JudgeOptions } from '../../spec/page/index.ts';
import { missingIn } from './diff-entry.ts';
import { rowsOf } from './page-report.ts';
import type { PageReport } from './schema.ts';
import type { WatchReport } from './watch-schema.ts';

/** One commit that changed one file of the page. */
export interface Revision {
  readonly repository: string;
  readonly path: string;
  readonly commit: string;
  readonly parents: readonly string[];
  /** When it was committed, in ISO 8601. */
  readonly date: string;
  /** The file before and after; null where it was not there. */
  readonly oldBlob: string | null;
  readonly blob: string | null;
  readonly text: string | null;
}

export interface RepositoryHistory {
  /** The folder it was read from. */
  readonly repository: string;
  readonly name: string;
  /** From the oldest to the newest. */
  readonly revisions: readonly Revision[];
}

type Rows = Pick<PageReport, 'contradictions' | 'reviews' | 'defects'>;
type WatchedRevision = WatchReport['locales'][number]['revisions'][number];

/** A revision's text, judged; the same text is judged once. */
interface Judged {
  readonly locale: string;
  readonly rows: Rows;
  readonly clauses: WatchedRevision['clauses'];
  readonly prints: string;
  readonly source: { readonly commit: string | null; readonly handedOff: string | null };
}

export interface WatchOptions {
  readonly judge?: (page: ReturnType<typeof readPage>) => JudgeOptions;
  /** The locale that a path or a repository's name tells, where the front matter tells none. */
  readonly localeOf: (revision: Revision) => string | undefined;
  /** Told after each revision. */
  readonly progress?: (done: number, total: number) => Promise<void>;
}

const NOTHING: Rows = { contradictions: [], reviews: [], defects: [] };

/** Every revision of the page in every locale: what it gained and lost against the revision it was made from. */
export const watchPages = async (
  histories: readonly RepositoryHistory[],
  options: WatchOptions,
): Promise<WatchReport['locales']> => {
  const judged = new Map<string, Judged | null>();
  const judge = (revision: Revision, blob: string | null, text: string | null): Judged | null => {
    if (blob === null) return null;
    const known = judged.get(blob);
    if (known !== undefined || text === null) return known ?? null;
    const made = judgeText(revision, text, options);
    judged.set(blob, made);
    return made;
  };
  const total = histories.reduce((sum, { revisions }) => sum + revisions.length, 0);
  let done = 0;
  const locales = new Map<string, WatchedRevision[]>();
  for (const { revisions } of histories) {
    for (const revision of revisions) {
      const now = judge(revision, revision.blob, revision.text);
      const before = judge(revision, revision.oldBlob, null);
      const moved = now !== null && before === null ? movedFrom(revision, revisions, now, judged) : undefined;
      await options.progress?.(++done, total);
      const locale = (now ?? before)?.locale;
      // A file that was not the page, or is none any more, in another locale's place.
      if (locale === undefined || (now === null && movedTo(revision, revisions, before, judged))) continue;
      const entry = revisionEntry(revision, now, before ?? moved?.judged ?? null, moved?.path ?? null);
      locales.set(locale, [...(locales.get(locale) ?? []), entry]);
    }
  }
  return [...locales]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([locale, entries]) => ({ locale, revisions: entries.toSorted(byDate) }));
};

/** Commits keep their order within a history; of several repositories the dates decide. */
const byDate = (a: WatchedRevision, b: WatchedRevision): number =>
  a.repository === b.repository ? 0 : Date.parse(a.date) - Date.parse(b.date);

const judgeText = (revision: Revision, text: string, { localeOf, judge }: WatchOptions): Judged | null => {
  try {
    const page = readPage(text, { locale: localeOf(revision) });
    if (page.facts.pageId !== PAGE_ID) return null;
    const result = judgePage(page, judge?.(page));
    return {
      locale: page.facts.locale ?? 'unknown',
      rows: rowsOf(revision.path, result),
      clauses: CLAUSE_IDS.map((id) => ({ id, status: result.clauses[id] })),
      prints: page.facts.blocks.map(({ block, fingerprint }) => `${block} ${fingerprint}`).join('\n'),
      source: {
        commit: page.facts.revision['ms.sourcegitcommit'] ?? null,
        handedOff: page.facts.revision['ms.lasthandoff'] ?? null,
      },
    };
  } catch (error) {
    if (error instanceof NotAPage) return null;
    throw error;
  }
};

/** The page of the same locale that went in the commit in which this one came: the file moved. */
const movedFrom = (
  { commit, path }: Revision,
  revisions: readonly Revision[],
  now: Judged,
  judged: ReadonlyMap<string, Judged | null>,
): { readonly judged: Judged; readonly path: string } | undefined => {
  for (const other of revisions) {
    if (other.commit !== commit || other.path === path || other.blob !== null || other.oldBlob === null)
      continue;
    const gone = judged.get(other.oldBlob);
    if (gone?.locale === now.locale) return { judged: gone, path: other.path };
  }
  return undefined;
};

/** Whether the page that went came under another name in the same commit. */
const movedTo = (
  { commit, path }: Revision,
  revisions: readonly Revision[],
  before: Judged | null,
  judged: ReadonlyMap<string, Judged | null>,
): boolean =>
  revisions.some(
    (other) =>
      other.commit === commit &&
      other.path !== path &&
      other.oldBlob === null &&
      other.blob !== null &&
      // A copy that comes later in the list is judged by its text alone.
      (judged.get(other.blob)?.locale ?? before?.locale) === before?.locale,
  );

const revisionEntry = (
  revision: Revision,
  now: Judged | null,
  before: Judged | null,
  movedFromPath: string | null,
): WatchedRevision => {
  const [is, was] = [now?.rows ?? NOTHING, before?.rows ?? NOTHING];
  return {
    repository: revision.repository,
    commit: revision.commit,
    date: revision.date,
    path: revision.path,
    movedFrom: movedFromPath,
    change:
      now === null
        ? 'removed'
        : before === null
          ? 'added'
          : now.prints === before.prints
            ? 'unchanged'
            : 'reworded',
    clauses: now?.clauses ?? [],
    contradictions: is.contradictions.length,
    reviews: is.reviews.length,
    defects: is.defects.length,
    gained: before === null ? is : missingIn(was, is),
    lost: now === null ? NOTHING : missingIn(is, was),
    source: {
      ...(now?.source ?? { commit: null, handedOff: null }),
      revision: null,
      told: 'unknown',
      behind: null,
      daysBehind: null,
    },
  };
};

/** What is wrong with the newest revision of a locale and was not wrong in the last run. */
export const regressionsSince = (
  now: WatchReport['locales'],
  last: WatchReport['locales'] | null,
): WatchReport['regressions'] =>
  last === null
    ? []
    : now.flatMap(({ locale, revisions }) => {
        const [is, was] = [revisions.at(-1), last.find((each) => each.locale === locale)?.revisions.at(-1)];
        if (is === undefined) return [];
        // What was gained since is what a reader of the page can meet for the first time.
        const worse = (clause: ClauseId): boolean => {
          const status = (entry: WatchedRevision | undefined): string =>
            entry?.clauses.find(({ id }) => id === clause)?.status ?? 'agrees';
          return WORSE.indexOf(status(is)) > WORSE.indexOf(status(was));
        };
        const clauses = CLAUSE_IDS.filter(worse);
        const counts = {
          contradictions: is.contradictions - (was?.contradictions ?? 0),
          reviews: is.reviews - (was?.reviews ?? 0),
          defects: is.defects - (was?.defects ?? 0),
        };
        const removed = is.change === 'removed' && was?.change !== 'removed';
        if (clauses.length === 0 && counts.contradictions <= 0 && counts.defects <= 0 && !removed) return [];
        return [{ locale, commit: is.commit, path: is.path, removed, clauses, ...counts }];
      });

/** From good to bad. */
const WORSE: readonly string[] = ['agrees', 'reworded', 'unreadable', 'unsupported', 'contradicts'];
