import { BLOCKS } from '../clause.ts';
import type { Block } from '../clause.ts';
import { findContradictions } from './contradictions.ts';
import { CLAUSE_OF_BLOCK, excerpt, placesOf } from './finding.ts';
import { blockOf } from './located-block.ts';
import type { DocumentationPage } from './read-page.ts';
import type { Review } from './reviews.ts';
import { WORD_KINDS } from './words/lexicon.ts';

/** The words of one page as a person accepted them: fingerprints, no wording. */
export interface AcceptedPage {
  readonly pageId: string | null;
  readonly locale: string | null;
  readonly blocks: Readonly<Partial<Record<Block, string>>>;
  /** Notes and further paragraphs. */
  readonly beside: readonly string[];
}

export const acceptedFor = (
  pages: readonly AcceptedPage[],
  { facts }: DocumentationPage,
): AcceptedPage | undefined =>
  pages.find(
    ({ pageId, locale }) =>
      pageId === facts.pageId && (locale?.toLowerCase() ?? null) === (facts.locale?.toLowerCase() ?? null),
  );

export interface Acceptance {
  readonly page: AcceptedPage;
  /** The blocks that were not accepted, for they contradict a clause. */
  readonly refused: readonly Block[];
}

/**
 * Accepts the words of a page as they stand. A block with a wrong fact or name cannot be accepted.
 * @param words accept also what the lexicon takes for a contradiction: the reviewer answers for it
 */
export const acceptPage = (page: DocumentationPage, words: boolean): Acceptance => {
  const wrong = findContradictions(page).filter(
    ({ kind }) => !words || !(WORD_KINDS as readonly string[]).includes(kind),
  );
  const refused = BLOCKS.filter((block) => wrong.some((each) => each.block === block));
  const prints = page.facts.blocks.filter(({ block }) => !refused.includes(block));
  return {
    page: {
      pageId: page.facts.pageId,
      locale: page.facts.locale,
      blocks: Object.fromEntries(prints.map(({ block, fingerprint }) => [block, fingerprint])),
      beside: page.facts.otherBlocks.map(({ fingerprint }) => fingerprint).toSorted(),
    },
    refused,
  };
};

/** The blocks that stand as they were accepted. */
export const acceptedBlocks = (
  page: DocumentationPage,
  accepted: AcceptedPage | null | undefined,
): ReadonlySet<Block> =>
  new Set(
    page.facts.blocks
      .filter(({ block, fingerprint }) => accepted?.blocks[block] === fingerprint)
      .map(({ block }) => block),
  );

/** Every block that is not the accepted one. */
export const reviewsAgainst = (
  page: DocumentationPage,
  accepted: AcceptedPage | null | undefined,
): readonly Review[] => {
  if (accepted === undefined) return [];
  const same = acceptedBlocks(page, accepted);
  return BLOCKS.flatMap((block) => {
    const prose = blockOf(page.located, block);
    if (prose === undefined || same.has(block)) return [];
    return [
      {
        clause: CLAUSE_OF_BLOCK[block],
        kind: 'accepted',
        block,
        severity: 'warning',
        ...placesOf(page, prose, { from: 0, to: prose.text.length }),
        expected: accepted === null ? 'words that a reviewer has accepted' : 'the accepted words',
        found: excerpt(prose.text),
      },
    ];
  });
};
