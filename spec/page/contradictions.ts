import { CLAUSES } from '../index.ts';
import { CLAUSE_IDS } from '../clause.ts';
import type { Block, ClauseId } from '../clause.ts';
import {
  ERROR_INSTALL_ALREADY_RUNNING,
  EXECUTE_TABLES,
  MINIMUM_VERSION,
  UI_TABLES,
  UNSUPPORTED_VERSION,
} from '../constants.ts';
import { compareVersions } from '../version.ts';
import * as documented from './documented.ts';
import { CLAUSE_OF_FACT, FACT_NAMES, RESTS_ON, factsOf } from './facts.ts';
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

interface Expectation {
  /** The block that states the fact. */
  readonly block: Block;
  readonly names: readonly string[];
  /** `all`: exactly these names. `one`: this name among others, where the page may name more. */
  readonly match: 'all' | 'one';
  /** What a reader calls the fact. */
  readonly label: string;
}

/** What our clauses were read from. */
export const EXPECTED: Readonly<Record<FactName, Expectation>> = {
  executeTables: { block: 'p1', names: EXECUTE_TABLES, match: 'all', label: 'tables' },
  errorCode: {
    block: 'p2',
    names: [String(ERROR_INSTALL_ALREADY_RUNNING)],
    match: 'all',
    label: 'error code',
  },
  errorConstant: { block: 'p2', names: [documented.ERROR_CONSTANT.name], match: 'all', label: 'error name' },
  mutexCaseTables: { block: 'item1', names: [], match: 'all', label: 'tables' },
  uiCaseTables: { block: 'item2', names: UI_TABLES, match: 'all', label: 'tables' },
  caseCount: { block: 'p2', names: ['2'], match: 'all', label: 'number of cases' },
  eventLogging: { block: 'p3', names: ['event-logging'], match: 'one', label: 'link' },
  statusFunction: { block: 'p4', names: [documented.STATUS_FUNCTION.name], match: 'one', label: 'function' },
  statusStructure: {
    block: 'p4',
    names: [documented.STATUS_STRUCTURE.name],
    match: 'one',
    label: 'structure',
  },
  member: { block: 'p4', names: [documented.MEMBER.name], match: 'all', label: 'member' },
  value: { block: 'p4', names: [documented.VALUE.name], match: 'all', label: 'value' },
  versionFunction: { block: 'p5', names: [documented.STATUS_FUNCTION.name], match: 'one', label: 'function' },
  unsupportedVersion: {
    block: 'p5',
    names: [UNSUPPORTED_VERSION],
    match: 'all',
    label: 'unsupported version',
  },
  minimumVersion: { block: 'p5', names: [MINIMUM_VERSION], match: 'all', label: 'minimum version' },
};

/** Every fact of the page that contradicts a clause, in the order of the clauses. */
export const findContradictions = (page: DocumentationPage): readonly Contradiction[] =>
  CLAUSE_IDS.flatMap((clause) => {
    const wrong = factsOf(clause).filter((fact) => !agrees(fact, page.sightings[fact]));
    // A block that is not there takes all its facts with it: that is one contradiction.
    const once = wrong.filter(
      (fact, index) =>
        page.sightings[fact].state !== 'missing' ||
        wrong.findIndex(
          (other) =>
            page.sightings[other].state === 'missing' && EXPECTED[other].block === EXPECTED[fact].block,
        ) === index,
    );
    return once.map((fact) => describe(clause, fact, page));
  });

const agrees = (fact: FactName, { state, names }: Sighting): boolean => {
  const expected = EXPECTED[fact];
  if (state === 'illegible') return true;
  if (state !== 'said') return false;
  if (expected.match === 'one') return expected.names.every((name) => names.includes(name));
  if (fact === 'minimumVersion' || fact === 'unsupportedVersion') {
    return (
      names.length > 0 &&
      names.every((name) => expected.names.every((wanted) => compareVersions(name, wanted) === 0))
    );
  }
  return (
    expected.names.every((name) => names.includes(name)) &&
    names.every((name) => expected.names.includes(name))
  );
};

const describe = (clause: ClauseId, fact: FactName, page: DocumentationPage): Contradiction => {
  const { state, names, offset } = page.sightings[fact];
  const { block, names: expected, label } = EXPECTED[fact];
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
    const unread = NEEDED.some(
      (fact) => CLAUSE_OF_FACT[fact] === clause && page.sightings[fact].state === 'illegible',
    );
    return unread ? 'illegible' : 'agrees';
  };
  return Object.fromEntries(CLAUSES.map(({ id }) => [id, judge(id)])) as Record<ClauseId, ClauseStatus>;
};

/** Without these a reader cannot apply the clause; the error's name is not among them, its number is enough. */
const NEEDED: readonly FactName[] = FACT_NAMES.filter((fact) => fact !== 'errorConstant');
