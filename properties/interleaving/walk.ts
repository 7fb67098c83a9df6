import { beginsWithUi } from '../../spec/index.ts';
import type { OperationName, Step } from '../../oracle/index.ts';

/** What a client is doing. */
export type Place = 'idle' | 'ui' | 'execute';

/** What can be done where; an operation that changes nothing there is left out. */
export const CHOICES = {
  idle: ['start', 'call'],
  ui: ['advance', 'call', 'cancel', 'kill'],
  execute: ['advance', 'call', 'kill'],
} as const satisfies Readonly<Record<Place, readonly OperationName[]>>;

/** Where a conforming implementation would stand: a guess that steers what is tried and judges nothing. */
export class Walk {
  readonly #at: Place[];

  constructor(processes: number) {
    this.#at = Array.from({ length: processes }, () => 'idle');
  }

  at(process: number): Place {
    return this.#at[process - 1] ?? 'idle';
  }

  follow({ process, operation }: Step): void {
    const index = process - 1;
    const busy = this.#at.includes('execute');
    if (operation.op === 'start' && !busy) {
      this.#at[index] = beginsWithUi(operation.action, operation.ui) ? 'ui' : 'execute';
    } else if (operation.op === 'advance') {
      this.#at[index] = this.#at[index] === 'ui' && !busy ? 'execute' : 'idle';
    } else if (operation.op === 'cancel' || operation.op === 'kill') {
      this.#at[index] = 'idle';
    }
  }
}
