/**
 * Findings: kinds of divergence in which the same is the same. One cause shows as many kinds, for an interleaving
 * meets it in each table, by each operation, from each process. A finding says of its kinds only what each of them
 * bears out; what the cause is, nobody saw.
 */
import type { ClauseId } from '../spec/index.ts';
import { answerText } from '../properties/index.ts';
import type { DivergenceReport } from './schema/result.ts';
import { scopeOf } from './scope.ts';
import type { Ran } from './scope.ts';

/** What of a kind of divergence its finding rests on. */
export type Divergent = Pick<
  DivergenceReport,
  'signature' | 'kind' | 'readings' | 'flaky' | 'unfinished' | 'operations' | 'seen'
>;

export interface Finding<D extends Divergent = DivergenceReport> {
  readonly clause: ClauseId;
  /** What the kinds have in common: `start, call: not refused`. */
  readonly what: string;
  /** How widely that was seen: `in each of 3 execute tables, by 4 of 4 installing functions`. */
  readonly scope: string;
  /** The readings that it departs from, the same for all kinds. */
  readonly readings: readonly string[];
  readonly flaky: boolean;
  /** The kind that shows it in the fewest operations. */
  readonly shortest: D;
  /** All kinds, in the order of the result; the shortest among them. */
  readonly kinds: readonly D[];
}

/** What diverges, the findings of each clause together, in the order of the clauses. */
export const findingsOf = <D extends Divergent = DivergenceReport>({
  clauses,
  ...ran
}: Ran & {
  readonly clauses: readonly { readonly id: ClauseId; readonly divergences: readonly D[] }[];
}): readonly Finding<D>[] =>
  clauses.flatMap(({ id, divergences }) => {
    const groups = new Map<string, D[]>();
    for (const divergence of divergences) {
      const key = keyOf(id, divergence);
      groups.set(key, [...(groups.get(key) ?? []), divergence]);
    }
    return [...groups.values()].map((kinds) => findingOf(id, kinds, ran));
  });

/** The clauses that demand 1618: whatever else comes back, it is no refusal. */
const DEMAND_REFUSAL: ReadonlySet<ClauseId> = new Set(['1618-mutex', '1618-ui']);
const NO_REFUSAL: ReadonlySet<string> = new Set(['went on', 'returned 0', 'returned another code']);

const sameAnswer = (clause: ClauseId, answer: string): string =>
  DEMAND_REFUSAL.has(clause) && NO_REFUSAL.has(answer) ? 'not refused' : answer;

/** In words. A result of an earlier release has no parts: each of its kinds is a finding of its own. */
const answerOf = (clause: ClauseId, { kind, signature }: Divergent): string =>
  kind === undefined ? signature : sameAnswer(clause, answerText(kind.answer));

/** Kinds of one key are one finding. What holds under other readings, or not every time, is another thing. */
const keyOf = (clause: ClauseId, divergence: Divergent): string =>
  JSON.stringify([
    answerOf(clause, divergence),
    divergence.readings,
    divergence.flaky,
    divergence.unfinished ?? false,
  ]);

const findingOf = <D extends Divergent>(clause: ClauseId, kinds: readonly D[], ran: Ran): Finding<D> => {
  const [first, ...others] = kinds;
  if (first === undefined) throw new Error('a finding has a kind');
  const shortest = others.reduce((best, each) => (each.operations < best.operations ? each : best), first);
  const operations = distinct(kinds.flatMap(({ kind }) => kind?.operation ?? []));
  const answer = answerOf(clause, first);
  return {
    clause,
    what: operations.length === 0 ? answer : `${operations.join(', ')}: ${answer}`,
    scope: scopeOf(kinds, answer, ran),
    readings: first.readings,
    flaky: first.flaky,
    shortest,
    kinds,
  };
};

const distinct = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];
