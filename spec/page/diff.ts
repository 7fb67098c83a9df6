import { CLAUSE_IDS } from '../clause.ts';
import type { Block, ClauseId } from '../clause.ts';
import { FACTS, RESTS_ON, factsOf } from './facts.ts';
import type { BlockPrint, FactName, PageFacts } from './facts.ts';

/** What became of a clause from one page to another; the strongest word that fits. */
export type ClauseChange = 'unchanged' | 'reworded' | 'moved' | 'changed' | 'added' | 'removed';

export interface FactChange {
  readonly fact: FactName;
  readonly old: string;
  readonly new: string;
}

export interface ClauseDiff {
  readonly clause: ClauseId;
  readonly change: ClauseChange;
  /** A clause can be in another place and in other words at once. */
  readonly moved: boolean;
  readonly reworded: boolean;
  readonly facts: readonly FactChange[];
  /** Names that can be read in one page and stand in translated words in the other: no change of the rule. */
  readonly legibility: readonly { readonly fact: FactName; readonly nowLegible: boolean }[];
  /** Where its first block stands in each page. */
  readonly old: BlockPrint | null;
  readonly new: BlockPrint | null;
}

export interface PageDiff {
  readonly clauses: readonly ClauseDiff[];
  /** The title, and paragraphs that no clause was read from. */
  readonly beside: readonly {
    readonly change: 'reworded' | 'added' | 'removed';
    readonly what: 'title' | 'paragraph';
    readonly line: number;
  }[];
  /** Keys of the front matter whose values differ; the values where they are revision marks. */
  readonly frontMatter: readonly {
    readonly key: string;
    readonly old: string | null;
    readonly new: string | null;
  }[];
  /**
   * `facts`: a rule of the documentation changed. `words`: the same facts in other words or another order, or
   * with other paragraphs about them.
   * `front matter`: nothing but the front matter. `none`: at most markup and spaces.
   */
  readonly extent: 'none' | 'front matter' | 'words' | 'facts';
}

/** Compares two revisions or two languages of the page, clause by clause. */
export const diffPages = (old: PageFacts, current: PageFacts): PageDiff => {
  const moved = movedBlocks(old, current);
  const clauses = CLAUSE_IDS.map((clause) => diffClause(clause, old, current, moved));
  const beside = besideClauses(old, current);
  const frontMatter = diffFrontMatter(old, current);
  const facts = clauses.some(({ change }) => ['changed', 'added', 'removed'].includes(change));
  const words = clauses.some(({ change }) => change !== 'unchanged') || beside.length > 0;
  const rest = frontMatter.length > 0 ? 'front matter' : 'none';
  return { clauses, beside, frontMatter, extent: facts ? 'facts' : words ? 'words' : rest };
};

const diffClause = (
  clause: ClauseId,
  old: PageFacts,
  current: PageFacts,
  movedNow: ReadonlySet<Block>,
): ClauseDiff => {
  const names = [...factsOf(clause), ...(RESTS_ON[clause] ?? [])];
  const own = ownBlocks(clause);
  const [before, after] = [
    own.map((block) => printOf(old, block)),
    own.map((block) => printOf(current, block)),
  ];
  const facts = names.flatMap((fact) => diffFact(fact, old, current));
  const moved = own.some((block) => movedNow.has(block));
  const reworded = own.some(
    (_, at) =>
      before[at] !== null && after[at] !== null && before[at]?.fingerprint !== after[at]?.fingerprint,
  );
  const change = ((): ClauseChange => {
    if (before.every((print) => print === null) && after.some((print) => print !== null)) return 'added';
    if (after.every((print) => print === null) && before.some((print) => print !== null)) return 'removed';
    if (facts.length > 0) return 'changed';
    if (moved) return 'moved';
    return reworded ? 'reworded' : 'unchanged';
  })();
  return {
    clause,
    change,
    moved,
    reworded,
    facts,
    legibility: factsOf(clause).flatMap((fact) => {
      const [was, is] = [old.illegible.includes(fact), current.illegible.includes(fact)];
      return was === is ? [] : [{ fact, nowLegible: was }];
    }),
    old: before.find((print) => print !== null) ?? null,
    new: after.find((print) => print !== null) ?? null,
  };
};

/** The blocks that state the clause's own facts or, where it has none, those it rests on. */
const ownBlocks = (clause: ClauseId): readonly Block[] => {
  const own = factsOf(clause);
  const names = own.length > 0 ? own : (RESTS_ON[clause] ?? []);
  return [...new Set(names.map((fact) => FACTS[fact].block))];
};

const printOf = (page: PageFacts, block: Block): BlockPrint | null =>
  page.blocks.find((print) => print.block === block) ?? null;

const diffFact = (fact: FactName, old: PageFacts, current: PageFacts): readonly FactChange[] => {
  if (old.illegible.includes(fact) || current.illegible.includes(fact)) return [];
  const [was, is] = [written(old[fact]), written(current[fact])];
  return was === is ? [] : [{ fact, old: was, new: is }];
};

/** Names in another order are the same fact. */
const written = (value: PageFacts[FactName]): string => {
  if (value === null) return 'not stated';
  if (typeof value !== 'object') return String(value);
  return value.length === 0 ? 'none' : value.toSorted().join(', ');
};

/** The blocks outside the longest run of blocks that kept their order. */
const movedBlocks = (old: PageFacts, current: PageFacts): ReadonlySet<Block> => {
  const before = old.blocks.map(({ block }) => block);
  const after = current.blocks.map(({ block }) => block).filter((block) => before.includes(block));
  const common = before.filter((block) => after.includes(block));
  const kept = longestCommon(common, after);
  return new Set(common.filter((block) => !kept.includes(block)));
};

/** Eight blocks at most, so the plain recursion is enough. */
const longestCommon = (left: readonly Block[], right: readonly Block[]): readonly Block[] => {
  const [first, ...rest] = left;
  if (first === undefined) return [];
  const at = right.indexOf(first);
  const without = longestCommon(rest, right);
  const withFirst = at < 0 ? [] : [first, ...longestCommon(rest, right.slice(at + 1))];
  return withFirst.length >= without.length ? withFirst : without;
};

const besideClauses = (old: PageFacts, current: PageFacts): PageDiff['beside'] => {
  const [was, is] = [printOf(old, 'title'), printOf(current, 'title')];
  const title = was?.fingerprint === is?.fingerprint ? [] : [titleChange(was, is)];
  const missingIn = (page: PageFacts, from: PageFacts): PageFacts['otherBlocks'] =>
    from.otherBlocks.filter((block) =>
      page.otherBlocks.every((other) => other.fingerprint !== block.fingerprint),
    );
  return [
    ...title,
    ...missingIn(current, old).map(({ line }) => ({ change: 'removed', what: 'paragraph', line }) as const),
    ...missingIn(old, current).map(({ line }) => ({ change: 'added', what: 'paragraph', line }) as const),
  ];
};

const titleChange = (was: BlockPrint | null, is: BlockPrint | null): PageDiff['beside'][number] => {
  if (is === null) return { change: 'removed', what: 'title', line: was?.line ?? 1 };
  return { change: was === null ? 'added' : 'reworded', what: 'title', line: is.line };
};

const diffFrontMatter = (old: PageFacts, current: PageFacts): PageDiff['frontMatter'] =>
  [...new Set([...Object.keys(old.frontMatter), ...Object.keys(current.frontMatter)])]
    .filter((key) => old.frontMatter[key] !== current.frontMatter[key])
    .toSorted()
    .map((key) => ({ key, old: old.revision[key] ?? null, new: current.revision[key] ?? null }));
