import { counterexampleOf, judgeRace } from '../../oracle/index.ts';
import type { Call, Context, Finding } from '../../oracle/index.ts';

/** A divergence of a race, cut down to the calls that it rests on. */
export interface ShownRace {
  /** In the order of their responses, except that the call that broke the clause is the last one. */
  readonly calls: readonly Call[];
  /** What these calls say of themselves. */
  readonly finding: Finding;
}

export const shownRace = (
  calls: readonly Call[],
  finding: Finding,
  processes: number,
  context: Context,
): ShownRace => {
  const broken = calls[finding.index];
  const part = counterexampleOf(calls, finding, processes, context);
  const own = judgeRace(part, processes, context).findings.find(
    ({ index, clause }) => part[index] === broken && clause === finding.clause,
  );
  const ordered = part
    .filter((call) => call !== broken)
    .sort((a, b) => a.responded - b.responded)
    .concat(broken === undefined ? [] : [broken]);
  return { calls: ordered, finding: { ...(own ?? finding), index: ordered.length - 1 } };
};
