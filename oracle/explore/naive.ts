import type { Context, State } from '../../spec/index.ts';
import { initialState, keyOf } from '../../spec/index.ts';
import { outcomes } from '../rules.ts';
import { answersOf, observationsOf } from './answers.ts';
import type { Answer, Rules } from './answers.ts';
import { brokenInvariants } from './invariants.ts';

/** What an exploration found. */
export interface NaiveExploration {
  /** Reachable states. */
  readonly states: number;
  /**
   * Allowed (state, process, operation, class of response, next state), self-loops included, and the
   * silent end of a residue. The Promela model counts the same.
   */
  readonly transitions: number;
  /** Invariants that do not hold, with the number of states that they do not hold in. */
  readonly violations: readonly { readonly invariant: string; readonly states: number }[];
  /** The states themselves, by key. */
  readonly reached: ReadonlyMap<string, State>;
}

/**
 * Breadth first over whole states with the rules themselves, every invariant checked on each. This is the
 * exploration to read; `exploreSymmetric` is the one to run, and the tests compare the two.
 */
export const exploreNaive = (
  processes: number,
  context: Context,
  rules: Rules = outcomes,
): NaiveExploration => {
  const initial = initialState(processes);
  const reached = new Map([[keyOf(initial), initial]]);
  const violations = new Map<string, number>();
  let transitions = 0;
  for (const state of reached.values()) {
    const answers = allAnswers(state, context, rules);
    for (const id of brokenInvariants(state, answers, context.reading)) {
      violations.set(id, (violations.get(id) ?? 0) + 1);
    }
    const targets = answers.flatMap(({ allowed }) => allowed);
    // The residue may end at any moment, by itself.
    if (state.residue) targets.push({ ...state, residue: false });
    transitions += targets.length;
    for (const target of targets) reached.set(keyOf(target), target);
  }
  return {
    states: reached.size,
    transitions,
    violations: [...violations].map(([invariant, states]) => ({ invariant, states })),
    reached,
  };
};

const allAnswers = (state: State, context: Context, rules: Rules): readonly Answer[] => [
  ...state.clients.flatMap((_, index) => answersOf(state, index + 1, context, rules)),
  ...observationsOf(state, context, rules),
];
