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
  /** Milliseconds for the whole run: the draw ends in time for what it found to be shrunk. */
  readonly timeLimit?: number;
  /** Milliseconds for the shrinking of all kinds together. Default {@link BUDGETS}. */
  readonly shrinkBudget?: number;
  /** Milliseconds for running counterexamples of races again, all together. Default {@link BUDGETS}. */
  readonly rerunBudget?: number;
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
  /** What ended the run before its last interleaving. */
  readonly stopped: 'signal' | 'bail' | 'time-limit' | 'failures' | undefined;
  /** The signatures of the kinds that were not shrunk to the end: fewer operations may show them. */
  readonly unfinished: readonly string[];
}

export interface CaseFailure {
  readonly case: number;
  readonly error: ImplementationError;
}

/** Milliseconds for shrinking and for reruns where the options name none. */
export const BUDGETS = { shrink: 30_000, rerun: 20_000 } as const;

/** What part of a time limit is kept for shrinking, once there is something to shrink. */
const SHRINK_SHARE = 1 / 3;

/** So many cases in a row that cannot be driven end the run: the rest would fail the same way. */
const FAILURES_IN_A_ROW = 3;

/** How far a run has come, in either mode: its cases, those that could not be driven, and why it ended. */
export class Course {
  readonly failures: CaseFailure[] = [];
  readonly unfinished: string[] = [];
  stopped: SuiteOutcome['stopped'];
  readonly #options: SuiteOptions;
  /** When the run is over. */
  readonly #end: number;
  #cases = 0;
  #failuresInARow = 0;

  constructor(options: SuiteOptions) {
    this.#options = options;
    this.#end = performance.now() + (options.timeLimit ?? Infinity);
  }

  /** What is told of it in the end. */
  get outcome(): Omit<SuiteOutcome, 'tally'> {
    const { failures, stopped, unfinished } = this;
    return { failures, stopped, unfinished };
  }

  /** Begins the shrinking, or the reruns. */
  budget(of: keyof typeof BUDGETS): Budget {
    const { shrinkBudget = BUDGETS.shrink, rerunBudget = BUDGETS.rerun } = this.#options;
    return new Budget(of === 'shrink' ? shrinkBudget : rerunBudget, this.#end);
  }

  /** Whether there is no time left for anything. */
  get isLate(): boolean {
    return performance.now() >= this.#end;
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

  /** Whether not even what was found may be shrunk any more. */
  hasToEnd(found: number): boolean {
    return this.isLate || (this.isOver(found) && this.stopped !== 'bail' && this.stopped !== 'time-limit');
  }

  /** @param found how many kinds of divergence were found */
  isOver(found: number): boolean {
    const { signal, bail, timeLimit = Infinity, shrinkBudget = BUDGETS.shrink } = this.#options;
    const kept = found === 0 ? 0 : Math.min(shrinkBudget, timeLimit * SHRINK_SHARE);
    if (signal?.aborted === true) this.stopped = 'signal';
    else if (this.#failuresInARow >= FAILURES_IN_A_ROW) this.stopped = 'failures';
    else if (bail !== undefined && found >= bail) this.stopped = 'bail';
    else if (performance.now() >= this.#end - kept) this.stopped = 'time-limit';
    return this.stopped !== undefined;
  }
}

/** Wall time for a job of several parts, each of which may use an even share of what is left. */
export class Budget {
  /** Counts only while a part is under way. */
  #left: number;
  readonly #end: number;

  /** @param end - when the run itself is over, as `performance.now()` counts */
  constructor(milliseconds: number, end: number) {
    this.#left = milliseconds;
    this.#end = end;
  }

  /** Begins one part. @param parts - how many are still to come, this one included */
  share(parts: number): Share {
    const began = performance.now();
    const deadline = Math.min(this.#end, began + this.#left / Math.max(1, parts));
    return {
      isUsedUp: () => performance.now() >= deadline,
      [Symbol.dispose]: () => void (this.#left = Math.max(0, this.#left - (performance.now() - began))),
    };
  }
}

/** The time of one part; what it leaves over is for the others. */
export interface Share extends Disposable {
  readonly isUsedUp: () => boolean;
}
