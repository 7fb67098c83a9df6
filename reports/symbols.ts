import type { ClauseVerdict } from './schema/result.ts';

/** What a cell of a table may say: a verdict, or that nothing was ever run. */
export type CellVerdict = ClauseVerdict | 'never-run';

/** A symbol for each verdict, always beside its word. */
export const VERDICT_SYMBOLS: Readonly<Record<CellVerdict, string>> = {
  conforms: '✓',
  diverges: '✗',
  flaky: '≈',
  unsupported: '∅',
  unknown: '?',
  'not-exercised': '–',
  'not-in-evidence': '·',
  'never-run': '○',
};
