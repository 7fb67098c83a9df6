import { renameSync, writeFileSync } from 'node:fs';
import type { Reading } from '../spec/index.ts';
import type { Result } from '../reports/index.ts';
import { checkHistory } from './check-history.ts';

/** Where the result of a history stands, beside it. */
export const resultFileOf = (history: string): string => `${history.replace(/\.jsonl$/, '')}.result.json`;

/** How often a result is written while a run goes on. */
const EVERY_MS = 120_000;

/** Writes a result whole or not at all: a reader never finds half of one. */
export const writeResult = (file: string, result: Result): void => {
  const unfinished = `${file}.unfinished`;
  writeFileSync(unfinished, `${JSON.stringify(result)}\n`);
  renameSync(unfinished, file);
};

/** Keeps beside a history what it has come to so far, in a form that `report` and `matrix` take. */
export class IntermediateResult {
  readonly #history: string;
  readonly #reading: Reading;
  #last = performance.now();
  #writing: Promise<void> | undefined;

  constructor(history: string, reading: Reading) {
    this.#history = history;
    this.#reading = reading;
  }

  /** Writes one when a stage has ended, or when the last one is some minutes old. */
  update(hasStageEnded: boolean): void {
    if (this.#writing !== undefined) return;
    if (!hasStageEnded && performance.now() - this.#last < EVERY_MS) return;
    this.#last = performance.now();
    this.#writing = this.#write().finally(() => (this.#writing = undefined));
  }

  /** Waits for one that is being written, so that it cannot come after the last. */
  async settle(): Promise<void> {
    await this.#writing;
  }

  async #write(): Promise<void> {
    try {
      writeResult(resultFileOf(this.#history), await checkHistory(this.#history, this.#reading));
    } catch {
      // The history itself is what counts; a full disk is told when that can no longer be written.
    }
  }
}
