import type { PageFacts } from './facts.ts';

export interface NamedFacts {
  readonly file: string;
  readonly facts: PageFacts;
}

export interface PageMatch<Page extends NamedFacts> {
  readonly old: Page | null;
  readonly new: Page | null;
}

/**
 * Pairs the pages of two folders by page id and locale. Where several revisions of one locale lie in a folder,
 * files of one name belong together, and the rest in the order of their revisions.
 */
export const matchPages = <Page extends NamedFacts>(
  old: readonly Page[],
  current: readonly Page[],
): readonly PageMatch<Page>[] => {
  const keys = new Set([...old, ...current].map(keyOf));
  return [...keys].toSorted().flatMap((key) => {
    const [before, after] = [old, current].map((pages) => pages.filter((page) => keyOf(page) === key)) as [
      Page[],
      Page[],
    ];
    const named = before.flatMap((page) => {
      const same = after.find(({ file }) => file === page.file);
      return same === undefined ? [] : [{ old: page, new: same }];
    });
    const rest = <Side extends 'old' | 'new'>(pages: readonly Page[], side: Side): readonly Page[] =>
      pages.filter((page) => named.every((pair) => pair[side] !== page)).toSorted(byRevision);
    const [unpairedOld, unpairedNew] = [rest(before, 'old'), rest(after, 'new')];
    const length = Math.max(unpairedOld.length, unpairedNew.length);
    return [
      ...named,
      ...Array.from({ length }, (_, at) => ({ old: unpairedOld[at] ?? null, new: unpairedNew[at] ?? null })),
    ];
  });
};

const keyOf = ({ facts }: NamedFacts): string => `${facts.pageId ?? ''} ${facts.locale?.toLowerCase() ?? ''}`;

const byRevision = (a: NamedFacts, b: NamedFacts): number =>
  revisionOf(a).localeCompare(revisionOf(b)) || a.file.localeCompare(b.file);

/** `ms.lasthandoff` is month/day/year. */
const revisionOf = ({ facts }: NamedFacts): string =>
  (facts.revision['ms.lasthandoff'] ?? facts.revision['ms.date'] ?? '').replace(
    /^(\d+)\/(\d+)\/(\d+)$/,
    '$3/$1/$2',
  );
