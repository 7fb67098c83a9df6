import { REFUSAL_OVERDUE_MS } from '../spec/index.ts';
import type { Lost } from '../properties/index.ts';
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
  /** The clauses by which a refusal was due that did not come, by what became of the call. */
  readonly lost?: Lost;
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
  lost,
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
    ...(lost === undefined ? [] : lostText(lost)),
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
    // A draw is a sample, and a shorter one is one too; a replay is of the interleavings that somebody named.
    ...(end === 'time-limit' && !drawn
      ? ['the time limit came before the last interleaving of the replay']
      : []),
    ...(end === 'failures' ? ['ended early: the implementation could not be driven too often'] : []),
    ...(end === 'error' ? ['the run did not come to its end'] : []),
  ];
};

/** Why it cannot be told of some clauses whether they are kept: a refusal that was due did not come. */
const lostText = ({ givenUp, cutOff, died }: Lost): readonly string[] => {
  const overdue = REFUSAL_OVERDUE_MS / 1000;
  return [
    [
      givenUp,
      `a refusal was due and the call never came back; whether it would have been refused is known after ${overdue} s ` +
        'only, so wait longer before the call is given up (--timeout, or the deadline of a program that answers "open")',
    ] as const,
    [cutOff, 'a refusal was due when a case ended, before the call came back'] as const,
    [died, 'a refusal was due, and the process of the call ended by itself before it came back'] as const,
  ].flatMap(([clauses, what]) => (clauses.size === 0 ? [] : [`${[...clauses].join(', ')}: ${what}`]));
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
