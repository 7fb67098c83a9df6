import { BadInputError } from '../../spec/index.ts';

/**
 * Follows the numbers and times of a history's lines, each of which goes up. Whole cases that are missing are told,
 * not refused: who looks for something in a history cuts it down. A case without some of its events cannot be judged.
 */
export class LineOrder {
  #case = 0;
  #seq: number | undefined;
  #at = 0;
  #gap: string | undefined;
  /** Whether cases are missing before this one, of which no event was seen yet. */
  #skipped = false;

  /** @throws {BadInputError} for a number that was there before */
  beginCase(number: number, place: string): void {
    if (number <= this.#case) {
      throw new BadInputError(
        number === this.#case
          ? `case ${number} stands there twice`
          : `case ${number} stands behind case ${this.#case}`,
        place,
      );
    }
    this.#skipped = number > this.#case + 1;
    this.#case = number;
  }

  /** @throws {BadInputError} for a number that was there before, a time before the last one, or missing events */
  event(seq: number, at: number, file: string, line: number): void {
    const last = this.#seq;
    if (last !== undefined && seq <= last) {
      const what =
        seq === last ? `event ${seq} stands there twice` : `event ${seq} stands behind event ${last}`;
      throw new BadInputError(what, `${file}:${line}`);
    }
    if (at < this.#at) {
      throw new BadInputError(
        `time goes back: event ${seq} is of ${at} ms, and the one before it of ${this.#at} ms`,
        `${file}:${line}`,
      );
    }
    const expected = (last ?? 0) + 1;
    if (seq > expected) {
      const missing = expected === seq - 1 ? `event ${expected} is` : `events ${expected} to ${seq - 1} are`;
      if (!this.#skipped)
        throw new BadInputError(`${missing} missing, so that the case cannot be judged`, `${file}:${line}`);
      this.#gap ??= `${file}:${line}: ${missing} missing, with whole cases; what is there was judged`;
    }
    this.#skipped = false;
    this.#seq = seq;
    this.#at = at;
  }

  /** What is missing, if anything is. */
  get gap(): string | undefined {
    return this.#gap;
  }
}
