import type { Block } from '../clause.ts';
import { chooseList, codeLike, saysMoreThanLinks, tellCasesApart } from './cases.ts';
import { gather } from './continuations.ts';
import { ERROR_CONSTANT, MEMBER, MUTEX, STATUS_STRUCTURE, VALUE } from './documented.ts';
import { findMention } from './identifiers.ts';
import { pageLinkedBy } from './links.ts';
import type { MarkdownBlock } from './markdown.ts';
import { findNumbers, findVersions } from './numbers.ts';
import type { Prose } from './prose.ts';
import { overlap } from './prose.ts';
import { tablesLinked } from './sighting.ts';

type Paragraph = 'p1' | 'p2' | 'p3' | 'p4' | 'p5';

/** What each block of the page was found to be. */
export interface Located {
  readonly title: Prose | undefined;
  readonly paragraphs: Readonly<Partial<Record<Paragraph, Prose>>>;
  /** The list of the cases in which 1618 is returned. */
  readonly cases: readonly Prose[];
  /** Where the case that demands the mutex stands in `cases`, and where the one that demands UI. */
  readonly mutexCase: number;
  readonly uiCase: number;
  readonly anchor: string | null;
  /** Headings, paragraphs and list items that are none of the page's known blocks. */
  readonly others: readonly Prose[];
  /** The found blocks in reading order. */
  readonly order: readonly Block[];
}

type Heading = Extract<MarkdownBlock, { readonly kind: 'heading' | 'paragraph' }>;

interface Candidate {
  readonly role: Paragraph;
  readonly index: number;
  readonly score: number;
}

const ENOUGH = 2;

/**
 * Decides which paragraph is which by what it links to, its numbers and its place, never by its words. Each
 * paragraph takes the part it fits best, so that a paragraph with one wrong fact is still known by the rest.
 */
export const locate = (blocks: readonly MarkdownBlock[]): Located => {
  const list = chooseList(blocks);
  const candidates = blocks
    .flatMap((block, index) =>
      block.kind === 'paragraph' && saysMoreThanLinks(block.prose)
        ? scores(block.prose, index, blocks, list)
        : [],
    )
    .toSorted((a, b) => b.score - a.score);
  const roles = new Map<Paragraph, number>();
  for (const { role, index, score } of candidates) {
    const taken = [...roles.values()].includes(index);
    if (score >= ENOUGH && !roles.has(role) && !taken) roles.set(role, index);
  }
  for (const [role, index] of findMerged(blocks, roles)) roles.set(role, index);
  const unlinked = roles.has('p3') ? undefined : findUnlinkedP3(blocks, roles, list);
  if (unlinked !== undefined) roles.set('p3', unlinked);
  const title = chooseTitle(blocks);
  const chosen = list === undefined ? undefined : blocks[list];
  const cases = chosen?.kind === 'list' ? chosen.items : [];
  const { mutexCase, uiCase } = tellCasesApart(cases);
  const used = new Set([...roles.values(), ...(list === undefined ? [] : [list])]);
  const gathered = [...roles].flatMap(([role, index]) => {
    const whole = gather(role, index, blocks, used);
    if (whole === undefined) return [];
    for (const part of whole.from) used.add(part);
    return [[role, whole.prose] as const];
  });
  const found: [Block, number][] = [...roles]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([role, index]) => [role, index]);
  if (title !== undefined) found.push(['title', blocks.indexOf(title)]);
  if (list !== undefined && mutexCase >= 0) found.push(['item1', list + (mutexCase + 1) / 1000]);
  if (list !== undefined && uiCase >= 0) found.push(['item2', list + (uiCase + 1) / 1000]);
  return {
    title: title?.prose,
    anchor: title?.anchor ?? null,
    paragraphs: Object.fromEntries(gathered),
    cases,
    mutexCase,
    uiCase,
    others: blocks.flatMap((block, index) => {
      if (block === title || used.has(index)) return [];
      const parts = block.kind === 'list' ? block.items : [block.prose];
      return parts.filter(({ text }) => text.trim() !== '');
    }),
    order: found.toSorted((a, b) => a[1] - b[1]).map(([block]) => block),
  };
};

