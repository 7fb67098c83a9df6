import type { Block, ClauseId } from '../clause.ts';
import type { FrontMatter } from './front-matter.ts';
import type { SourceText } from './source-text.ts';

/** The facts of the page that clauses rest on. */
export const FACT_NAMES = [
  'executeTables',
  'errorCode',
  'errorConstant',
  'mutexCaseTables',
  'uiCaseTables',
  'caseCount',
  'eventLogging',
  'statusFunction',
  'statusStructure',
  'member',
  'value',
  'versionFunction',
  'unsupportedVersion',
  'minimumVersion',
] as const;
export type FactName = (typeof FACT_NAMES)[number];

/**
 * What the page says, drawn from links, lists, numbers and marks. `null` where the page does not say it, or
 * says it in words only (then the fact stands in `illegible`).
 */
export interface RuleFacts {
  /** The tables whose processing sets the mutex (p1). */
  readonly executeTables: readonly string[];
  /** The error code (p2), in decimal. */
  readonly errorCode: number | null;
  readonly errorConstant: string | null;
  /** How many cases return the error. */
  readonly caseCount: number;
  /** The tables that the case of the set mutex names: none. */
  readonly mutexCaseTables: readonly string[] | null;
  /** The tables that the case of the process's own UI names. */
  readonly uiCaseTables: readonly string[] | null;
  /** Where the link to the event log leads (p3). */
  readonly eventLogging: string | null;
  /** What p4 names. */
  readonly statusFunction: string | null;
  readonly statusStructure: string | null;
  readonly member: string | null;
  readonly value: string | null;
  /** What p5 names. */
  readonly versionFunction: string | null;
  readonly unsupportedVersion: string | null;
  readonly minimumVersion: string | null;
}

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

/**
 * Which clause a fact belongs to. One fact, one clause, so that a wrong fact is blamed once; the clauses that
 * rest on it too are in `RESTS_ON`.
 */
export const CLAUSE_OF_FACT: Readonly<Record<FactName, ClauseId>> = {
  executeTables: 'mutex-scope',
  errorCode: '1618-mutex',
  errorConstant: '1618-mutex',
  mutexCaseTables: '1618-mutex',
  uiCaseTables: '1618-ui',
  caseCount: '1618-only',
  eventLogging: 'event-log',
  statusFunction: 'service-running',
  statusStructure: 'service-running',
  member: 'service-running',
  value: 'service-running',
  versionFunction: 'service-version',
  unsupportedVersion: 'service-version',
  minimumVersion: 'service-version',
};

/** Facts that a clause uses and another clause answers for. */
export const RESTS_ON: Readonly<Partial<Record<ClauseId, readonly FactName[]>>> = {
  'mutex-held': ['executeTables'],
  '1618-ui': ['errorCode', 'errorConstant'],
  '1618-only': ['errorCode', 'errorConstant'],
};

/** The facts that a clause answers for. */
export const factsOf = (clause: ClauseId): readonly FactName[] =>
  FACT_NAMES.filter((fact) => CLAUSE_OF_FACT[fact] === clause);
