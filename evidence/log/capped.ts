/** More of one kind than any real session has; beyond it entries are counted, so that memory stays constant. */
const ENTRY_CAP = 2_000;

/** A list that stops growing. */
export class Capped<T> {
  readonly entries: T[] = [];
  dropped = 0;

  push(entry: T): void {
    if (this.entries.length < ENTRY_CAP) this.entries.push(entry);
    else this.dropped++;
  }
}
