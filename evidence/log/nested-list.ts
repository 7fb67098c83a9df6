import { Capped } from './capped.ts';
import type { Nested, Written } from './story.ts';

/** The installations that were started inside the call's own. */
export class NestedList {
  readonly #nested = new Capped<Nested>();
  #pending: Written | undefined;

  get entries(): readonly Nested[] {
    return this.#nested.entries;
  }

  /** The service's engine started while another one of it was under way: its product stands in the next line. */
  begins(written: Written): void {
    this.#pending = written;
  }

  /** @returns whether the product is that of an installation inside */
  product(product: string): boolean {
    if (this.#pending === undefined) return false;
    this.#nested.push({ ...this.#pending, product, returnValue: null });
    this.#pending = undefined;
    return true;
  }

  /** The innermost one that is open has ended. */
  ended(returnValue: number): void {
    const last = this.#nested.entries.findLastIndex((nested) => nested.returnValue === null);
    const nested = this.#nested.entries[last];
    if (nested !== undefined) this.#nested.entries.splice(last, 1, { ...nested, returnValue });
  }
}
