import { OBSERVATION_NAMES, OBSERVER } from '../events.ts';
import type { ObservationName } from '../events.ts';
import type { Finding } from '../check.ts';
import type { ClauseId } from '../../spec/index.ts';
import type { Context } from '../rules.ts';
import { initialState } from '../state.ts';
import type { State } from '../state.ts';
import type { Call } from './calls.ts';
import { Encoder, exercisedIn, MOST_PROCESSES } from './encode.ts';
import { findUnexplained } from './fast.ts';
import { DEFAULT_BUDGET, linearize } from './linearize.ts';
import type { Budget, RacingJudgement } from './linearize.ts';

/** Up to this many calls the readable checker looks at each, and counts exactly what was exercised. */
const SHORT = 500;
/** Longer histories are judged in parts of at least so many calls, cut where no process is in a call. */
const PART = 1000;

/**
 * Judges a concurrent history of any length, in time linear in its length.
 *
 * The mutex, the service and the event log are three objects, and the page does not say that they change
 * at the same instant. So a history that no single order explains is judged once more for each of them,
 * with the observations of the others left out; what every such view explains is no divergence.
 *
 * In a long history `exercised` counts only the calls on which a clause bears whatever happened.
 *
 * @param calls in the order of their invocations
 */
export const judgeRace = (
  calls: readonly Call[],
  processes: number,
  context: Context,
  budget: Budget = DEFAULT_BUDGET,
): RacingJudgement => {
  if (calls.length <= SHORT || processes > MOST_PROCESSES) {
    return judgePart(calls, processes, context, budget, [initialState(processes)]);
  }
  const encoder = new Encoder(processes, context);
  const findings: Finding[] = [];
  const exercised = new Map<ClauseId, number>();
  let residue = false;
  for (const [from, to] of parts(calls)) {
    const part = calls.slice(from, to);
    const encoded = encoder.encode(part);
    const verdict = findUnexplained(encoded, budget, residue);
    if (verdict.type === 'unknown') return { findings, exercised, unknown: overBudget(budget, from) };
    let counts = exercisedIn(encoded);
    if (verdict.type === 'unexplained') {
      const none = initialState(processes);
      const states = residue ? [none, { ...none, residue: true }] : [none];
      const judged = judgePart(part, processes, context, budget, states);
      findings.push(...judged.findings.map((finding) => ({ ...finding, index: finding.index + from })));
      if (judged.unknown !== undefined) return { findings, exercised, unknown: judged.unknown };
      counts = judged.exercised;
      // What a part with a divergence may have left behind is not known.
      residue = true;
    } else {
      residue = verdict.residue;
    }
    for (const [clause, count] of counts) exercised.set(clause, (exercised.get(clause) ?? 0) + count);
  }
  return { findings, exercised };
};

const overBudget = ({ configurations }: Budget, from: number): string =>
  `more than ${configurations} configurations after call ${from + 1}`;

/** Judges a part as a whole, and if that finds something, object by object. */
const judgePart = (
  calls: readonly Call[],
  processes: number,
  context: Context,
  budget: Budget,
  states: readonly State[],
): RacingJudgement => {
  const whole = linearize(calls, processes, context, budget, states);
  const seen = OBSERVATION_NAMES.filter((name) => calls.some((call) => call.operation.op === name));
  if ((whole.findings.length === 0 && whole.unknown === undefined) || seen.length < 2) return whole;
  const views = seen.map((name) => {
    const places = calls.flatMap((call, place) => (isInView(call, name) ? [place] : []));
    const judged = linearize(
      calls.filter((call) => isInView(call, name)),
      processes,
      context,
      budget,
      states,
    );
    const findings = judged.findings.map((finding) => ({ ...finding, index: places[finding.index] ?? 0 }));
    return { ...judged, findings };
  });
  const findings = new Map<string, Finding>();
  for (const finding of views.flatMap((view) => view.findings)) {
    const key = `${finding.index} ${finding.clause}`;
    if (!findings.has(key)) findings.set(key, finding);
  }
  const responded = ({ index }: Finding): number => calls[index]?.responded ?? Infinity;
  const unknown = views.find((view) => view.unknown !== undefined)?.unknown;
  return {
    findings: [...findings.values()].sort((a, b) => responded(a) - responded(b)),
    exercised: whole.exercised,
    ...(unknown === undefined ? {} : { unknown }),
  };
};

const isInView = ({ process, operation }: Call, name: ObservationName): boolean =>
  process !== OBSERVER || operation.op === name;

/** Cuts where every call has responded and every process is out of its tables. */
function* parts(calls: readonly Call[]): Generator<readonly [number, number]> {
  const held = new Set<number>();
  let from = 0;
  let quietAfter = -1;
  for (const [index, { process, operation, response, invoked, responded }] of calls.entries()) {
    if (index - from >= PART && held.size === 0 && quietAfter < invoked) {
      yield [from, index];
      from = index;
    }
    if (process !== OBSERVER || responded !== Infinity) quietAfter = Math.max(quietAfter, responded);
    if (response.type === 'held') held.add(process);
    else if (operation.op !== 'call' || response.type !== 'returned') held.delete(process);
  }
  if (from < calls.length) yield [from, calls.length];
}
