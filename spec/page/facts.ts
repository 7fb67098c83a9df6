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
  /** The page may name more than this one; else exactly these names are expected. */
  readonly amongOthers?: true;
  /** What a reader calls it. */
  readonly label: string;
  /** How its value is given: see `ValueOf`. */
  readonly value: 'names' | 'names or null' | 'name' | 'number' | 'count';
  /** A reader can apply the clause without it. The error's name is such: its number is enough. */
  readonly dispensable?: true;
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
    label: 'tables',
    value: 'names',
  },
  /** The error code, in decimal. */
  errorCode: {
    clause: '1618-mutex',
    block: 'p2',
    expected: [String(ERROR_INSTALL_ALREADY_RUNNING)],
    label: 'error code',
    value: 'number',
  },
  errorConstant: {
    clause: '1618-mutex',
    block: 'p2',
    expected: [documented.ERROR_CONSTANT.name],
    label: 'error name',
    value: 'name',
    dispensable: true,
  },
  /** The tables that the case of the set mutex names: none. */
  mutexCaseTables: {
    clause: '1618-mutex',
    block: 'item1',
    expected: [],
    label: 'tables',
    value: 'names or null',
  },
  /** The tables that the case of the process's own UI names. */
  uiCaseTables: {
    clause: '1618-ui',
    block: 'item2',
    expected: UI_TABLES,
    label: 'tables',
    value: 'names or null',
  },
  /** How many cases return the error. */
  caseCount: {
    clause: '1618-only',
    block: 'p2',
    expected: ['2'],
    label: 'number of cases',
    value: 'count',
  },
  /** Where the link to the event log leads. */
  eventLogging: {
    clause: 'event-log',
    block: 'p3',
    expected: ['event-logging'],
    amongOthers: true,
    label: 'link',
    value: 'name',
  },
  statusFunction: {
    clause: 'service-running',
    block: 'p4',
    expected: [documented.STATUS_FUNCTION.name],
    amongOthers: true,
    label: 'function',
    value: 'name',
  },
  statusStructure: {
    clause: 'service-running',
    block: 'p4',
    expected: [documented.STATUS_STRUCTURE.name],
    amongOthers: true,
    label: 'structure',
    value: 'name',
  },
  member: {
    clause: 'service-running',
    block: 'p4',
    expected: [documented.MEMBER.name],
    label: 'member',
    value: 'name',
  },
  value: {
    clause: 'service-running',
    block: 'p4',
    expected: [documented.VALUE.name],
    label: 'value',
    value: 'name',
  },
  versionFunction: {
    clause: 'service-version',
    block: 'p5',
    expected: [documented.STATUS_FUNCTION.name],
    amongOthers: true,
    label: 'function',
    value: 'name',
  },
  unsupportedVersion: {
    clause: 'service-version',
    block: 'p5',
    expected: [UNSUPPORTED_VERSION],
    label: 'unsupported version',
    value: 'name',
  },
  minimumVersion: {
    clause: 'service-version',
    block: 'p5',
    expected: [MINIMUM_VERSION],
    label: 'minimum version',
    value: 'name',
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
