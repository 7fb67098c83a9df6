/**
 * The checker for long histories. The fast checker goes as far as it explains the history. The readable one
 * then judges the last events before the response that nothing explains: it says which clauses are to blame
 * and from which states to go on.
 */
import type { ClauseId, Context, ObservationName } from '../../../spec/index.ts';
import type { Finding } from '../../check.ts';
import type { Call } from '../../pairer.ts';
import { Decoder } from './decode.ts';
import { Encoder, exercisedIn } from './encode.ts';
import type { Encoded } from './encode.ts';
import { BEGINNING, findUnexplained } from './search.ts';
import type { ExplainedVerdict } from './search.ts';
import { linearize, linearizeFrom, overBudget } from '../linearize.ts';
import type { Budget, RacingJudgement, Standpoint } from '../linearize.ts';

/** So many events before a response that nothing explains are judged by the readable checker. */
const WINDOW = 64;
/** What so many events at the beginning exercise is counted exactly. */
const FIRST = 400;

export interface LongOptions {
  /** Only observations of this kind are judged; then nothing is said of what was exercised. */
  readonly only?: ObservationName;
  /** So many events before a response that nothing explains are judged by the readable checker. */
  readonly window?: number;
  /** Memory for two numbers a call, which nobody else may use meanwhile. */
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
  const decoder = new Decoder(calls, encoded, context, only);
  for (let from = BEGINNING; ;) {
    const verdict = findUnexplained(encoded, budget, from);
    if (verdict.type === 'explained') return judgement();
    if (verdict.type === 'unknown') {
      decoder.goTo(verdict.event);
      return judgement(decoder.responding());
    }
    const early = verdict.event - window;
    const { configurations } = findUnexplained(encoded, budget, from, early) as ExplainedVerdict;
    decoder.goTo(early);
    let standpoints = decoder.standpoints(configurations);
    let until = verdict.event + 1;
    do {
      const judged = linearizeFrom(standpoints, decoder.follow(until), context, budget);
      findings.push(...judged.findings);
      if (judged.beyond !== undefined) return judgement(judged.beyond);
      standpoints = judged.ends;
      until = Math.min(until + WINDOW, encoded.events.length);
      // A configuration of the fast checker has room for one process that installs, no more.
    } while (standpoints.some(severalExecute) && decoder.event < until);
    from = decoder.explained(standpoints);
  }
};

const severalExecute = ({ state }: Standpoint): boolean =>
  state.clients.filter(({ at }) => at === 'execute').length > 1;

/**
 * For each clause, the greater of two counts: what is certain of all calls, with what was found of them; and
 * what the first calls exercise.
 */
const exercisedBy = (
  calls: readonly Call[],
  encoded: Encoded,
  findings: readonly Finding[],
  processes: number,
  context: Context,
  budget: Budget,
): ReadonlyMap<ClauseId, number> => {
  const first = new Decoder(calls, encoded, context).follow(Math.min(FIRST, encoded.events.length));
  const exercised = new Map(exercisedIn(encoded));
  for (const { clause } of findings) exercised.set(clause, (exercised.get(clause) ?? 0) + 1);
  for (const [clause, times] of linearize(first, processes, context, budget).exercised) {
    exercised.set(clause, Math.max(exercised.get(clause) ?? 0, times));
  }
  return exercised;
};
