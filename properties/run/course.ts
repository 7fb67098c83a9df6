import type { ImplementationError } from '../../adapters/implementation.ts';
import type { Reading } from '../../spec/index.ts';
import type { Unstamped } from './run-case.ts';
import type { CaseHead, Phase } from '../tally/case-head.ts';
import type { Tally } from '../tally/tally.ts';

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
  /** Each is judged; the first is the one that coverage is counted under. */
  readonly readings: readonly Reading[];
  /** Milliseconds for one operation. */
  readonly deadline: number;
  /** Runs the one interleaving at this place instead of drawing. */
  readonly path?: string;
  /** Runs only every `count`-th interleaving, from the `index`-th (from 1). */
  readonly shard?: { readonly index: number; readonly count: number };
  /** Stops drawing after so many kinds of divergence. */
  readonly bail?: number;
  readonly signal?: AbortSignal;
  readonly recorder?: Recorder;
  readonly onProgress?: (progress: Progress) => void;
}

/** Takes a run's cases and events as they happen. */
export interface Recorder {
  beginCase(head: CaseHead): void;
  event(event: Unstamped): void;
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
  /** Whether the run was ended before its last interleaving, by a signal, by bail or by failures. */
  readonly stopped: 'signal' | 'bail' | 'failures' | undefined;
}

export interface CaseFailure {
  readonly case: number;
  readonly error: ImplementationError;
}

/** So many cases in a row that cannot be driven end the run: the rest would fail the same way. */
const FAILURES_IN_A_ROW = 3;

/** How far a run has come, in either mode: its cases, those that could not be driven, and why it ended. */
export class Course {
  readonly failures: CaseFailure[] = [];
  stopped: SuiteOutcome['stopped'];
  readonly #options: SuiteOptions;
  #cases = 0;
  #failuresInARow = 0;

  constructor(options: SuiteOptions) {
    this.#options = options;
  }

  /** @returns the number of the next case */
  begin(): number {
    return ++this.#cases;
  }

  end(number: number, failure: ImplementationError | undefined): void {
    this.#failuresInARow = failure === undefined ? 0 : this.#failuresInARow + 1;
    if (failure !== undefined) this.failures.push({ case: number, error: failure });
  }

  /** Whether the interleaving at this place of the draw is for another shard. */
  isOfAnotherShard(index: number): boolean {
    const { shard } = this.#options;
    return shard !== undefined && index % shard.count !== shard.index - 1;
  }

  /** @param found how many kinds of divergence were found */
  isOver(found: number): boolean {
    const { signal, bail } = this.#options;
    if (signal?.aborted === true) this.stopped = 'signal';
    else if (this.#failuresInARow >= FAILURES_IN_A_ROW) this.stopped = 'failures';
    else if (bail !== undefined && found >= bail) this.stopped = 'bail';
    return this.stopped !== undefined;
  }
}
