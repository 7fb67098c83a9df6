import type { Block, ClauseId } from '../clause.ts';
import {
  ERROR_INSTALL_ALREADY_RUNNING,
  EXECUTE_TABLES,
  MINIMUM_VERSION,
  UI_TABLES,
  UNSUPPORTED_VERSION,
} from '../constants.ts';
import * as documented from './documented.ts';
import type { FrontMatter } from './front-matter.ts';
import type { SourceText } from './source-text.ts';

/** What a fact is, where it stands, and what our clause was read from. */
interface FactDefinition {
  /** The clause that answers for the fact: one fact, one clause, so that a wrong fact is blamed once. */
  readonly clause: ClauseId;
  /** The block that states it. */
  readonly block: Block;
  readonly expected: readonly string[];
  /** `all`: exactly these names. `one`: this name among others, where the page may name more. */
  readonly match: 'all' | 'one';
  /** What a reader calls it. */
  readonly label: string;
  /** How its value is given: see `ValueOf`. */
  readonly value: 'names' | 'names or null' | 'name' | 'number' | 'count';
  /** Without it a reader cannot apply the clause. The error's name is not needed: its number is enough. */
  readonly needed: boolean;
}

/**
 * The facts of the page that clauses rest on, drawn from links, lists, numbers and marks. Everything else that
 * goes over the facts (the values of a page, the clauses that rest on them, the schema) is derived from here.
 */
export const FACTS = {
  /** The tables whose processing sets the mutex. */
  executeTables: {
    clause: 'mutex-scope',
    block: 'p1',
    expected: EXECUTE_TABLES,
    match: 'all',
    label: 'tables',
    value: 'names',
    needed: true,
  },
  /** The error code, in decimal. */
  errorCode: {
    clause: '1618-mutex',
    block: 'p2',
    expected: [String(ERROR_INSTALL_ALREADY_RUNNING)],
    match: 'all',
    label: 'error code',
    value: 'number',
    needed: true,
  },
  errorConstant: {
    clause: '1618-mutex',
    block: 'p2',
    expected: [documented.ERROR_CONSTANT.name],
    match: 'all',
    label: 'error name',
    value: 'name',
    needed: false,
  },
  /** The tables that the case of the set mutex names: none. */
  mutexCaseTables: {
    clause: '1618-mutex',
    block: 'item1',
    expected: [],
    match: 'all',
    label: 'tables',
    value: 'names or null',
    needed: true,
  },
  /** The tables that the case of the process's own UI names. */
  uiCaseTables: {
    clause: '1618-ui',
    block: 'item2',
    expected: UI_TABLES,
    match: 'all',
    label: 'tables',
    value: 'names or null',
    needed: true,
  },
  /** How many cases return the error. */
  caseCount: {
    clause: '1618-only',
    block: 'p2',
    expected: ['2'],
    match: 'all',
    label: 'number of cases',
    value: 'count',
    needed: true,
  },
  /** Where the link to the event log leads. */
  eventLogging: {
    clause: 'event-log',
    block: 'p3',
    expected: ['event-logging'],
    match: 'one',
    label: 'link',
    value: 'name',
    needed: true,
  },
  statusFunction: {
    clause: 'service-running',
    block: 'p4',
    expected: [documented.STATUS_FUNCTION.name],
    match: 'one',
    label: 'function',
    value: 'name',
    needed: true,
  },
  statusStructure: {
    clause: 'service-running',
    block: 'p4',
    expected: [documented.STATUS_STRUCTURE.name],
    match: 'one',
    label: 'structure',
    value: 'name',
    needed: true,
  },
  member: {
    clause: 'service-running',
    block: 'p4',
    expected: [documented.MEMBER.name],
    match: 'all',
    label: 'member',
    value: 'name',
    needed: true,
  },
  value: {
    clause: 'service-running',
    block: 'p4',
    expected: [documented.VALUE.name],
    match: 'all',
    label: 'value',
    value: 'name',
    needed: true,
  },
  versionFunction: {
    clause: 'service-version',
    block: 'p5',
    expected: [documented.STATUS_FUNCTION.name],
    match: 'one',
    label: 'function',
    value: 'name',
    needed: true,
  },
  unsupportedVersion: {
    clause: 'service-version',
    block: 'p5',
    expected: [UNSUPPORTED_VERSION],
    match: 'all',
    label: 'unsupported version',
    value: 'name',
    needed: true,
  },
  minimumVersion: {
    clause: 'service-version',
    block: 'p5',
    expected: [MINIMUM_VERSION],
    match: 'all',
    label: 'minimum version',
    value: 'name',
    needed: true,
  },
} as const satisfies Readonly<Record<string, FactDefinition>>;

export type FactName = keyof typeof FACTS;
export const FACT_NAMES = Object.keys(FACTS) as readonly FactName[];
export const factOf = (name: FactName): FactDefinition => FACTS[name];

interface ValueOf {
  readonly names: readonly string[];
  /** `null` where the block that states them is missing. */
  readonly 'names or null': readonly string[] | null;
  /** `null` where the page does not say it, or says it in words only (then the fact stands in `illegible`). */
  readonly name: string | null;
  readonly number: number | null;
  readonly count: number;
}

/** What the page says. */
export type RuleFacts = { readonly [Name in FactName]: ValueOf[(typeof FACTS)[Name]['value']] };

export interface BlockPrint {
  readonly block: Block;
  readonly line: number;
  readonly column: number;
  /** A hash of its words; see `fingerprint`. */
  readonly fingerprint: string;
}

export interface PageFacts extends RuleFacts {
  readonly pageId: string | null;
  readonly locale: string | null;
  readonly form: SourceText['form'];
  readonly revision: FrontMatter['revision'];
  /** Facts that the page states in translated words, where a name of the API should stand. */
  readonly illegible: readonly FactName[];
  /** The blocks that were found, in reading order. */
  readonly blocks: readonly BlockPrint[];
  /** Paragraphs, list items, code and HTML that no clause was read from. */
  readonly otherBlocks: readonly Omit<BlockPrint, 'block'>[];
  /** A hash of each value of the front matter. */
  readonly frontMatter: FrontMatter['prints'];
}

/** Facts that a clause uses and another clause answers for. */
export const RESTS_ON: Readonly<Partial<Record<ClauseId, readonly FactName[]>>> = {
  'mutex-held': ['executeTables'],
  '1618-ui': ['errorCode', 'errorConstant'],
  '1618-only': ['errorCode', 'errorConstant'],
};

/** The facts that a clause answers for. */
export const factsOf = (clause: ClauseId): readonly FactName[] =>
  FACT_NAMES.filter((name) => FACTS[name].clause === clause);
