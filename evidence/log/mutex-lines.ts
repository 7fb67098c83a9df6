import type { Grab, GrabPlace, Refusal, Side, Written } from './story.ts';
import { Capped } from './capped.ts';

/** Keeps the grabs and refusals of a call, and where in it they stand. */
export class MutexLines {
  readonly #grabs = new Capped<Grab>();
  readonly #refusals = new Capped<Refusal>();
  #noneOrBasic: Written | undefined;
  #secondSequence: Written | undefined;
  #serverCalled = false;
  #serverEngine = false;
  #packageOpened = false;

  get grabs(): readonly Grab[] {
    return this.#grabs.entries;
  }

  get refusals(): readonly Refusal[] {
    return this.#refusals.entries;
  }

  get dropped(): number {
    return this.#grabs.dropped + this.#refusals.dropped;
  }

  /** The client said that its UI is none or basic. */
  get isNoneOrBasic(): boolean {
    return this.#noneOrBasic !== undefined;
  }

  /** From here on a client at none or basic UI waits for the mutex. */
  noneOrBasic(written: Written): void {
    this.#noneOrBasic = written;
  }

  /** From here on a client at full UI waits for the mutex. */
  secondSequence(written: Written): void {
    this.#secondSequence = written;
  }

  serverCalled(): void {
    this.#serverCalled = true;
  }

  serverTransaction(): void {
    this.#serverCalled = true;
    this.#packageOpened = false;
  }

  /** @returns whether another installation of the service was under way: then this one is inside it */
  serverEngineStarted(): boolean {
    const inside = this.#serverEngine;
    if (!inside) this.#packageOpened = false;
    this.#serverEngine = true;
    return inside;
  }

  serverEngineReturned(): void {
    this.#serverEngine = false;
  }

  packageOpened(): void {
    this.#packageOpened = true;
  }

  grabbed(written: Written, side: Side): void {
    this.#grabs.push({ ...written, side, place: this.#placeOf(side) });
  }

  couldNotGrab(written: Written, side: Side, systemError: number | null): void {
    const from = (this.#secondSequence ?? this.#noneOrBasic)?.clock ?? null;
    const waited = from === null || written.clock === null ? null : written.clock - from;
    this.#refusals.push({ ...written, side, systemError, waited });
  }

  /** What a grab was for shows in the line after it. */
  cleanUp(side: Side): void {
    const last = this.#grabs.entries.at(-1);
    if (last !== undefined && last.side === side && last.place === 'elsewhere') {
      this.#grabs.entries.splice(-1, 1, { ...last, place: 'client-clean-up' });
    }
  }

  #placeOf(side: Side): GrabPlace {
    if (side === 'server')
      return this.#packageOpened && this.#serverEngine ? 'elsewhere' : 'server-before-package';
    if (!this.#serverCalled && this.#secondSequence !== undefined) return 'client-at-execute-action';
    if (!this.#serverCalled && this.#noneOrBasic !== undefined) return 'client-before-server';
    return 'elsewhere';
  }
}
