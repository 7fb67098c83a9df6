import { BadInputError } from '../../spec/index.ts';

/**
 * Follows the numbers and times of a history's lines, each of which goes up. What is missing between two of them
 * is told, not refused: who looks for something in a history cuts it down.
 */
export class LineOrder {
  #case = 0;
  #seq: number | undefined;
  #at = 0;
  #gap: string | undefined;

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
    this.#case = number;
  }

  /** @throws {BadInputError} for a number that was there before, or a time before the last one */
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
    if (seq > (last ?? 0) + 1) {
      const where = last === undefined ? `before event ${seq}` : `between events ${last} and ${seq}`;
      this.#gap ??= `${file}:${line}: ${where} some are missing; what is there was judged`;
    }
    this.#seq = seq;
    this.#at = at;
  }

  /** What is missing, if anything is. */
  get gap(): string | undefined {
    return this.#gap;
  }
}
