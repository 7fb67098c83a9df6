import type { Context } from '../../spec/index.ts';
import { OBSERVATION_NAMES, OBSERVER } from '../../spec/index.ts';
import type { Finding } from '../check.ts';
import type { Call } from '../pairer.ts';
import { linearizeLong, MOST_PROCESSES } from './fast/index.ts';
import type { LongOptions } from './fast/index.ts';
import { DEFAULT_BUDGET, linearize } from './linearize.ts';
import type { Budget, RacingJudgement } from './linearize.ts';
import { withLeads } from './leads.ts';

/** Histories of up to so many calls are judged by the readable checker, which counts exactly what they exercise. */
const SHORT = 500;

/**
 * Judges a concurrent history of any length, in time linear in its length.
 *
 * The mutex, the service and the event log are three objects, and the page does not say that they change
 * at the same instant. So a history that no single order explains is judged once more for each of them,
 * with the observations of the others left out; what every such view explains is no divergence.
 *
 * In a long history `exercised` is what is certain of its calls, or what its beginning exercised if that is
 * more.
 *
 * @param told in the order of their invocations
 */
export const judgeRace = (
  told: readonly Call[],
  processes: number,
  context: Context,
  budget: Budget = DEFAULT_BUDGET,
): RacingJudgement => {
  const calls = context.reading.mutexEdges === 'session' ? withLeads(told) : told;
  // A lead moves an invocation, which the fast judge takes to stand in order.
  const isLong = calls === told && calls.length > SHORT && processes <= MOST_PROCESSES;
  // All views use the same memory, one after the other: a long history takes much of it.
  const room = isLong ? new Int32Array(2 * calls.length) : undefined;
  const judge = (view: View): RacingJudgement =>
    room === undefined
      ? linearizeView(calls, processes, context, budget, view)
      : linearizeLong(calls, processes, context, budget, { room, ...view });
  const whole = judge({});
  const seen = OBSERVATION_NAMES.filter((name) => calls.some((call) => call.operation.op === name));
  if ((whole.findings.length === 0 && whole.unknown === undefined) || seen.length < 2) return whole;
  const views = seen.map((only) => judge({ only }));
  const findings = new Map(
    views.flatMap((view) => view.findings).map((finding) => [`${finding.index} ${finding.clause}`, finding]),
  );
  const responded = ({ index }: Finding): number => (calls[index] as Call).responded;
  return {
    ...views.find(({ unknown }) => unknown !== undefined),
    findings: [...findings.values()].sort((a, b) => responded(a) - responded(b)),
    exercised: whole.exercised,
  };
};

/** What is looked at: everything, or one kind of observation. */
type View = Pick<LongOptions, 'only'>;

const linearizeView = (
  calls: readonly Call[],
  processes: number,
  context: Context,
  budget: Budget,
  { only }: View,
): RacingJudgement => {
  if (only === undefined) return linearize(calls, processes, context, budget);
  const inView = [...calls.entries()].filter(
    ([, { process, operation }]) => process !== OBSERVER || operation.op === only,
  );
  return linearize(new Map(inView), processes, context, budget);
};
