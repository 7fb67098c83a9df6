import type { Cause, Written } from './story.ts';

const [CANCELLED, FAILED] = [2, 3];

/** Finds why a call failed: the first action to fail is the innermost, and what was said just before is its reason. */
export class CauseFinder {
  #action: Cause | undefined;
  #customAction: { readonly cause: Cause; readonly name: string } | undefined;
  #message: Cause | undefined;

  actionEnded(written: Written, name: string, returnValue: number): void {
    if (this.#action !== undefined || (returnValue !== FAILED && returnValue !== CANCELLED)) return;
    const own = this.#customAction?.name === name ? this.#customAction.cause : this.#message;
    this.#action = own ?? {
      ...written,
      what: 'action',
      text: `action ${name} ${returnValue === CANCELLED ? 'was cancelled' : 'failed'}`,
    };
  }

  customAction(written: Written, name: string, code: number): void {
    const text = `custom action ${name === '' ? '(a nested product)' : name} returned ${code}`;
    this.#customAction = { cause: { ...written, what: 'custom-action', text }, name };
  }

  message(written: Written, text: string): void {
    if (this.#action === undefined) this.#message = { ...written, what: 'message', text };
  }

  found(): Cause | null {
    return this.#action ?? this.#customAction?.cause ?? null;
  }
}
