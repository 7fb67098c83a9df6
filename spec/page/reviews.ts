import { BLOCKS } from '../clause.ts';
import type { Block, ClauseId } from '../clause.ts';
import { SEQUENCE_TABLES, isUiTable } from '../constants.ts';
import { saysMoreThanLinks } from './cases.ts';
import * as documented from './documented.ts';
import { CLAUSE_OF_BLOCK, excerpt, placesOf } from './finding.ts';
import type { Finding } from './finding.ts';
import { fingerprint } from './fingerprint.ts';
import { findMention, identifier } from './identifiers.ts';
import { isSequenceTable } from './links.ts';
import { blockOf } from './located-block.ts';
import { findNumbers } from './numbers.ts';
import type { Prose, Range } from './prose.ts';
import { textOf } from './prose.ts';
import type { DocumentationPage } from './read-page.ts';
import { tablesLinked } from './sighting.ts';
import { WORD_KINDS } from './words/lexicon.ts';
import { withoutNames } from './words/names-out.ts';
import { findWords, sentencesOf } from './words/patterns.ts';
import { readWords } from './words/read-words.ts';

/**
 * What a person has to look at: words of a kind that is due and was not found or can be read otherwise; something
 * `added` beside the rules; a block that is not the `accepted` one; one that differs from its `original`.
 */
export const REVIEW_KINDS = [...WORD_KINDS, 'added', 'accepted', 'original'] as const;

export interface Review extends Finding {
  readonly kind: (typeof REVIEW_KINDS)[number];
}

/**
 * What the page leaves to a person.
 * @param accepted fingerprints of what stands beside the rules and was accepted
 */
export const findReviews = (page: DocumentationPage, accepted: readonly string[] = []): readonly Review[] => [
  ...wordReviews(page),
  ...addedSentences(page),
  ...struckThrough(page),
  ...addedBeside(page, accepted),
];

const wordReviews = (page: DocumentationPage): readonly Review[] =>
  readWords(page)
    .findings.filter(({ verdict }) => verdict === 'review')
    .map(({ clause, kind, block, prose, range, expected }) => ({
      clause,
      kind,
      block,
      severity: 'warning',
      ...placesOf(page, prose, range),
      expected,
      found: excerpt(textOf(prose, range)),
    }));

/** How many sentences of a block may name the mutex, a table, the error or the service. */
const NAMING_SENTENCES: Readonly<Record<Block, number>> = {
  title: 1,
  p1: 1,
  p2: 1,
  item1: 1,
  item2: 1,
  p3: 1,
  p4: 3,
  p5: 2,
};

const addedSentences = (page: DocumentationPage): readonly Review[] =>
  BLOCKS.flatMap((block) => {
    const prose = blockOf(page.located, block);
    if (
      prose === undefined ||
      BLOCKS.some((other) => other !== block && blockOf(page.located, other)?.text === prose.text)
    ) {
      return [];
    }
    const { text, inSource } = withoutNames(prose);
    const naming = sentencesOf(text, { from: 0, to: text.length }).filter((sentence) =>
      /[\ue001-\ue005]/.test(text.slice(sentence.from, sentence.to)),
    );
    return naming.slice(NAMING_SENTENCES[block]).map((sentence) => {
      const range = inSource(trimmed(text, sentence));
      return {
        clause: CLAUSE_OF_BLOCK[block],
        kind: 'added',
        block,
        severity: 'warning',
        ...placesOf(page, prose, range),
        expected: 'no further sentence',
        found: excerpt(textOf(prose, range)),
      };
    });
  });

const trimmed = (text: string, { from, to }: Range): Range => ({
  from: from + (/^\s*/.exec(text.slice(from, to))?.[0].length ?? 0),
  to,
});

const STRUCK = /~~(?=\S)[^~\n]+~~|<(del|s|strike)\b[^<>]*>.*?<\/\1>/gs;

const struckThrough = (page: DocumentationPage): readonly Review[] =>
  [...page.published.matchAll(STRUCK)].map((match) => {
    const end = match.index + match[0].length;
    const block = BLOCKS.find((each) => {
      const prose = blockOf(page.located, each);
      const [first, last] = [prose?.offsets[0], prose?.offsets.at(-1)];
      if (first === undefined || last === undefined) return false;
      return page.publishedAt(first) < end && match.index < page.publishedAt(last);
    });
    return {
      clause: block === undefined ? 'mutex-scope' : CLAUSE_OF_BLOCK[block],
      kind: 'added',
      block: block ?? 'beside',
      severity: 'warning',
      place: page.placeAt(match.index),
      end: page.placeAt(end),
      expected: 'nothing struck through',
      found: excerpt(match[0]),
    };
  });

const CALLOUT = /^\s*\[!\w+\]/;

/** Notes and further paragraphs that name what the rules are about, or that deny something. */
const addedBeside = (page: DocumentationPage, accepted: readonly string[]): readonly Review[] =>
  page.beside.filter(saysMoreThanLinks).flatMap((prose) => {
    if (accepted.includes(fingerprint(prose.text))) return [];
    const { lexicon } = readWords(page).read;
    const callout = CALLOUT.test(prose.text);
    const denies =
      lexicon !== null && findWords(withoutNames(prose).text, lexicon.negation, lexicon).length > 0;
    const clause = clauseNamed(prose) ?? (callout || denies ? 'mutex-scope' : undefined);
    if (clause === undefined) return [];
    const from = callout ? (CALLOUT.exec(prose.text)?.[0].length ?? 0) : 0;
    const range = trimmed(prose.text, { from, to: prose.text.length });
    return [
      {
        clause,
        kind: 'added',
        block: 'beside',
        severity: 'warning',
        ...placesOf(page, prose, range),
        expected: 'nothing beside the rules',
        found: excerpt(textOf(prose, range)),
      },
    ];
  });

const TABLES = SEQUENCE_TABLES.map(identifier);

const clauseNamed = (prose: Prose): ClauseId | undefined => {
  const names = (wanted: typeof documented.MUTEX): boolean => findMention(prose.text, wanted) !== undefined;
  if (findNumbers(prose.text).some(({ value }) => value === '1618') || names(documented.ERROR_CONSTANT)) {
    return '1618-only';
  }
  const linked = tablesLinked(prose).map(({ name }) => name);
  const tables = [...linked, ...TABLES.filter(names).map(({ name }) => name)];
  if (tables.length > 0) {
    return tables.some((name) => isSequenceTable(name) && isUiTable(name)) ? '1618-ui' : 'mutex-scope';
  }
  if (names(documented.MUTEX)) return 'mutex-scope';
  const service = [
    documented.STATUS_FUNCTION,
    documented.STATUS_STRUCTURE,
    documented.MEMBER,
    documented.VALUE,
  ].some(names);
  return service || /\bWindows Installer\b/i.test(prose.text) ? 'service-running' : undefined;
};
