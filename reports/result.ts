import { CLAUSES, isTestable, SEQUENCE_TABLES } from '../spec/index.ts';
import type { Clause, Observed, Reading } from '../spec/index.ts';
import { argumentsOf, responseKindOf } from '../oracle/index.ts';
import type { Call } from '../oracle/index.ts';
import { placesBefore, planTour } from '../properties/index.ts';
import type { Divergence, Tally, Unsupported } from '../properties/index.ts';
import { eventLines } from './history/event-lines.ts';
import { explain, reasonOf } from './history/explain.ts';
import { seenOnWindows } from './history/seen-on-windows.ts';
import { calledOf, kindReport } from './kind-report.ts';
import { problemsOf, verdictOf } from './problems.ts';
import { nameOfUnsupported } from './unsupported.ts';
import type { HistoryHead, HistoryTail } from './schema/history.ts';
import type { MeasurementInResult } from './schema/measurement.ts';
import type { ClauseResult, ClauseVerdict, DivergenceReport, Result } from './schema/result.ts';

export interface ResultInput {
  readonly head: HistoryHead;
  readonly tally: Tally;
  readonly tail: HistoryTail;
  /** All readings that were judged. */
  readonly readings: readonly Reading[];
  /** The reading that decides the verdict; one of `readings`. */
  readonly reading: Reading;
  /** Whether cases were drawn, so that a clause that none exercised makes the run inconclusive. */
  readonly drawn: boolean;
  /** What was measured before, where anything was. */
  readonly measurements?: readonly MeasurementInResult[];
  /** How many cases were void. */
  readonly voidCases?: number;
}

/** The result that a run and its history have in common. */
export const resultOf = (input: ResultInput): Result => {
  const { head, tally, tail } = input;
  const clauses = CLAUSES.map((clause) => clauseResult(clause, input));
  const { interleavings, operations } = tally;
  const { end, failures, durationMs } = tail;
  const problems = problemsOf({
    mode: head.mode,
    interleavings,
    clauses,
    end,
    failures,
    drawn: input.drawn,
    undecided: tally.undecided,
    lost: tally.lost,
  });
  return {
    format: 'msiconform-result',
    version: 1,
    implementation: head.implementation,
    mode: head.mode,
    reading: input.reading.name,
    seed: head.seed,
    ...(head.suite === undefined ? {} : { suite: head.suite }),
    ...(head.draw === undefined ? {} : { draw: head.draw }),
    ...(head.shard === undefined ? {} : { shard: head.shard }),
    startedAt: head.startedAt,
    interleavings,
    operations,
    durationMs,
    verdict: verdictOf(clauses, problems, head.mode),
    end,
    failures,
    problems,
    tables: SEQUENCE_TABLES.flatMap((table) => {
      const reach = tally.tables.get(table);
      return reach === undefined ? [] : [{ table, held: reach.held, routes: reach.routes.toSorted() }];
    }),
    called: calledOf(tally.called),
    unsupported: unsupportedOf(head, tally),
    ...tourOf(input),
    ...((input.measurements ?? []).length === 0 ? {} : { measurements: [...(input.measurements ?? [])] }),
    ...((input.voidCases ?? 0) === 0 ? {} : { voidCases: input.voidCases }),
    clauses,
  };
};

/** What it was found not to offer when it was opened, and what turned out in the run. */
const unsupportedOf = ({ notOffered = [] }: HistoryHead, tally: Tally): Result['unsupported'] => {
  const asked = new Set(tally.unsupported.map(nameOfUnsupported));
  return [...tally.unsupported, ...notOffered.filter(({ what }) => !asked.has(what))].toSorted(byWhat);
};

const byWhat = (left: Unsupported, right: Unsupported): number =>
  nameOfUnsupported(left) < nameOfUnsupported(right) ? -1 : 1;

const tourOf = ({ head, tally: { tour } }: ResultInput): Pick<Result, 'tour'> => {
  if (tour === undefined) return {};
  return { tour: tour.of(planTour(head.capabilities, tour.processes)) };
};

const clauseResult = (clause: Clause, input: ResultInput): ClauseResult => {
  const { tally, readings } = input;
  // What a shard found is put together with what the others found, so it keeps what they may need.
  const all = input.head.shard === undefined ? tally.divergences : tally.origins;
  const divergences = all.filter((divergence) => divergence.clause === clause.id);
  const verdicts = readings.map((reading): [string, ClauseVerdict] => [
    reading.name,
    verdictUnder(
      divergences.filter((divergence) => divergence.readings.has(reading.name)),
      input.head,
      silentVerdict(clause, reading, input),
    ),
  ]);
  return {
    id: clause.id,
    verdict: new Map(verdicts).get(input.reading.name) ?? 'unknown',
    readings: Object.fromEntries(verdicts),
    exercised: tally.exercised(clause.id),
    divergences: divergences.map((divergence) => divergenceReport(divergence, input)),
  };
};

