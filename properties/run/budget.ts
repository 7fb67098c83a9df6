/**
 * Milliseconds that a default run takes at most once it has shown a divergence, by mode: a minute and one and a half,
 * less what beginning and ending take.
 */
export const RUN_BUDGETS = { lockstep: 55_000, racing: 85_000 } as const;

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
