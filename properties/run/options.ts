import type { ImplementationError } from '../../adapters/implementation.ts';
import type { Reading } from '../../spec/index.ts';
import type { CaseHead, Phase } from '../interleaving/case-head.ts';
import type { Tally } from '../tally/tally.ts';
import type { UnstampedEvent } from '../../oracle/index.ts';

/** How interleavings come about. */
export type Strategy = 'random' | 'tour';

export interface SuiteOptions {
  readonly seed: number;
  /** How many interleavings to draw, 1 or more. */
  readonly numRuns: number;
  /** `tour` runs a covering tour first, then draws. */
  readonly strategy?: Strategy;
  /** The most client processes of an interleaving. */
  readonly processes: number;
  /** The most steps of an interleaving. */
  readonly maxSteps: number;
  /** The most steps of a few long ones, in lockstep: a fault may come after many operations. Default none. */
  readonly longSteps?: number;
  /** Each is judged; the first is the one that coverage is counted under. */
  readonly readings: readonly Reading[];
  /** Milliseconds for one operation; `Infinity` for an implementation that cannot hang. */
  readonly deadline: number;
  /** Runs the one interleaving at this place instead of drawing. */
  readonly path?: string;
  /** Runs only every `count`-th interleaving, from the `index`-th (from 1). */
  readonly shard?: { readonly index: number; readonly count: number };
  /** Stops drawing after so many kinds of divergence, and tells no others. */
  readonly bail?: number;
  /** Milliseconds for the whole run: the draw ends in time for what it found to be shrunk. */
  readonly timeLimit?: number;
  /**
   * Milliseconds for the whole run once it has shown a divergence: drawing goes on for a part of it only, and
   * shrinking and reruns have the rest. Default none: what is drawn is drawn, and the two budgets below hold.
   */
  readonly runBudget?: number;
  /** Milliseconds for the shrinking of all kinds together. Default 20 s. */
  readonly shrinkBudget?: number;
  /** Milliseconds for running counterexamples again, alone and behind what came before, all together. Default 12 s. */
  readonly rerunBudget?: number;
  readonly signal?: AbortSignal;
  readonly recorder?: Recorder;
  readonly onProgress?: (progress: Progress) => void;
}

/** Takes a run's cases and events as they happen. */
export interface Recorder {
  beginCase(head: CaseHead): void;
  event(event: UnstampedEvent): void;
  /** The case that has just ended must not be judged. @param reason - what came into it */
  voidCase?(reason: string): void;
}

export interface Progress {
  readonly phase: Phase;
  readonly done: number;
  readonly total: number;
  readonly divergences: number;
}

export interface SuiteOutcome {
  readonly tally: Tally;
  /** Cases in which the implementation could not be driven. */
  readonly failures: readonly CaseFailure[];
  /** What ended the run before its last interleaving. */
  readonly stopped: 'signal' | 'bail' | 'budget' | 'time-limit' | 'failures' | undefined;
  /** The signatures of the kinds that were not shrunk to the end: fewer operations may show them. */
  readonly unfinished: readonly string[];
  /** Those of the kinds that did not show alone, and that there was no time to run behind all the cases before them. */
  readonly notTriedBehind: readonly string[];
  /** How many cases were void; each was run again. */
  readonly voidCases: number;
}

export interface CaseFailure {
  readonly case: number;
  readonly error: ImplementationError;
}
