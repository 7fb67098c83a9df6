import { makeBadge } from 'badge-maker';
import type { Result } from '../schema/result.ts';

interface Badge {
  readonly label: string;
  readonly message: string;
  readonly color: string;
}

/** What shields.io reads from an endpoint. */
export const badgeEndpoint = (results: readonly Result[]): string =>
  JSON.stringify({ schemaVersion: 1, ...badgeOf(results) });

/** The badge itself. */
export const badgeSvg = (results: readonly Result[]): string => `${makeBadge({ ...badgeOf(results) })}\n`;

/** Counts the clauses that are kept by everybody, under the reading that decides. */
const badgeOf = (results: readonly Result[]): Badge => {
  const label = '_MSIExecute rules';
  const verdicts = results.map((result) => result.verdict);
  const [first] = results;
  if (first === undefined) return { label, message: 'never run', color: 'lightgrey' };
  const kept = first.clauses.filter(({ id }) =>
    results.every((result) => result.clauses.some((each) => each.id === id && each.verdict === 'conforms')),
  ).length;
  const message = `${kept}/${first.clauses.length}`;
  if (verdicts.includes('diverges')) return { label, message: `${message} diverges`, color: 'red' };
  if (verdicts.includes('inconclusive'))
    return { label, message: `${message} inconclusive`, color: 'yellow' };
  return { label, message: `${message} conforms`, color: 'brightgreen' };
};
