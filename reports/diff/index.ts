/** What became of verdicts and divergences from one run to the next. */
export { compareResults, regressionsOf } from './compare.ts';
export { renderDiff } from './terminal.ts';
