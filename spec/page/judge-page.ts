import type { ClauseId } from '../clause.ts';
import type { AcceptedPage } from './baseline.ts';
import { acceptedBlocks, reviewsAgainst } from './baseline.ts';
import { findContradictions } from './contradictions.ts';
import type { Contradiction } from './contradictions.ts';
import type { Defect } from './defect-kinds.ts';
import { findDefects } from './defects.ts';
import { mendOf } from './fixes.ts';
import type { Mend } from './fixes.ts';
import { WORD_KINDS } from './words/lexicon.ts';
import { compareWithOriginal } from './original.ts';
import type { DocumentationPage } from './read-page.ts';
import { findReviews } from './reviews.ts';
import type { Review } from './reviews.ts';
import { judgeBlocks, judgeClauses } from './verdicts.ts';
import type { BlockVerdict, ClauseStatus } from './verdicts.ts';
import { readWords } from './words/read-words.ts';
import { isBlock } from './finding.ts';

/** A defect, and who mends it. */
export interface MendedDefect extends Defect {
  readonly mend: Mend;
}

/** Everything that is said of a page. */
export interface JudgedPage {
  readonly contradictions: readonly Contradiction[];
  readonly reviews: readonly Review[];
  readonly defects: readonly MendedDefect[];
  readonly blocks: readonly BlockVerdict[];
  readonly clauses: Readonly<Record<ClauseId, ClauseStatus>>;
  /** The language in which the words were read, or why they were not. */
  readonly words: { readonly language: string | null; readonly reason: string | null };
}

export interface JudgeOptions {
  /** What reviewers have accepted; null where a baseline was given and has no such page. */
  readonly accepted?: AcceptedPage | null | undefined;
  /** The page that this one was translated from. */
  readonly original?: DocumentationPage | undefined;
}

export const judgePage = (page: DocumentationPage, options: JudgeOptions = {}): JudgedPage => {
  const accepted = acceptedBlocks(page, options.accepted);
  const isAccepted = (block: Contradiction['block']): boolean => isBlock(block) && accepted.has(block);
  const ofWords = (kind: string): boolean => (WORD_KINDS as readonly string[]).includes(kind);
  // A reviewer has the last word on words, and none on facts and names.
  const contradictions = findContradictions(page).filter(
    ({ kind, block }) => !(ofWords(kind) && isAccepted(block)),
  );
  const own = findReviews(page, options.accepted?.beside ?? []).filter(({ block }) => !isAccepted(block));
  const originals = [page.original, options.original].filter((each) => each !== undefined);
  const compared = originals.map((original) =>
    compareWithOriginal(page, original, original === page.original),
  );
  const all = [...contradictions, ...compared.flatMap((each) => each.contradictions)];
  const reviews = [
    ...own,
    ...compared.flatMap((each) => each.reviews.filter(({ block }) => !isAccepted(block))),
    ...reviewsAgainst(page, options.accepted),
  ];
  const found = { contradictions: all, reviews, accepted };
  const { read } = readWords(page);
  return {
    contradictions: all,
    reviews,
    defects: findDefects(page).map((defect) => ({ ...defect, mend: mendOf(page, defect) })),
    blocks: judgeBlocks(page, found),
    clauses: judgeClauses(page, found),
    words: { language: read.lexicon?.language ?? null, reason: read.lexicon === null ? read.reason : null },
  };
};