const verdictUnder = (
  divergences: readonly Divergence[],
  head: HistoryHead,
  silent: ClauseVerdict,
): ClauseVerdict => {
  if (divergences.length === 0) return silent;
  return divergences.every((divergence) => isFlaky(divergence, head)) ? 'flaky' : 'diverges';
};

/**
 * Whether the counterexample, run again, showed it at some times only, or was to be run again and was not. One that
 * showed behind earlier cases needs these.
 */
const isFlaky = ({ rate, head }: Divergence, { shared, mode }: HistoryHead): boolean => {
  if (head.fresh === true) return false;
  return rate === undefined ? shared === true && mode === 'lockstep' : rate.shown < rate.of;
};

/** The verdict on a clause of which no divergence is known. */
const silentVerdict = (clause: Clause, reading: Reading, { head, tally }: ResultInput): ClauseVerdict => {
  if (!isTestable(clause, head.capabilities)) return 'unsupported';
  if (tally.isDoubtful(clause.id, reading)) return 'unknown';
  if (tally.exercised(clause.id) > 0) return tally.undecided.size > 0 ? 'unknown' : 'conforms';
  const isMissing = tally.unsupported.some(({ what }) => what === clause.needs);
  return isMissing ? 'unsupported' : 'not-exercised';
};

const divergenceReport = (divergence: Divergence, input: ResultInput): DivergenceReport => {
  const { head, readings } = input;
  const { observed, signature, seen, first, via, toured } = divergence;
  const isTriedBehind = !isFlaky(divergence, head) || input.tail.notTriedBehind?.includes(signature) !== true;
  const replay = replayCommand(divergence, head, isTriedBehind);
  const before = placesBefore(divergence.head.path ?? '');
  const named = (names: ReadonlySet<string>): string[] =>
    readings.map((reading) => reading.name).filter((name) => names.has(name));
  const shown = { ...divergence, readings: divergence.shownUnder };
  const onWindows = seenOnWindows(divergence);
  const options = {
    readings: readings.map((reading) => reading.name),
    windowsInstaller: divergence.head.windowsInstaller ?? head.implementation.windowsInstaller,
    elsewhere: named(divergence.readings).filter((name) => !divergence.shownUnder.has(name)),
    isTriedBehind,
    replay,
  };
  return {
    signature,
    kind: kindReport(divergence),
    operations: observed.length,
    readings: named(divergence.readings),
    ...(head.shard === undefined ? {} : { drawnUnder: named(divergence.drawnUnder), via: [...via], toured }),
    seen,
    first,
    flaky: isFlaky(divergence, head),
    ...(input.tail.unfinished?.includes(signature) === true ? { unfinished: true } : {}),
    ...(before === 0 ? {} : { needsHistory: before }),
    ...(divergence.rate === undefined ? {} : { rate: divergence.rate }),
    ...(onWindows === undefined ? {} : { seenOnWindows: onWindows }),
    reason: reasonOf(shown, options),
    explanation: explain(shown, options),
    history:
      divergence.calls === undefined
        ? historyLines(ofItsOwn(divergence.head), observed)
        : raceLines(ofItsOwn(divergence.head), divergence.calls),
    replay,
  };
};

/** The head of a case that stands alone in its history. */
const ofItsOwn = ({ shrinks: _shrinks, via: _via, ...head }: Divergence['head']): Divergence['head'] => ({
  ...head,
  case: 1,
});

const replayCommand = (divergence: Divergence, head: HistoryHead, isTriedBehind: boolean): string => {
  const command = head.command ?? `msiconform run ${head.implementation.id}`;
  // What may need the cases before it is shown behind all of them, which a shard did not run.
  const all = head.shard === undefined && divergence.first > 0 ? `0-${divergence.first}` : undefined;
  const path = (isTriedBehind ? undefined : all) ?? divergence.head.path;
  return path === undefined ? command : `${command} --seed ${head.seed} --path ${path}`;
};

/** A case and its events as a history has them, on a logical clock. */
export const historyLines = (caseHead: Divergence['head'], observed: readonly Observed[]): unknown[] => [
  caseHead,
  ...eventLines(observed),
];

/** The same for calls that overlap; one that never came back has no response. */
const raceLines = (caseHead: Divergence['head'], calls: readonly Call[]): unknown[] => {
  const events = calls
    .flatMap(({ process, operation, response, invoked, responded }) => {
      const { op } = operation;
      const invocation = { order: invoked, process, kind: 'invoke', op, args: argumentsOf(operation) };
      const completion = { order: responded, process, kind: responseKindOf(response), op, value: response };
      return responded === Infinity ? [invocation] : [invocation, completion];
    })
    .sort((a, b) => a.order - b.order);
  return [
    caseHead,
    ...events.map(({ order: _order, ...event }, index) => ({ seq: index + 1, at: index + 1, ...event })),
  ];
};
