import { findingsOf } from './findings.ts';
import type { Divergent } from './findings.ts';
import type { Ran } from './scope.ts';
import type { ClauseId } from '../spec/index.ts';

/** Findings as plain text: what and how widely, the one shortest counterexample, and the kinds by name. */
export const findingsText = <D extends Divergent & { readonly explanation: string }>(
  clauses: readonly { readonly id: ClauseId; readonly divergences: readonly D[] }[],
  ran: Ran,
): string =>
  findingsOf({ ...ran, clauses })
    .map(({ clause, what, scope, shortest, kinds }) =>
      [
        ...(kinds.length === 1 ? (scope === '' ? [] : [scope]) : [`${clause}: ${what}`, `  ${scope}`]),
        shortest.explanation,
        ...(kinds.length === 1 ? [] : ['kinds:', ...kinds.map(({ signature }) => `  ${signature}`)]),
      ].join('\n'),
    )
    .join('\n\n');
