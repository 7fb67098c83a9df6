/**
 * What one call means to all others, worked out from the rules. The response of a call settles where its own
 * process stands. What is left to search for is in which situations the call may take effect, and whether it
 * then takes or releases the mutex.
 */
import { clientOf, IDLE, initialState, withClient } from '../../../spec/index.ts';
import type { ClauseId, Client, Context, Observed, State } from '../../../spec/index.ts';
import { movesOf } from '../moves.ts';
import type { Move } from '../moves.ts';

/**
 * Who installs, as a number: twice the number of the process that is in an execute table (0 for none), and
 * one more when there is a residue. Sets of situations are bit sets.
 */
export type Situation = number;

export interface Profile {
  /** The situations in which the whole call may take effect at one instant. */
  readonly allowed: number;
  /** Those in which it may enter an execute table that it leaves before its response. */
  readonly enters: number;
  /** Those in which a residue may come from its effect. */
  readonly leavesResidue: number;
  /** Whether a residue may come from leaving the table that it entered. */
  readonly leavingLeavesResidue: boolean;
  readonly effect: 'none' | 'takes' | 'releases';
  /** Where its process stands afterwards. */
  readonly after: Client;
  /**
   * The processes, process 1 as the lowest bit, that the call tells from the others: beside them as the one that
   * installs it may take effect in other situations than beside the rest, of which there are at least as many.
   */
  readonly tellsApart: number;
  /** The clauses that apply to it in every situation in which it may take effect. */
  readonly applies: readonly ClauseId[];
}

/** @param before where the process of the call stands; ignored for an observer */
export const profileOf = (call: Observed, before: Client, processes: number, context: Context): Profile => {
  const { process } = call;
  // No client has the number of an observer.
  const base = withClient(initialState(processes), process, before);
  const executes = process > 0 && before.at === 'execute';
  let allowed = 0;
  let enters = 0;
  let leavesResidue = 0;
  let leavingLeavesResidue = false;
  let after: Client = IDLE;
  let applies: readonly ClauseId[] | undefined;
  for (const situation of situations(process, executes, processes)) {
    const state = stateIn(base, situation, process);
    for (const { phase, outcome } of movesOf(state, call, 'waiting', context)) {
      if (process > 0 && phase === 'done') after = clientOf(outcome.state, process);
      if (outcome.violates.length > 0) continue;
      applies =
        applies === undefined
          ? outcome.applies
          : applies.filter((clause) => outcome.applies.includes(clause));
      if (phase === 'inside') {
        enters |= 1 << situation;
        // Nobody else installs then, so leaving breaks no clause.
        leavingLeavesResidue ||= movesOf(outcome.state, call, 'inside', context).some(leaves(state));
      } else {
        allowed |= 1 << situation;
        if (leaves(state)({ outcome })) leavesResidue |= 1 << situation;
      }
    }
  }
  const installs = after.at === 'execute';
  return {
    allowed,
    enters,
    leavesResidue,
    leavingLeavesResidue,
    effect: executes === installs ? 'none' : installs ? 'takes' : 'releases',
    after,
    tellsApart: toldApart(allowed, process, processes),
    applies: applies ?? [],
  };
};

const toldApart = (allowed: number, process: number, processes: number): number => {
  const others = installers(processes).filter((installer) => installer > 0 && installer !== process);
  const besideIt = (installer: number): number => (allowed >> (installer << 1)) & 3;
  const countOf = (situations: number): number =>
    others.filter((installer) => besideIt(installer) === situations).length;
  const [most] = [0, 1, 2, 3].sort((a, b) => countOf(b) - countOf(a));
  return others
    .filter((installer) => besideIt(installer) !== most)
    .reduce((told, installer) => told | (1 << (installer - 1)), 0);
};

const leaves =
  (before: State) =>
  ({ outcome }: Pick<Move, 'outcome'>): boolean =>
    outcome.state.residue && !before.residue;

const installers = (processes: number): readonly number[] =>
  Array.from({ length: processes + 1 }, (_, installer) => installer);

/** The situations that fit where the process of the call stands. */
const situations = (process: number, executes: boolean, processes: number): readonly Situation[] =>
  installers(processes)
    .filter((installer) => (executes ? installer === process : installer === 0 || installer !== process))
    .flatMap((installer) => [2 * installer, 2 * installer + 1]);

const stateIn = (base: State, situation: Situation, process: number): State => {
  const installer = situation >> 1;
  const state = { ...base, residue: (situation & 1) === 1 };
  if (installer === process) return state;
  // No client has number 0, which stands for nobody, so that then nothing changes.
  return withClient(state, installer, { at: 'execute', table: 'InstallExecuteSequence', within: null });
};
