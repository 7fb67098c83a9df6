import { outcomes } from '../rules.ts';
import type { Context } from '../rules.ts';
import { initialState, keyOf } from '../state.ts';
import type { State } from '../state.ts';
import { answersOf, observationsOf } from './answers.ts';
import type { Answer, Judge } from './answers.ts';
import { brokenInvariants } from './invariants.ts';
import type { Exploration } from './exploration.ts';

/** A naive exploration also keeps what it saw: the states by key, and how many operations lead there. */
export interface NaiveExploration extends Exploration {
  readonly reached: ReadonlyMap<string, State>;
}

/**
 * Breadth first over whole states with the ts-pattern oracle itself, every invariant checked on each.
 * Slow and plain: what the packed forms are compared with.
 */
export const exploreNaive = (
  processes: number,
  context: Context,
  judge: Judge = outcomes,
): NaiveExploration => {
  const initial = initialState(processes);
  const reached = new Map([[keyOf(initial), initial]]);
  const violations = new Map<string, number>();
  let transitions = 0;
  for (const state of reached.values()) {
    const answers = allAnswers(state, context, judge);
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

const allAnswers = (state: State, context: Context, judge: Judge): readonly Answer[] => [
  ...state.clients.flatMap((_, index) => answersOf(state, index + 1, context, judge)),
  ...observationsOf(state, context, judge),
];
