import type { VNode } from 'preact';
import type { CellVerdict } from '../reports/symbols.ts';
import { VERDICT_SYMBOLS } from '../reports/symbols.ts';

/** Each verdict has a symbol and a word: colour alone tells nothing. */
export const VERDICTS: Readonly<Record<CellVerdict, { readonly word: string; readonly means: string }>> = {
  conforms: { word: 'conforms', means: 'exercised, and no divergence was found' },
  diverges: { word: 'diverges', means: 'there is a counterexample: follow the link' },
  flaky: { word: 'flaky', means: 'diverged, but not every time it was run again' },
  unsupported: { word: 'unsupported', means: 'not offered, so it cannot be observed' },
  unknown: { word: 'unknown', means: 'the run could not tell' },
  'not-exercised': { word: 'not exercised', means: 'no case said anything about it' },
  'not-in-evidence': { word: 'no evidence', means: 'the logs say nothing about it' },
  'never-run': { word: 'never run', means: 'nothing was ever run there: no claim is made' },
};

export const Verdict = ({ verdict }: { verdict: CellVerdict }): VNode => (
  <span class={`chip ${verdict}`}>
    <span aria-hidden="true">{VERDICT_SYMBOLS[verdict]}</span> {VERDICTS[verdict].word}
  </span>
);

export const Legend = (): VNode => (
  <dl class="legend" aria-label="What the words mean">
    {Object.entries(VERDICTS).map(([verdict, { means }]) => (
      <div>
        <dt>
          <Verdict verdict={verdict as CellVerdict} />
        </dt>
        <dd>{means}</dd>
      </div>
    ))}
  </dl>
);
