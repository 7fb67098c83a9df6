/** Milliseconds from the midnight at which the session's first day began, by the machine's own clock. */
export type Clock = number;

/** Milliseconds of a day. */
export const DAY = 86_400_000;
const HOUR = 3_600_000;

/** A step back of more than this is the next day; less is lines out of step, or a clock that was set back. */
const NEXT_DAY = 2 * HOUR;
/** Lines of two processes are written out of step by seconds, not more. */
const OUT_OF_STEP = 60_000;

/** Follows times of day, which have no date, over midnight. */
export class DayClock {
  /** Whether the clock went back by more than lines out of step can explain. */
  setBack = false;
  #day = 0;
  #last: number | undefined;

  at(timeOfDay: number): Clock {
    const last = this.#last;
    if (last !== undefined) {
      const step = timeOfDay - last;
      if (step < -NEXT_DAY) this.#day++;
      // A line from before midnight, written after one from after it.
      else if (step > DAY - OUT_OF_STEP && this.#day > 0) return (this.#day - 1) * DAY + timeOfDay;
      else if (step < -OUT_OF_STEP) this.setBack = true;
    }
    this.#last = timeOfDay;
    return this.#day * DAY + timeOfDay;
  }
}