/** In text that was copied without its links, p3 is known by its place alone: between the cases and p4. */
const findUnlinkedP3 = (
  blocks: readonly MarkdownBlock[],
  roles: ReadonlyMap<Paragraph, number>,
  list: number | undefined,
): number | undefined => {
  const linked = blocks.some((block) =>
    (block.kind === 'list' ? block.items : [block.prose]).some(({ links }) => links.length > 0),
  );
  const [after, before] = [list ?? roles.get('p2'), roles.get('p4')];
  if (linked || after === undefined || before === undefined) return undefined;
  const between = blocks.flatMap((block, index) =>
    index > after && index < before && block.kind === 'paragraph' && block.prose.text.trim() !== ''
      ? [index]
      : [],
  );
  return between.length === 1 ? between[0] : undefined;
};

/** Parts that a revision has put into the paragraph of another one. */
const findMerged = (
  blocks: readonly MarkdownBlock[],
  roles: ReadonlyMap<Paragraph, number>,
): readonly (readonly [Paragraph, number])[] => {
  const proseIn = (index: number): Prose | undefined => {
    const block = blocks[index];
    return block?.kind === 'paragraph' ? block.prose : undefined;
  };
  const tells: Readonly<Partial<Record<Paragraph, (prose: Prose) => boolean>>> = {
    p3: ({ links }) => links.some((link) => pageLinkedBy(link.target).kind === 'event-logging'),
    p5: ({ text }) => findVersions(text).filter(({ written }) => /\D/.test(written)).length > 1,
  };
  return (['p3', 'p5'] as const).flatMap((role) => {
    if (roles.has(role)) return [];
    const index = [...roles.values()].find((each) => {
      const prose = proseIn(each);
      return prose !== undefined && tells[role]?.(prose) === true;
    });
    return index === undefined ? [] : [[role, index] as const];
  });
};

/** The heading that names the mutex; where it is not legible in any, the first one. */
const chooseTitle = (blocks: readonly MarkdownBlock[]): Heading | undefined => {
  const headings = blocks.filter((block): block is Heading => block.kind === 'heading');
  return headings.find(({ prose }) => findMention(prose.text, MUTEX) !== undefined) ?? headings[0];
};

const scores = (
  prose: Prose,
  index: number,
  blocks: readonly MarkdownBlock[],
  list: number | undefined,
): readonly Candidate[] => {
  const links = prose.links.map((link) => pageLinkedBy(link.target));
  const tables = tablesLinked(prose).length;
  const linksTo = (kind: 'function' | 'structure' | 'event-logging'): number =>
    links.some((page) => page.kind === kind) ? 1 : 0;
  const has = (condition: boolean): number => (condition ? 1 : 0);
  const names = (wanted: Parameters<typeof findMention>[1]): number =>
    has(findMention(prose.text, wanted) !== undefined);
  const written = neighbours(blocks, index);
  const versions = findVersions(prose.text).filter(({ written: text }) => /\D/.test(text)).length;
  const marks = prose.marks.filter((mark) => !prose.links.some((link) => overlap(mark, link)));
  const role = (name: Paragraph, score: number): Candidate => ({ role: name, index, score });
  return [
    role(
      'p1',
      Math.min(tables, 3) * 2 +
        names(MUTEX) +
        has(written.first) * 2 +
        has(list !== undefined && index < list - 1),
    ),
    role(
      'p2',
      has(codeLike(prose)) * 3 +
        has(findNumbers(prose.text).some(({ value }) => value === '1618')) * 3 +
        has(list === index + 1) * 3 +
        names(ERROR_CONSTANT) -
        linksTo('structure') * 3,
    ),
    role(
      'p3',
      linksTo('event-logging') * 5 +
        has(list === index - 1) * 2 +
        has(prose.links.length === 1) -
        (linksTo('function') + linksTo('structure')) * 3,
    ),
    role(
      'p4',
      linksTo('structure') * 4 +
        linksTo('function') * 2 +
        has(marks.length > 1) +
        names(MEMBER) * 2 +
        names(VALUE) * 2 +
        names(STATUS_STRUCTURE),
    ),
    role(
      'p5',
      Math.min(versions, 2) * 2 +
        linksTo('function') +
        has(marks.some((mark) => mark.from === 0)) * 2 +
        has(written.last),
    ),
  ];
};

const neighbours = (blocks: readonly MarkdownBlock[], index: number): { first: boolean; last: boolean } => {
  const full = (block: MarkdownBlock): boolean =>
    block.kind === 'paragraph' && block.prose.text.trim() !== '';
  return {
    first: blocks.findIndex(full) === index,
    last: blocks.findLastIndex(full) === index,
  };
};
