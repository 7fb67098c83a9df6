import { DayClock } from '../dates/day-clock.ts';
import type { Clock } from '../dates/day-clock.ts';
import type { Written } from './story.ts';

/** Follows the times of a session's lines. */
export class SessionClock {
  readonly #day = new DayClock();
  #last: Clock | null = null;
  #began: Clock | null = null;
  #ended: Clock | null = null;

  /** Of the line that went by last. */
  get last(): Clock | null {
    return this.#last;
  }

  get began(): Clock | null {
    return this.#began;
  }

  /** The latest time, which need not be that of the last line. */
  get ended(): Clock | null {
    return this.#ended;
  }

  get wasSetBack(): boolean {
    return this.#day.setBack;
  }

  tick(time: number, isWholeSecond: boolean): void {
    const clock = this.#day.at(time);
    // Within the second of the line before it, that one's time is nearer than a whole second.
    const last = this.#last;
    this.#last = isWholeSecond && last !== null && clock < last && last - clock < 1_000 ? last : clock;
    this.#began ??= this.#last;
    this.#ended = Math.max(this.#ended ?? this.#last, this.#last);
  }

  written(line: number): Written {
    return { line, clock: this.#last };
  }
}
