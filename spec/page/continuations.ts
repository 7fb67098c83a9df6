import { EXECUTE_TABLES } from '../constants.ts';
import { STATUS_FUNCTION, STATUS_STRUCTURE } from './documented.ts';
import { findMention } from './identifiers.ts';
import { pageLinkedBy } from './links.ts';
import type { MarkdownBlock } from './markdown.ts';
import { findVersions } from './numbers.ts';
import type { Prose, Range } from './prose.ts';
import { tablesLinked } from './sighting.ts';

/** A paragraph of the page with whatever a revision has split off from it. */
export interface Gathered {
  readonly prose: Prose;
  /** The blocks it was gathered from. */
  readonly from: readonly number[];
}

/**
 * A revision may break a paragraph in two, or give the tables of p1 as a list. What stands next to a paragraph,
 * belongs to no other one and carries facts of its kind is read as part of it.
 */
export const gather = (
  role: 'p1' | 'p2' | 'p3' | 'p4' | 'p5',
  index: number,
  blocks: readonly MarkdownBlock[],
  taken: ReadonlySet<number>,
): Gathered | undefined => {
  const own = blocks[index];
  const whole = own?.kind === 'paragraph' && COMPLETE[role]?.(own.prose) === true;
  const belongs = whole ? undefined : BELONGS[role];
  const parts = [index - 1, index, index + 1].filter((at) => {
    const block = blocks[at];
    return at === index || (block !== undefined && !taken.has(at) && belongs?.(block) === true);
  });
  const proses = parts.flatMap((at) => prosesOf(blocks[at]));
  const [first, ...rest] = proses;
  if (first === undefined) return undefined;
  return { prose: rest.reduce(join, first), from: parts };
};

const prosesOf = (block: MarkdownBlock | undefined): readonly Prose[] => {
  if (block === undefined) return [];
  return block.kind === 'list' ? block.items : [block.prose];
};

const BELONGS: Readonly<Partial<Record<string, (block: MarkdownBlock) => boolean>>> = {
  p1: (block) => block.kind !== 'heading' && prosesOf(block).some((prose) => tablesLinked(prose).length > 0),
  p4: (block) =>
    block.kind === 'paragraph' && namesStatus(block.prose) && dottedVersions(block.prose).length === 0,
  p5: (block) => block.kind === 'paragraph' && dottedVersions(block.prose).length > 0,
};

/** What is complete is not added to: a paragraph beside it is a remark. */
const COMPLETE: Readonly<Partial<Record<string, (prose: Prose) => boolean>>> = {
  p1: (prose) => tablesLinked(prose).length >= EXECUTE_TABLES.length,
  p4: (prose) => ['function', 'structure'].every((kind) => linksTo(prose, kind)),
  p5: (prose) => dottedVersions(prose).length > 1,
};

const linksTo = (prose: Prose, kind: string): boolean =>
  prose.links.some((link) => pageLinkedBy(link.target).kind === kind);

const namesStatus = (prose: Prose): boolean =>
  ['function', 'structure'].some((kind) => linksTo(prose, kind)) ||
  [STATUS_FUNCTION, STATUS_STRUCTURE].some((name) => findMention(prose.text, name) !== undefined);

const dottedVersions = (prose: Prose): readonly string[] =>
  findVersions(prose.text).flatMap(({ written }) => (/\D/.test(written) ? [written] : []));

const join = (left: Prose, right: Prose): Prose => {
  const shift = left.text.length + 1;
  const moved = <T extends Range>(range: T): T => ({
    ...range,
    from: range.from + shift,
    to: range.to + shift,
  });
  return {
    text: `${left.text}\n${right.text}`,
    offsets: [...left.offsets, ...right.offsets],
    links: [...left.links, ...right.links.map(moved)],
    marks: [...left.marks, ...right.marks.map(moved)],
  };
};
