import type { WatchReport } from './watch-schema.ts';

type Locale = WatchReport['locales'][number];
type Source = Locale['revisions'][number]['source'];

/**
 * From which revision of the English page each translation was made, and how far it has fallen behind.
 * @param resolved for a commit of the source's repository, the commit that last changed the English page by then
 */
export const withSources = (
  locales: readonly Locale[],
  resolved: ReadonlyMap<string, string>,
): readonly Locale[] => {
  const english = locales
    .filter(({ locale }) => isEnglish(locale))
    .flatMap(({ revisions }) => revisions)
    .filter(({ change }) => change !== 'unchanged');
  if (english.length === 0) return locales;
  return locales.map((each) =>
    isEnglish(each.locale)
      ? each
      : {
          ...each,
          revisions: each.revisions.map((revision) => ({
            ...revision,
            source: sourceOf(revision.source, revision.date, english, resolved),
          })),
        },
  );
};

const isEnglish = (locale: string): boolean => /^en\b/i.test(locale);

const DAY = 86_400_000;

const sourceOf = (
  source: Source,
  date: string,
  english: Locale['revisions'],
  resolved: ReadonlyMap<string, string>,
): Source => {
  const byCommit = source.commit === null ? undefined : resolved.get(source.commit);
  // The commit that is resolved may have changed nothing that is told here, such as the date alone.
  const atCommit = byCommit === undefined ? -1 : english.findIndex(({ commit }) => commit === byCommit);
  const handed = handOffOf(source.handedOff);
  const atDate =
    handed === null ? -1 : english.findLastIndex((revision) => Date.parse(revision.date) < handed + DAY);
  const at = atCommit >= 0 ? atCommit : atDate;
  const from = english[at];
  if (from === undefined) return source;
  const later = english.slice(at + 1);
  const [first, last] = [later[0], later.at(-1)];
  const until = Math.max(Date.parse(date), Date.parse(last?.date ?? date));
  return {
    ...source,
    revision: from.commit,
    told: atCommit >= 0 ? 'commit' : 'date',
    behind: later.length,
    daysBehind: first === undefined ? 0 : Math.max(0, Math.floor((until - Date.parse(first.date)) / DAY)),
  };
};

/** `ms.lasthandoff` is month/day/year. */
const handOffOf = (text: string | null): number | null => {
  const [, month, day, year] = /^(\d+)\/(\d+)\/(\d+)$/.exec(text ?? '') ?? [];
  return year === undefined ? null : Date.UTC(Number(year), Number(month) - 1, Number(day));
};
