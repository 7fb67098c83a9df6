import { CLAUSE_IDS } from '../clause.ts';
import type { ClauseId } from '../clause.ts';
import { compareVersions } from '../version.ts';
import { FACTS, factOf, factsOf } from './facts.ts';
import type { FactName } from './facts.ts';
import type { Finding } from './finding.ts';
import { excerpt, placesOf, wordAt } from './finding.ts';
import { blockOf } from './located-block.ts';
import { textOf } from './prose.ts';
import type { DocumentationPage } from './read-page.ts';
import type { Sighting } from './sighting.ts';
import { WORD_KINDS } from './words/lexicon.ts';
import { readWords } from './words/read-words.ts';
import { findWrongNames } from './wrong-names.ts';

/** What a contradiction was read from: a fact, a name, or the words' polarity, quantity, time or agency. */
export const CONTRADICTION_KINDS = ['fact', 'name', ...WORD_KINDS] as const;

/** Something that the page says and that is not what our clause was read from. */
export interface Contradiction extends Finding {
  readonly kind: (typeof CONTRADICTION_KINDS)[number];
  /** The fact that is another one; null for names beside the facts, and for words. */
  readonly fact: FactName | null;
}

/** Everything on the page that contradicts a clause, in the order of the clauses. */
export const findContradictions = (page: DocumentationPage): readonly Contradiction[] => {
  const facts = factContradictions(page);
  const taken = new Set(facts.map(({ place }) => `${place.line}:${place.column}`));
  const rest = [...nameContradictions(page), ...wordContradictions(page)].filter(
    ({ place }) => !taken.has(`${place.line}:${place.column}`),
  );
  const all = [...facts, ...rest];
  return CLAUSE_IDS.flatMap((id) => all.filter(({ clause }) => clause === id));
};

const nameContradictions = (page: DocumentationPage): readonly Contradiction[] =>
  findWrongNames(page.located).map(({ clause, block, prose, range, expected, spelt }) => ({
    clause,
    kind: 'name',
    fact: null,
    block,
    severity: 'error',
    ...placesOf(page, prose, range),
    expected: `name: ${expected}`,
    found: `name: ${excerpt(textOf(prose, range))}${spelt === null || textOf(prose, range).includes(spelt) ? '' : ` (${spelt})`}`,
  }));

const wordContradictions = (page: DocumentationPage): readonly Contradiction[] =>
  readWords(page)
    .findings.filter(({ verdict }) => verdict === 'contradicts')
    .map(({ clause, kind, block, prose, range, expected }) => ({
      clause,
      kind,
      fact: null,
      block,
      severity: 'error',
      ...placesOf(page, prose, range),
      expected: `${kind}: ${expected}`,
      found: `${kind}: "${excerpt(textOf(prose, range))}"`,
    }));

const factContradictions = (page: DocumentationPage): readonly Contradiction[] =>
  CLAUSE_IDS.flatMap((clause) => {
    const wrong = factsOf(clause).filter((fact) => !factAgrees(fact, page.sightings[fact]));
    // A block that is not there takes all its facts with it: that is one contradiction.
    const once = wrong.filter(
      (fact, index) =>
        page.sightings[fact].state !== 'missing' ||
        wrong.findIndex(
          (other) => page.sightings[other].state === 'missing' && FACTS[other].block === FACTS[fact].block,
        ) === index,
    );
    return once.map((fact) => describe(clause, fact, page));
  });

export const factAgrees = (fact: FactName, { state, names }: Sighting): boolean => {
  const { expected, amongOthers } = factOf(fact);
  if (state === 'illegible') return true;
  if (state !== 'said') return false;
  if (amongOthers) return expected.every((name) => names.includes(name));
  if (fact === 'minimumVersion' || fact === 'unsupportedVersion') {
    return (
      names.length > 0 &&
      names.every((name) => expected.every((wanted) => compareVersions(name, wanted) === 0))
    );
  }
  return expected.every((name) => names.includes(name)) && names.every((name) => expected.includes(name));
};

const describe = (clause: ClauseId, fact: FactName, page: DocumentationPage): Contradiction => {
  const { state, names, offset } = page.sightings[fact];
  const { block, expected, label } = factOf(fact);
  const found =
    state === 'missing'
      ? `no such ${block.startsWith('item') ? 'case' : 'paragraph'} (${block})`
      : listing(names);
  const prose = state === 'missing' ? undefined : blockOf(page.located, block);
  const place = page.placeOf(offset);
  const index = prose?.offsets.indexOf(offset) ?? -1;
  return {
    clause,
    kind: 'fact',
    fact,
    block,
    severity: 'error',
    place,
    end: prose === undefined || index < 0 ? place : placesOf(page, prose, wordAt(prose, index)).end,
    expected: `${label}: ${listing(expected)}`,
    found: state === 'missing' ? found : `${label}: ${found}`,
  };
};

const listing = (names: readonly string[]): string => (names.length === 0 ? 'none' : names.join(', '));
