import { keyOf } from '../spec/index.ts';
import type { ClauseId, Context, Observed, State } from '../spec/index.ts';
import { outcomes } from './rules.ts';

/** What one event did to the set of states the implementation may be in. */
export interface Stepped {
  /** Never empty: after a divergence, the states that break the fewest clauses. */
  readonly states: readonly State[];
  /** The clauses that apply to the event in some state. */
  readonly applies: readonly ClauseId[];
  /** Empty when some state explains the event; else the clauses that are broken by the outcomes that break the fewest. */
  readonly violates: readonly ClauseId[];
}

/**
 * Steps a set of states. The conforming successors are the outcomes that break nothing; when there is
 * none the event is a divergence, and the states go on from what breaks least, so that a whole history
 * can be judged in one pass.
 */
export const step = (states: readonly State[], event: Observed, context: Context): Stepped => {
  const all = states.flatMap(withoutResidue).flatMap((state) => outcomes(state, event, context));
  const fewest = Math.min(...all.map((outcome) => outcome.violates.length));
  const best = all.filter((outcome) => outcome.violates.length === fewest);
  return {
    states: distinct(best.map((outcome) => outcome.state)),
    applies: [...new Set(best.flatMap((outcome) => outcome.applies))],
    violates: [...new Set(best.flatMap((outcome) => outcome.violates))],
  };
};

/** A residue may end at any moment, so each state with one stands for two. */
const withoutResidue = (state: State): readonly State[] =>
  state.residue ? [state, { ...state, residue: false }] : [state];

const distinct = (states: readonly State[]): readonly State[] => [
  ...new Map(states.map((state) => [keyOf(state), state])).values(),
];
