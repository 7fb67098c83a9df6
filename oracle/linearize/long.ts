/**
 * The checker for long histories: the fast one as far as it explains, and the readable one for the few
 * events before a response that nothing explains, which tells what is to blame and how to go on.
 */
import type { ClauseId } from '../../spec/index.ts';
import type { Finding } from '../check.ts';
import type { ObservationName } from '../events.ts';
import type { Context } from '../rules.ts';
import type { Call } from './calls.ts';
import { Course } from './course.ts';
import { Encoder, exercisedIn } from './encode.ts';
import type { Encoded } from './encode.ts';
import { BEGINNING, findUnexplained } from './fast.ts';
import type { ExplainedVerdict } from './fast.ts';
import { linearize, linearizeFrom, overBudget } from './linearize.ts';
import type { Budget, RacingJudgement, Standpoint } from './linearize.ts';

const WINDOW = 64;
/** What so many events at the beginning exercise is counted exactly. */
const FIRST = 400;

export interface LongOptions {
  /** The one kind of observation that is looked at; then nothing is said of what was exercised. */
  readonly only?: ObservationName;
  /** So many events before a response that nothing explains are looked at in every order. */
  readonly window?: number;
  /** Room for two numbers a call, which nobody else uses until the end; a long history takes much of it. */
  readonly room?: Int32Array;
}

/** As `linearize`, in time linear in the length, for as many processes as an {@link Encoder} takes. */
export const linearizeLong = (
  calls: readonly Call[],
  processes: number,
  context: Context,
  budget: Budget,
  { only, window = WINDOW, room }: LongOptions = {},
): RacingJudgement => {
  const encoded = new Encoder(processes, context).encode(calls, only, room);
  const findings: Finding[] = [];
  const judgement = (beyond?: number): RacingJudgement => ({
    findings,
    exercised:
      only === undefined ? exercisedBy(calls, encoded, findings, processes, context, budget) : new Map(),
    ...(beyond === undefined ? {} : { unknown: overBudget(budget, beyond) }),
  });
  const course = new Course(calls, encoded, context, only);
  for (let from = BEGINNING; ;) {
    const verdict = findUnexplained(encoded, budget, from);
    if (verdict.type === 'explained') return judgement();
    if (verdict.type === 'unknown') {
      course.goTo(verdict.event);
      return judgement(course.responding());
    }
    const early = verdict.event - window;
    const { configurations } = findUnexplained(encoded, budget, from, early) as ExplainedVerdict;
    course.goTo(early);
    let standpoints = course.standpoints(configurations);
    let until = verdict.event + 1;
    do {
      const judged = linearizeFrom(standpoints, course.follow(until), context, budget);
      findings.push(...judged.findings);
      if (judged.beyond !== undefined) return judgement(judged.beyond);
      standpoints = judged.ends;
      until = Math.min(until + WINDOW, encoded.events.length);
      // A configuration of the fast checker has room for one process that installs.
    } while (standpoints.some(severalExecute) && course.event < until);
    from = course.explained(standpoints);
  }
};

const severalExecute = ({ state }: Standpoint): boolean =>
  state.clients.filter(({ at }) => at === 'execute').length > 1;

/** What is certain of all calls and what was found of them, or what the first of them exercise if that is more. */
const exercisedBy = (
  calls: readonly Call[],
  encoded: Encoded,
  findings: readonly Finding[],
  processes: number,
  context: Context,
  budget: Budget,
): ReadonlyMap<ClauseId, number> => {
  const first = new Course(calls, encoded, context).follow(Math.min(FIRST, encoded.events.length));
  const exercised = new Map(exercisedIn(encoded));
  for (const { clause } of findings) exercised.set(clause, (exercised.get(clause) ?? 0) + 1);
  for (const [clause, times] of linearize(first, processes, context, budget).exercised) {
    exercised.set(clause, Math.max(exercised.get(clause) ?? 0, times));
  }
  return exercised;
};
