import { REFUSAL_OVERDUE_MS } from '../spec/index.ts';
import type { ClauseId } from '../spec/index.ts';
import type { HistoryTail } from './schema/history.ts';
import type { ClauseResult, ClauseVerdict, Result } from './schema/result.ts';
import { counted } from './text.ts';

export interface ProblemsInput extends Pick<HistoryTail, 'end' | 'failures'> {
  readonly mode: Result['mode'];
  readonly interleavings: number;
  readonly clauses: readonly Pick<ClauseResult, 'id' | 'verdict'>[];
  /** Whether cases were drawn, so that a clause that none exercised makes the run inconclusive. */
  readonly drawn: boolean;
  /** By case: why it could not be decided (racing mode). */
  readonly undecided?: ReadonlyMap<number, string>;
  /** The clauses by which a refusal was due that did not come, and was not waited for long enough to tell. */
  readonly doubtful?: ReadonlySet<ClauseId>;
}

/** Why a run that shows no divergence still proves nothing; empty when it does prove something. */
export const problemsOf = ({
  mode,
  interleavings,
  clauses,
  end,
  failures,
  drawn,
  undecided = new Map(),
  doubtful = new Set(),
}: ProblemsInput): string[] => {
  const missed = clauses.filter((clause) => clause.verdict === 'not-exercised').map((clause) => clause.id);
  // Case 0 stands for the run itself.
  const ofCases = failures.filter((failure) => failure.case > 0);
  const [first, ...more] = ofCases.filter((failure) => failure.crashed !== true);
  const [crash, ...crashes] = ofCases.filter((failure) => failure.crashed === true);
  return [
    ...(interleavings === 0 ? ['no interleaving was run'] : []),
    ...(interleavings > 0 && !drawn && clauses.every(isSilent) ? ['no clause was exercised'] : []),
    ...(drawn && missed.length > 0
      ? [`not exercised: ${missed.join(', ')}${end === 'complete' ? '; raise --num-runs' : ''}`]
      : []),
    ...[...undecided]
      .slice(0, 1)
      .map(
        ([number, reason]) =>
          `${counted(undecided.size, 'case')} could not be decided, the first is case ${number}: ${reason}`,
      ),
    ...clauses
      .filter(({ verdict }) => isUncertain(verdict, mode))
      .map(
        ({ id }) =>
          `${id}: a divergence did not recur each time that its interleaving was run again, so it is flaky and proves nothing`,
      ),
    ...(doubtful.size === 0
      ? []
      : [
          `${[...doubtful].join(', ')}: a refusal was due and the call never came back; whether it would have been refused is ` +
            `known after ${REFUSAL_OVERDUE_MS / 1000} s only, so let --timeout be longer`,
        ]),
    ...failures.filter((failure) => failure.case === 0).map((failure) => failure.message),
    ...(first === undefined
      ? []
      : [
          `${counted(more.length + 1, 'case')} could not be driven, the first is case ${first.case}: ${first.message}`,
        ]),
    ...(crash === undefined
      ? []
      : [
          `${counted(crashes.length + 1, 'case')} crashed the machine, the first is case ${crash.case}: ${crash.message}`,
        ]),
    ...(end === 'signal' ? ['ended by a signal before the last interleaving'] : []),
    ...(end === 'failures' ? ['ended early: the implementation could not be driven too often'] : []),
    ...(end === 'error' ? ['the run did not come to its end'] : []),
  ];
};

const isSilent = ({ verdict }: Pick<ClauseResult, 'verdict'>): boolean =>
  verdict === 'not-exercised' || verdict === 'unsupported';

/**
 * Whether a verdict stands for a divergence, by which a run fails. One that shows at times only is one where
 * processes race, for a history of a race stays what it is. In lockstep the same calls gave another answer, so
 * that something from outside may have come in between: that decides nothing (docs/adr/flaky-in-lockstep.md).
 */
export const isFirm = (verdict: ClauseVerdict, mode: Result['mode']): boolean =>
  verdict === 'diverges' || (verdict === 'flaky' && mode !== 'lockstep');

/** Whether it stands for one that decides nothing. */
export const isUncertain = (verdict: ClauseVerdict, mode: Result['mode']): boolean =>
  verdict === 'flaky' && !isFirm(verdict, mode);

export const verdictOf = (
  clauses: readonly Pick<ClauseResult, 'verdict'>[],
  problems: readonly string[],
  mode: Result['mode'],
): Result['verdict'] => {
  if (clauses.some(({ verdict }) => isFirm(verdict, mode))) return 'diverges';
  return problems.length > 0 ? 'inconclusive' : 'conforms';
};
