import { SEQUENCE_TABLES } from '../constants.ts';
import { MEMBER, VALUE } from './documented.ts';
import type { Identifier, Mention } from './identifiers.ts';
import { findMention, findMentions, identifier } from './identifiers.ts';
import type { LinkedPage } from './links.ts';
import { pageLinkedBy } from './links.ts';
import type { Link, Prose, Range } from './prose.ts';
import { overlap, textOf } from './prose.ts';

/** How one fact stands in a page. */
export interface Sighting {
  /**
   * `said`: names or numbers that can be read, perhaps none where none are due. `illegible`: something stands
   * there, in translated words. `absent`: nothing stands there. `missing`: the whole block is not there.
   */
  readonly state: 'said' | 'illegible' | 'absent' | 'missing';
  readonly names: readonly string[];
  /** Where in the source text; for a missing block, where the block before it ends. */
  readonly offset: number;
}

export const said = (names: readonly string[], offset: number): Sighting => ({
  state: 'said',
  names,
  offset,
});

export const offsetIn = (prose: Prose, index: number): number =>
  prose.offsets[index] ?? prose.offsets[0] ?? 0;

const TABLE_IDENTIFIERS = SEQUENCE_TABLES.map(identifier);

/** A table that a block names by its link. */
export interface LinkedTable {
  readonly name: string;
  readonly link: Link;
}

/** The tables that links name, in order; an address that tells nothing is known by its words. */
export const tablesLinked = (prose: Prose): readonly LinkedTable[] =>
  prose.links.flatMap((link) => {
    const page = pageLinkedBy(link.target);
    if (page.kind === 'table') return [{ name: page.name, link }];
    if (page.kind !== 'opaque') return [];
    const words = textOf(prose, link);
    const table = TABLE_IDENTIFIERS.find((wanted) => findMention(words, wanted) !== undefined);
    return table === undefined ? [] : [{ name: table.name, link }];
  });

/** The tables of a block: those it links to, wrong ones without a link and, where it links to none, all that can be read. */
export const sightTables = (prose: Prose, expected: readonly string[]): Sighting => {
  const links = tablesLinked(prose);
  const linked = links.map(({ name, link }) => ({ name, index: link.from }));
  const unlinked = TABLE_IDENTIFIERS.flatMap((wanted) => {
    const mention = findMentions(prose.text, wanted).find(
      (each) => !links.some(({ link }) => overlap(link, each)),
    );
    return mention === undefined ? [] : [{ name: wanted.name, index: mention.from }];
  });
  // Beside links, a name without one is no table that is due, and yet can be one too many.
  const tables =
    linked.length > 0 ? [...linked, ...unlinked.filter(({ name }) => !expected.includes(name))] : unlinked;
  const wrong = tables.find(({ name }, at) => {
    const repeated = tables.findIndex((other) => other.name === name) < at;
    return !expected.includes(name) || (repeated && tables.length === expected.length);
  });
  return said(
    tables.map(({ name }) => name),
    offsetIn(prose, wrong?.index ?? 0),
  );
};

/** What links of one kind lead to; without such a link, the name if it can be read. */
export const sightReference = (
  prose: Prose,
  kind: 'function' | 'structure',
  wanted: Identifier,
): Sighting => {
  const linked = prose.links.flatMap((link) => {
    const page = pageLinkedBy(link.target);
    const words = textOf(prose, link);
    // A member or value may link to where it is explained.
    if ([MEMBER, VALUE].some((name) => findMention(words, name) !== undefined)) return [];
    const name = referenceName(page, kind, words, wanted);
    return name === undefined ? [] : [{ name, index: link.from }];
  });
  const wrong = linked.find(({ name }) => name !== wanted.name) ?? linked[0];
  if (wrong !== undefined) {
    return said([...new Set(linked.map(({ name }) => name))], offsetIn(prose, wrong.index));
  }
  const mention = findMention(prose.text, wanted);
  if (mention !== undefined) return said([wanted.name], offsetIn(prose, mention.from));
  return { state: 'absent', names: [], offset: offsetIn(prose, 0) };
};

const referenceName = (
  page: LinkedPage,
  kind: 'function' | 'structure',
  words: string,
  wanted: Identifier,
): string | undefined => {
  if (page.kind === kind) {
    return page.numbered === true ? (otherReference(words, wanted) ?? page.name) : page.name;
  }
  if (page.kind !== 'opaque') return undefined;
  return findMention(words, wanted) === undefined ? undefined : wanted.name;
};

/** Another function or structure that words name exactly. */
export const otherReference = (words: string, wanted: Identifier): string | undefined => {
  if (findMention(words, wanted) !== undefined) return undefined;
  const form = wanted.name.includes('_') ? /^[A-Z]+(?:_[A-Z]+)+$/ : /^[A-Z][a-z]+(?:[A-Z][a-z]+){2,}$/;
  return words.split(/[^A-Za-z0-9_]+/).find((word) => form.test(word));
};

/** Every name of a family that can be read in a block: the wanted one, known others, and new ones by form. */
export const readNames = (
  prose: Prose,
  wanted: Identifier,
  others: readonly Identifier[],
  form: RegExp,
): readonly { name: string; mention: Range }[] => {
  const found: { name: string; mention: Range }[] = [];
  const add = (name: string, mention: Range): void => {
    if (!found.some((other) => overlap(other.mention, mention))) found.push({ name, mention });
  };
  for (const mention of findMentions(prose.text, wanted)) add(wanted.name, mention);
  for (const other of others) {
    for (const mention of findMentions(prose.text, other).filter((each) => looksLikeName(prose, each))) {
      add(other.name, mention);
    }
  }
  for (const match of prose.text.matchAll(form)) {
    add(match[0], { from: match.index, to: match.index + match[0].length });
  }
  return found.toSorted((a, b) => a.mention.from - b.mention.from);
};

/** Prose can say "service stopped"; a constant has capitals or underscores, a member its inner capital. */
const looksLikeName = (prose: Prose, mention: Mention): boolean => {
  const written = textOf(prose, mention);
  return written.includes('_') || !/\s/.test(written) || written === written.toUpperCase();
};
