import { BLOCKS } from '../../spec/index.ts';
import type { Block } from '../../spec/index.ts';
import { blockWords, diffPages, judgePage } from '../../spec/page/index.ts';
import type { DocumentationPage, JudgeOptions, PageDiff } from '../../spec/page/index.ts';
import { rowsOf } from './page-report.ts';
import type { PageReport } from './schema.ts';

type Rows = Pick<PageReport, 'contradictions' | 'reviews' | 'defects'>;

/** The words of a block before and after, where they changed. */
export interface BlockWords {
  readonly block: Block;
  readonly old: string | null;
  readonly new: string | null;
}

/** Two pages compared; a page that stands on one side only has no diff. */
export interface DiffEntry {
  readonly old: string | null;
  readonly new: string | null;
  readonly locale: string | null;
  readonly diff: PageDiff | null;
  readonly words: readonly BlockWords[];
  /** What is wrong in the new page and was not in the old one, and the other way round. */
  readonly gained: Rows;
  readonly lost: Rows;
}

interface Side {
  readonly file: string;
  readonly page: DocumentationPage;
}

const NONE: Rows = { contradictions: [], reviews: [], defects: [] };

export const diffEntry = (old: Side | null, current: Side | null, options: JudgeOptions = {}): DiffEntry => {
  const locale = (current ?? old)?.page.facts.locale ?? null;
  const files = { old: old?.file ?? null, new: current?.file ?? null, locale };
  if (old === null || current === null) {
    return { ...files, diff: null, words: [], gained: NONE, lost: NONE };
  }
  const [before, after] = [old, current].map(({ file, page }) => rowsOf(file, judgePage(page, options))) as [
    Rows,
    Rows,
  ];
  return {
    ...files,
    diff: diffPages(old.page.facts, current.page.facts),
    words: changedWords(old.page, current.page),
    gained: missingIn(before, after),
    lost: missingIn(after, before),
  };
};

const changedWords = (old: DocumentationPage, current: DocumentationPage): readonly BlockWords[] =>
  BLOCKS.flatMap((block) => {
    const print = ({ facts }: DocumentationPage): string | undefined =>
      facts.blocks.find((each) => each.block === block)?.fingerprint;
    if (print(old) === print(current)) return [];
    return [{ block, old: blockWords(old, block), new: blockWords(current, block) }];
  });

/** The rows of `after` that `before` has none like: lines move, and a place is not compared. */
export const missingIn = (before: Rows, after: Rows): Rows => {
  const fresh = <Row extends Rows[keyof Rows][number]>(was: readonly Row[], is: readonly Row[]): Row[] => {
    const left = was.map(keyOf);
    return is.filter((row) => {
      const at = left.indexOf(keyOf(row));
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    });
  };
  return {
    contradictions: fresh(before.contradictions, after.contradictions),
    reviews: fresh(before.reviews, after.reviews),
    defects: fresh(before.defects, after.defects),
  };
};

const keyOf = (row: Rows[keyof Rows][number]): string =>
  JSON.stringify([row.clause, row.kind, row.block, row.expected]);

/** Whether a revision contradicts what the one before did not. */
export const contradicts = ({ diff, gained }: DiffEntry): boolean =>
  diff?.extent === 'facts' || gained.contradictions.length > 0;

/** Whether anything but the front matter changed. */
export const isReworded = ({ diff }: DiffEntry): boolean =>
  diff?.extent === 'words' || diff?.extent === 'facts';
