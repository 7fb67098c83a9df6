/** What an exploration found. */
export interface Exploration {
  /** Reachable states. */
  readonly states: number;
  /**
   * Allowed (state, process, operation, class of response, next state), self-loops included, and the
   * silent end of a residue. The Promela model counts the same.
   */
  readonly transitions: number;
  /** Invariants that do not hold, with the number of states they break in. */
  readonly violations: readonly { readonly invariant: string; readonly states: number }[];
}
