import type { Context } from '../../spec/index.ts';
import { OBSERVER } from '../../spec/index.ts';
import { counterexampleOf, judgeRace } from '../../oracle/index.ts';
import type { Call, Finding } from '../../oracle/index.ts';

/** A divergence of a race, cut down to the calls that it rests on. */
export interface ShownRace {
  /** In the order of their responses, except that the call that broke the clause is the last one. */
  readonly calls: readonly Call[];
  /** What these calls say of themselves. */
  readonly finding: Finding;
}

/**
 * The calls that a finding rests on. Where one call is all that the finding needs, like a probe that saw the
 * mutex owned, what a client did just before it or meanwhile is shown with it: the cause most often lies there.
 */
export const shownRace = (
  calls: readonly Call[],
  finding: Finding,
  processes: number,
  context: Context,
): ShownRace => {
  const broken = calls[finding.index];
  const least = counterexampleOf(calls, finding, processes, context);
  const findingIn = (part: readonly Call[]): Finding | undefined =>
    judgeRace(part, processes, context).findings.find(
      ({ index, clause }) => part[index] === broken && clause === finding.clause,
    );
  const wider = broken === undefined || least.length > 1 ? [] : [...causeOf(broken, calls), broken];
  const withCause = wider.length > 1 ? findingIn(wider) : undefined;
  const part = withCause === undefined ? least : wider;
  const ordered = part
    .filter((call) => call !== broken)
    .sort((a, b) => a.responded - b.responded)
    .concat(broken === undefined ? [] : [broken]);
  const own = withCause ?? findingIn(least) ?? finding;
  return { calls: ordered, finding: { ...own, index: ordered.length - 1 } };
};

/** What the client did, from idle on, whose operation overlapped this call, or ended last before it. */
const causeOf = (broken: Call, calls: readonly Call[]): readonly Call[] => {
  const before = calls.filter(
    ({ process, invoked }) =>
      process !== OBSERVER && process !== broken.process && invoked < broken.responded,
  );
  const nearest = before.reduce<Call | undefined>(
    (best, call) => (best === undefined || call.responded > best.responded ? call : best),
    undefined,
  );
  if (nearest === undefined) return [];
  const own = before
    .filter(({ process, invoked }) => process === nearest.process && invoked <= nearest.invoked)
    .sort((a, b) => a.invoked - b.invoked);
  const from = own.findLastIndex(({ operation }) => operation.op === 'start' || operation.op === 'call');
  return own.slice(Math.max(0, from));
};
