/**
 * The definition, executed: tries every order of the calls one by one, with no memory and no shortcut.
 * Only for small histories; what the checkers are compared with.
 */
import type { Context, State } from '../../../spec/index.ts';
import { initialState } from '../../../spec/index.ts';
import { waitsFor } from '../order.ts';
import type { Call } from '../../pairer.ts';
import { movesOf, withoutResidue } from '../moves.ts';
import type { Phase } from '../moves.ts';

/** Whether some order of the calls explains all responses. Exponential in the number of calls. */
export const someOrderExplains = (calls: readonly Call[], processes: number, context: Context): boolean => {
  const search = (state: State, phases: readonly Phase[]): boolean => {
    const unfinished = calls.filter((_, index) => phases[index] !== 'done');
    const soonest = Math.min(...unfinished.map((call) => call.responded));
    // A call that never came back need not have taken effect.
    if (soonest === Infinity) return true;
    const ended = withoutResidue(state);
    if (ended !== undefined && search(ended, phases)) return true;
    return calls.some((call, index) => {
      const phase = phases[index] as Phase;
      if (call.invoked > soonest) return false;
      if (unfinished.some((other) => waitsFor(call, other))) return false;
      return movesOf(state, call, phase, context).some(
        (move) =>
          move.outcome.violates.length === 0 && search(move.outcome.state, phases.with(index, move.phase)),
      );
    });
  };
  return search(
    initialState(processes),
    calls.map(() => 'waiting'),
  );
};

/**
 * The first call, in the order of the responses, that no order explains together with the calls that responded
 * before it. Calls that respond later may have taken effect by then, in the way that their responses tell.
 *
 * @returns its place; `undefined` when some order explains all calls
 */
export const firstUnexplained = (
  calls: readonly Call[],
  processes: number,
  context: Context,
): number | undefined => {
  const responded = [...calls.entries()]
    .filter(([, call]) => call.responded !== Infinity)
    .sort(([, a], [, b]) => a.responded - b.responded);
  return responded.find(([, last]) => {
    const until = calls
      .filter((call) => call.invoked < last.responded)
      .map((call) => (call.responded > last.responded ? { ...call, responded: Infinity } : call));
    return !someOrderExplains(until, processes, context);
  })?.[0];
};
