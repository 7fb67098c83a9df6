/** A named kernel mutex: it exists while somebody has a handle, and one process at a time owns it. */
export class KernelMutex {
  readonly #handles = new Set<number>();
  #owner: number | null = null;

  get exists(): boolean {
    return this.#handles.size > 0;
  }

  get owner(): number | null {
    return this.#owner;
  }

  /** The processes that have it open. */
  get handles(): ReadonlySet<number> {
    return this.#handles;
  }

  /** Opens a handle, making the object when it is not there. */
  open(process: number): void {
    this.#handles.add(process);
  }

  /** Takes the mutex if it is free, without waiting. @returns whether the process owns it now */
  tryTake(process: number): boolean {
    if (!this.#handles.has(process)) throw new Error(`process ${process} has no handle to the mutex`);
    if (this.#owner !== null && this.#owner !== process) return false;
    this.#owner = process;
    return true;
  }

  release(process: number): void {
    if (this.#owner !== process) throw new Error(`process ${process} does not own the mutex`);
    this.#owner = null;
  }

  /** Closes the handle; an owner that goes without a release abandons the mutex, which frees it. */
  close(process: number): void {
    this.#handles.delete(process);
    if (this.#owner === process) this.#owner = null;
  }
}
