import { SEQUENCE_TABLES } from '../constants.ts';
import type { Block, ClauseId } from '../clause.ts';
import * as documented from './documented.ts';
import { CLAUSE_OF_BLOCK } from './finding.ts';
import { findMention, identifier } from './identifiers.ts';
import type { Identifier } from './identifiers.ts';
import { isSequenceTable, pageLinkedBy } from './links.ts';
import { blockOf } from './located-block.ts';
import type { Link, Prose, Range } from './prose.ts';
import { textOf } from './prose.ts';
import { errorsNamed } from './read-facts.ts';
import type { Located } from './roles.ts';
import { otherReference } from './sighting.ts';
import { inLatin, nameSpelt } from './transliteration.ts';

const TABLES = SEQUENCE_TABLES.map(identifier);

/** A name that can be read and is not the one that belongs there. */
export interface WrongName {
  readonly clause: ClauseId;
  readonly block: Block;
  readonly prose: Prose;
  readonly range: Range;
  readonly expected: string;
  /** The name that is read there, where it is spelt in another script. */
  readonly spelt: string | null;
}

const LINKING_BLOCKS: readonly Block[] = ['p1', 'item1', 'item2', 'p4', 'p5'];
const MUTEX_BLOCKS: readonly Block[] = ['title', 'p1', 'item1'];

export const findWrongNames = (page: Located): readonly WrongName[] => {
  const within = (blocks: readonly Block[], find: (prose: Prose) => readonly Named[]): readonly WrongName[] =>
    blocks.flatMap((block) => {
      const prose = blockOf(page, block);
      if (prose === undefined) return [];
      return find(prose).map((named) => ({ ...named, block, prose, clause: CLAUSE_OF_BLOCK[block] }));
    });
  return [
    ...within(LINKING_BLOCKS, wrongLinkTexts),
    ...within(MUTEX_BLOCKS, wrongMutex),
    ...within(['p4'], (prose) =>
      errorsNamed(prose)
        .filter(({ name }) => name !== documented.ERROR_CONSTANT.name)
        .map(({ mention }) => ({ range: mention, expected: documented.ERROR_CONSTANT.name, spelt: null })),
    ),
  ];
};

type Named = Pick<WrongName, 'range' | 'expected' | 'spelt'>;

/** The words over a link name another table, function or structure than it leads to. */
const wrongLinkTexts = (prose: Prose): readonly Named[] =>
  prose.links.flatMap((link) => {
    const wanted = nameLedTo(link);
    if (wanted === undefined || link.bare) return [];
    return isOtherName(textOf(prose, link), wanted.name) === undefined
      ? []
      : [
          {
            range: link,
            expected: wanted.name,
            spelt: isOtherName(textOf(prose, link), wanted.name) ?? null,
          },
        ];
  });

/** The name of the API that a link's address leads to. */
export const nameLedTo = (link: Link): Identifier | undefined => {
  const page = pageLinkedBy(link.target);
  if (page.kind === 'table' && isSequenceTable(page.name)) {
    return TABLES.find(({ name }) => name === page.name);
  }
  return page.kind === 'function' || page.kind === 'structure'
    ? [documented.STATUS_FUNCTION, documented.STATUS_STRUCTURE].find(({ name }) => name === page.name)
    : undefined;
};

/** Another name of the same kind that a link's words read as, and not the wanted one. */
export const isOtherName = (words: string, wanted: string): string | undefined => {
  if (findMention(words, identifier(wanted)) !== undefined) return undefined;
  // The structure's members may link to its page, which explains them.
  if ([documented.MEMBER, documented.VALUE].some((name) => findMention(words, name) !== undefined))
    return undefined;
  if (isSequenceTable(wanted)) {
    const read = TABLES.find(
      ({ name }) => name !== wanted && findMention(words, identifier(name)) !== undefined,
    );
    return read?.name ?? otherSpelt(words, wanted, SEQUENCE_TABLES);
  }
  const own = [documented.STATUS_FUNCTION, documented.STATUS_STRUCTURE].find(
    ({ name }) => name !== wanted && findMention(words, identifier(name)) !== undefined,
  );
  if (own !== undefined) return own.name;
  const other = otherReference(words, identifier(wanted));
  if (other !== undefined) return other;
  return wanted === documented.STATUS_FUNCTION.name
    ? otherSpelt(words, wanted, [wanted, ...documented.OTHER_FUNCTIONS])
    : undefined;
};

const otherSpelt = (words: string, wanted: string, names: readonly string[]): string | undefined => {
  const spelt = (words.match(/[\p{Script=Cyrillic}'ʼ]+/gu) ?? [])
    .map((word) => nameSpelt(word, names))
    .filter((name) => name !== undefined);
  return spelt.length > 0 && spelt.every((name) => name !== wanted) ? spelt[0] : undefined;
};

/** `_MSISetup`, or a word that sounds like one, where no `_MSIExecute` can be read. */
const wrongMutex = (prose: Prose): readonly Named[] => {
  const { MUTEX } = documented;
  const tight = [...prose.text.matchAll(/(?<![A-Za-z0-9_])_\s?(?=MSI)([A-Za-z0-9]+)/gi)].filter(
    ([, name]) => name?.toLowerCase() !== 'msiexecute',
  );
  const readable = findMention(prose.text, MUTEX) !== undefined;
  const named = readable
    ? tight
    : [
        ...tight,
        ...prose.text.matchAll(/(?<![A-Za-z0-9_])MSI[A-Z][A-Za-z0-9]+/g),
        ...prose.text.matchAll(/(?<![A-Za-z0-9_])_[A-Z][a-z]+(?:[A-Z][a-z]+)+/g),
      ];
  const [latin] = named.toSorted((a, b) => a.index - b.index);
  const range = (match: RegExpExecArray | (RegExpMatchArray & { index: number })): Range => ({
    from: match.index,
    to: match.index + match[0].length,
  });
  if (latin !== undefined) return [{ range: range(latin), expected: MUTEX.name, spelt: null }];
  if (readable) return [];
  const words = [...prose.text.matchAll(/[\p{Script=Cyrillic}'ʼ]+/gu)];
  if (words.some(([word]) => nameSpelt(word, [MUTEX.name]) !== undefined)) return [];
  const other = words.find(([word]) => /^m(?:s|es)i./.test(inLatin(word)) && word.length > 5);
  return other === undefined ? [] : [{ range: range(other), expected: MUTEX.name, spelt: null }];
};
