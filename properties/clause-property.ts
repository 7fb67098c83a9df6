import type { Capabilities } from '../adapters/implementation.ts';
import { check } from '../oracle/index.ts';
import type { Context, ObservationName, Observed } from '../oracle/index.ts';
import type { ClauseId } from '../spec/index.ts';
import type { Weights } from './draw/weights.ts';

/** What the suite tries in order to break one clause, and what must hold whatever it tries. */
export interface ClauseProperty {
  readonly clause: ClauseId;
  /** The property in one sentence. */
  readonly title: string;
  /** How to draw operations so that the clause has much to say. */
  readonly profile: Weights;
  /** The observation without which nothing can be said. */
  readonly needs?: ObservationName;
  /** Whether the implementation's calls can lead to where the clause has something to say. */
  readonly reachable?: (capabilities: Capabilities) => boolean;
}

/** Whether the implementation offers what the clause is tested with; if not, it is `unsupported`. */
export const isOffered = ({ needs, reachable }: ClauseProperty, capabilities: Capabilities): boolean =>
  (needs === undefined || capabilities.observations.includes(needs)) && (reachable?.(capabilities) ?? true);

/** Whether the history of a lockstep interleaving keeps this clause. */
export const holds = (
  property: ClauseProperty,
  history: readonly Observed[],
  processes: number,
  context: Context,
): boolean =>
  check(history, processes, context).findings.every((finding) => finding.clause !== property.clause);
