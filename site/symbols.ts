import type { CellVerdict } from './model.ts';

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
