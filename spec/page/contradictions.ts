import { CLAUSES } from '../index.ts';
import { CLAUSE_IDS } from '../clause.ts';
import type { ClauseId } from '../clause.ts';
import { compareVersions } from '../version.ts';
import { FACTS, FACT_NAMES, RESTS_ON, factOf, factsOf } from './facts.ts';
import type { FactName } from './facts.ts';
import type { DocumentationPage } from './read-page.ts';
import type { Sighting } from './sighting.ts';
import type { Place } from './source-text.ts';

/** A fact of the page that is not the fact our clause was read from. */
export interface Contradiction {
  readonly clause: ClauseId;
  readonly fact: FactName;
  readonly place: Place;
  readonly expected: string;
  readonly found: string;
}

/** Every fact of the page that contradicts a clause, in the order of the clauses. */
export const findContradictions = (page: DocumentationPage): readonly Contradiction[] =>
  CLAUSE_IDS.flatMap((clause) => {
    const wrong = factsOf(clause).filter((fact) => !agrees(fact, page.sightings[fact]));
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

const agrees = (fact: FactName, { state, names }: Sighting): boolean => {
  const { expected, match } = factOf(fact);
  if (state === 'illegible') return true;
  if (state !== 'said') return false;
  if (match === 'one') return expected.every((name) => names.includes(name));
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
  return {
    clause,
    fact,
    place: page.placeOf(offset),
    expected: `${label}: ${listing(expected)}`,
    found: state === 'missing' ? found : `${label}: ${found}`,
  };
};

const listing = (names: readonly string[]): string => (names.length === 0 ? 'none' : names.join(', '));

/**
 * `agrees`: each fact stands in the page. `illegible`: one stands there in translated words only.
 * `contradicted`: one is another. `unsupported`: one that the clause shares with a contradicted clause is.
 */
export type ClauseStatus = 'agrees' | 'illegible' | 'contradicted' | 'unsupported';

/** How each clause stands in the page. */
export const judgeClauses = (page: DocumentationPage): Readonly<Record<ClauseId, ClauseStatus>> => {
  const contradicted = new Set(findContradictions(page).map(({ clause }) => clause));
  const wrong = FACT_NAMES.filter((fact) => !agrees(fact, page.sightings[fact]));
  const judge = (clause: ClauseId): ClauseStatus => {
    if (contradicted.has(clause)) return 'contradicted';
    if (RESTS_ON[clause]?.some((fact) => wrong.includes(fact))) return 'unsupported';
    const unread = factsOf(clause).some(
      (fact) => FACTS[fact].needed && page.sightings[fact].state === 'illegible',
    );
    return unread ? 'illegible' : 'agrees';
  };
  return Object.fromEntries(CLAUSES.map(({ id }) => [id, judge(id)])) as Record<ClauseId, ClauseStatus>;
};
