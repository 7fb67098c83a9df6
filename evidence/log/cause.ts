import type { Cause, Written } from './story.ts';

const [CANCELLED, FAILED] = [2, 3];

/** Finds why a call failed: the first action to fail is the innermost, and what was said just before is its reason. */
export class CauseFinder {
  #action: Cause | undefined;
  #customAction: { readonly cause: Cause; readonly name: string } | undefined;
  #message: Cause | undefined;

  actionEnded(written: Written, name: string, returnValue: number): void {
    if (this.#action !== undefined) return;
    if (returnValue !== FAILED && returnValue !== CANCELLED) {
      // The action went on, so its custom action was no trouble.
      if (this.#customAction?.name === name) this.#customAction = undefined;
      return;
    }
    // A deferred custom action fails inside InstallFinalize: what it returned stands before, under its own name.
    const own = this.#customAction?.cause ?? this.#message;
    this.#action = own ?? {
      ...written,
      what: 'action',
      text: `action ${name} ${returnValue === CANCELLED ? 'was cancelled' : 'failed'}`,
    };
  }

  customAction(written: Written, name: string, code: number, isIgnored: boolean): void {
    if (code === 0 || isIgnored) return;
    const text = `custom action ${name === '' ? '(a nested product)' : name} returned ${code}`;
    // The first one: what rolls back afterwards may fail too.
    this.#customAction ??= { cause: { ...written, what: 'custom-action', text }, name };
  }

  message(written: Written, text: string): void {
    if (this.#action === undefined) this.#message = { ...written, what: 'message', text };
  }

  found(): Cause | null {
    return this.#action ?? this.#customAction?.cause ?? null;
  }
}
