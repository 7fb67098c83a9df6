import type { Flag } from './readings.ts';

export const CLAUSE_IDS = [
  'mutex-scope',
  'mutex-held',
  '1618-mutex',
  '1618-ui',
  '1618-only',
  'event-log',
  'service-running',
  'service-version',
] as const;

export type ClauseId = (typeof CLAUSE_IDS)[number];

/** The blocks of the documentation page, in order. */
export const BLOCKS = ['title', 'p1', 'p2', 'item1', 'item2', 'p3', 'p4', 'p5'] as const;
export type Block = (typeof BLOCKS)[number];

/** One rule of the page. */
export interface Clause {
  readonly id: ClauseId;
  /** The rule in our own words. */
  readonly statement: string;
  /** `stated` stands in the page; `implied` follows under some readings only. */
  readonly strength: 'stated' | 'implied';
  /** Where in the page the rule stands. */
  readonly source: readonly Block[];
  /** The open points that bear on it. */
  readonly flags: readonly Flag[];
  /** When an interleaving says something about the clause. */
  readonly exercisedBy: string;
}
