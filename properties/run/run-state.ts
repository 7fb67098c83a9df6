import type { ImplementationError } from '../../adapters/implementation.ts';
import { Budget } from './budget.ts';
import type { CaseFailure, SuiteOptions, SuiteOutcome } from './options.ts';

/** Milliseconds for shrinking and for reruns where the options name none. */
const BUDGETS = { shrink: 20_000, rerun: 12_000 } as const;

/** What part of a time limit is kept for shrinking, once there is something to shrink. */
const SHRINK_SHARE = 1 / 3;

/** What part of a run's budget is kept for shrinking and reruns at most, and how much of that a late divergence has. */
const [KEPT_SHARE, LATE_SHARE] = [0.6, 0.5];

/** So many cases in a row that cannot be driven end the run: the rest would fail the same way. */
const FAILURES_IN_A_ROW = 3;

/** How far a run has come, in either mode: its cases, those that could not be driven, and why it ended. */
export class RunState {
  readonly failures: CaseFailure[] = [];
  readonly unfinished: string[] = [];
  readonly notTriedBehind: string[] = [];
  voidCases = 0;
  stopped: SuiteOutcome['stopped'];
  readonly #options: SuiteOptions;
  /** When the run is over: by the time limit, and by the budget once a divergence was found. */
  #end: number;
  #hasFound = false;
  #endsByBudget = false;
  #cases = 0;
  #failuresInARow = 0;
  readonly #began = performance.now();
  /** Milliseconds that were waited for answers that did not come. */
  #lost = 0;

  constructor(options: SuiteOptions) {
    this.#options = options;
    this.#end = this.#began + (options.timeLimit ?? Infinity);
  }

  /** What is told of it in the end. */
  get outcome(): Omit<SuiteOutcome, 'tally'> {
    const { failures, stopped, unfinished, notTriedBehind, voidCases } = this;
    return { failures, stopped, unfinished, notTriedBehind, voidCases };
  }

  /** Begins the shrinking, or the reruns. */
  budget(of: keyof typeof BUDGETS): Budget {
    this.#found();
    const { shrink, rerun } = this.#budgets;
    if (of === 'rerun' || this.#options.runBudget === undefined)
      return new Budget({ shrink, rerun }[of], this.#end);
    // What is shrunk is to be run again as well.
    const left = this.#end - performance.now();
    return new Budget(Math.min(shrink, (left * shrink) / (shrink + rerun)), this.#end);
  }

  get #budgets(): Readonly<Record<keyof typeof BUDGETS, number>> {
    const { shrinkBudget = BUDGETS.shrink, rerunBudget = BUDGETS.rerun } = this.#options;
    return { shrink: shrinkBudget, rerun: rerunBudget };
  }

  /** Milliseconds of the run's budget that drawing leaves over. */
  get #kept(): number {
    const { shrink, rerun } = this.#budgets;
    return Math.min(shrink + rerun, (this.#options.runBudget ?? 0) * KEPT_SHARE);
  }

  /** From the first divergence on the run has an end; one that comes late leaves time to shrink it. */
  #found(): void {
    const { runBudget } = this.#options;
    if (this.#hasFound || runBudget === undefined) return;
    this.#hasFound = true;
    const end = Math.max(this.#began + runBudget, performance.now() + this.#kept * LATE_SHARE);
    this.#endsByBudget = end < this.#end;
    this.#end = Math.min(this.#end, end);
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
  get hasToEnd(): boolean {
    if (this.#isBroken) return true;
    if (this.isLate) this.stopped ??= this.#endsByBudget ? 'budget' : 'time-limit';
    return this.isLate;
  }

  /**
   * @param found how many kinds of divergence were found
   * @param decides whether one of them decides the verdict: what others cost is not spared on the draw
   */
  isOver(found: number, decides: boolean): boolean {
    const { bail, timeLimit = Infinity } = this.#options;
    if (decides) this.#found();
    const kept = found === 0 ? 0 : Math.min(this.#budgets.shrink, timeLimit * SHRINK_SHARE);
    const now = performance.now();
    if (this.#isBroken) return true;
    if (bail !== undefined && found >= bail) this.stopped = 'bail';
    else if (now >= this.#began + timeLimit - kept) this.stopped = 'time-limit';
    else if (this.#endsByBudget && now >= this.#end - this.#kept) this.stopped = 'budget';
    return this.stopped !== undefined;
  }

  /** Whether the user ended it, or it cannot be driven. */
  get #isBroken(): boolean {
    if (this.#options.signal?.aborted === true) this.stopped = 'signal';
    else if (this.#failuresInARow >= FAILURES_IN_A_ROW || this.#isMostlyLost) this.stopped = 'failures';
    else return false;
    return true;
  }
}
