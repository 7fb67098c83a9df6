import { CLAUSES } from '../index.ts';
import { BLOCKS } from '../clause.ts';
import type { Block, ClauseId } from '../clause.ts';
import type { Contradiction } from './contradictions.ts';
import { factAgrees } from './contradictions.ts';
import { FACTS, FACT_NAMES, RESTS_ON, factOf, factsOf } from './facts.ts';
import type { FactName } from './facts.ts';
import { blockOf } from './located-block.ts';
import type { DocumentationPage } from './read-page.ts';
import type { Review } from './reviews.ts';
import { readWords } from './words/read-words.ts';

/**
 * How a block stands. `agrees`: its facts and its words are those that our clauses were read from. `reworded`: it
 * needs review, for its words are others than expected or than were accepted. `contradicts`: a fact, a name or a
 * word says something else. `unreadable`: a fact stands there in translated words only, or nobody read its words.
 */
export const VERDICTS = ['agrees', 'reworded', 'contradicts', 'unreadable'] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface BlockVerdict {
  readonly block: Block;
  readonly verdict: Verdict;
  /** Why it is not `agrees`, one sentence each. */
  readonly because: readonly string[];
}

/** What was found on the page, beside its facts. */
export interface Found {
  readonly contradictions: readonly Contradiction[];
  readonly reviews: readonly Review[];
  /** The blocks whose words a reviewer has accepted as they stand. */
  readonly accepted: ReadonlySet<Block>;
}

export const judgeBlocks = (page: DocumentationPage, found: Found): readonly BlockVerdict[] =>
  BLOCKS.map((block) => judgeBlock(page, found, block));

const judgeBlock = (page: DocumentationPage, found: Found, block: Block): BlockVerdict => {
  const { contradictions, reviews, accepted } = found;
  const wrong = contradictions.filter((each) => each.block === block);
  if (wrong.length > 0) {
    return { block, verdict: 'contradicts', because: wrong.map((each) => `found ${each.found}`) };
  }
  if (blockOf(page.located, block) === undefined) {
    return { block, verdict: 'unreadable', because: ['the page has no such block'] };
  }
  const illegible = FACT_NAMES.filter((name) => FACTS[name].block === block && isUnreadable(page, name));
  if (illegible.length > 0) {
    const because = illegible.map((name) => `the ${FACTS[name].label} can be read nowhere`);
    return { block, verdict: 'unreadable', because };
  }
  const open = reviews.filter((each) => each.block === block);
  if (open.length > 0) return { block, verdict: 'reworded', because: open.map(({ expected }) => expected) };
  const { read } = readWords(page);
  // The title has a name and no words of a rule.
  if (read.lexicon === null && !accepted.has(block) && block !== 'title') {
    return { block, verdict: 'unreadable', because: [read.reason] };
  }
  return { block, verdict: 'agrees', because: [] };
};

/** A reader cannot apply the rule. */
const isUnreadable = (page: DocumentationPage, name: FactName): boolean =>
  !factOf(name).dispensable && page.sightings[name].state === 'illegible';

/** As of its blocks, and `unsupported` where a fact that the clause shares with a contradicted one is wrong. */
export type ClauseStatus = Verdict | 'unsupported';

/** How each clause stands in the page: as the worst of what it was read from. */
export const judgeClauses = (
  page: DocumentationPage,
  found: Found,
): Readonly<Record<ClauseId, ClauseStatus>> => {
  const blocks = judgeBlocks(page, found);
  const blamed = new Set(found.contradictions.map(({ clause }) => clause));
  const wrong = FACT_NAMES.filter((name) => !factAgrees(name, page.sightings[name]));
  const judge = (clause: ClauseId, source: readonly Block[]): ClauseStatus => {
    if (blamed.has(clause)) return 'contradicts';
    if (RESTS_ON[clause]?.some((name) => wrong.includes(name))) return 'unsupported';
    const own = factsOf(clause);
    if (own.some((name) => isUnreadable(page, name))) return 'unreadable';
    if (found.reviews.some((review) => review.clause === clause)) return 'reworded';
    // Facts and reviews are told of the clause that they belong to; words that nobody read, of every block.
    const unread =
      readWords(page).read.lexicon === null && source.some((block) => !found.accepted.has(block));
    return unread && blocks.some(({ block, verdict }) => source.includes(block) && verdict === 'unreadable')
      ? 'unreadable'
      : 'agrees';
  };
  return Object.fromEntries(CLAUSES.map(({ id, source }) => [id, judge(id, source)])) as Record<
    ClauseId,
    ClauseStatus
  >;
};
