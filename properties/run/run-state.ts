import type { ImplementationError } from '../../adapters/implementation.ts';
import { Budget } from './budget.ts';
import type { CaseFailure, SuiteOptions, SuiteOutcome } from './options.ts';

/**
 * Milliseconds for shrinking and for reruns where the options name none: with a default draw, of a program that answers
 * in a millisecond, a run ends within a minute.
 */
const BUDGETS = { shrink: 20_000, rerun: 12_000 } as const;

/** What part of a time limit is kept for shrinking, once there is something to shrink. */
const SHRINK_SHARE = 1 / 3;

/** So many cases in a row that cannot be driven end the run: the rest would fail the same way. */
const FAILURES_IN_A_ROW = 3;

/** How far a run has come, in either mode: its cases, those that could not be driven, and why it ended. */
export class RunState {
  readonly failures: CaseFailure[] = [];
  readonly unfinished: string[] = [];
  voidCases = 0;
  stopped: SuiteOutcome['stopped'];
  readonly #options: SuiteOptions;
  /** When the run is over. */
  readonly #end: number;
  #cases = 0;
  #failuresInARow = 0;
  readonly #began = performance.now();
  /** Milliseconds that were waited for answers that did not come. */
  #lost = 0;

  constructor(options: SuiteOptions) {
    this.#options = options;
    this.#end = performance.now() + (options.timeLimit ?? Infinity);
  }

  /** What is told of it in the end. */
  get outcome(): Omit<SuiteOutcome, 'tally'> {
    const { failures, stopped, unfinished, voidCases } = this;
    return { failures, stopped, unfinished, voidCases };
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
    this.#lost += failure?.waited ?? 0;
    if (failure !== undefined) this.failures.push({ case: number, error: failure });
  }

  /** Whether most of the time goes into waiting for what hangs. */
  get #isMostlyLost(): boolean {
    const elapsed = performance.now() - this.#began;
    return this.#lost >= FAILURES_IN_A_ROW * this.#options.deadline && this.#lost > elapsed / 2;
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
    else if (this.#failuresInARow >= FAILURES_IN_A_ROW || this.#isMostlyLost) this.stopped = 'failures';
    else if (bail !== undefined && found >= bail) this.stopped = 'bail';
    else if (performance.now() >= this.#end - kept) this.stopped = 'time-limit';
    return this.stopped !== undefined;
  }
}
