import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { OpenedImplementation, Measurement } from '../../adapters/implementation.ts';
import { makeFolder } from '../../adapters/make-folder.ts';
import { BadInputError } from '../../spec/index.ts';
import type { UnstampedEvent } from '../../oracle/index.ts';
import type { CaseHead, Recorder } from '../../properties/index.ts';
import type { HistoryHead, HistoryTail } from '../schema/history.ts';
import { HistoryWriteError } from './history-write-error.ts';

/** On a logical clock nothing is lost by writing in blocks: the run can be repeated. */
const BLOCK = 1 << 16;

/**
 * Writes one history file as the run goes: an invocation is in the file before the call is made.
 *
 * @throws {BadInputError} when the file is there already or cannot be made
 * @throws {HistoryWriteError} from any call, when the file can no longer be written
 */
export class HistoryWriter implements Recorder {
  readonly file: string;
  readonly #descriptor: number;
  readonly #logical: boolean;
  readonly #began = performance.now();
  #seq = 0;
  #block = '';
  #closed = false;
  readonly #sum = createHash('sha256');

  constructor(file: string, head: HistoryHead, clock: 'wall' | 'logical') {
    this.file = file;
    this.#logical = clock === 'logical';
    try {
      makeFolder(dirname(file));
      this.#descriptor = openSync(file, 'wx');
    } catch (error) {
      throw new BadInputError(cannotOpen(error), file);
    }
    this.#write(head, true);
  }

  beginCase(head: CaseHead): void {
    this.#write(head);
  }

  event(event: UnstampedEvent): void {
    const seq = ++this.#seq;
    const at = this.#logical ? seq : Math.round((performance.now() - this.#began) * 1000) / 1000;
    this.#write({ seq, at, ...event });
  }

  /** Says that the case must not be judged, and why. */
  voidCase(reason: string): void {
    this.#write({ void: reason });
  }

  measurement({ name, ...rest }: Measurement): void {
    this.#write({ measurement: name, ...rest }, true);
  }

  /** Says what the machine was found to offer, in the place of what the head says. */
  offered({
    capabilities,
    notOffered = [],
  }: Pick<OpenedImplementation, 'capabilities' | 'notOffered'>): void {
    this.#write({ offered: capabilities, notOffered }, true);
  }

  /** Writes the last line and closes the file. */
  end(tail: HistoryTail): void {
    if (this.#closed) return;
    this.#write({ ...tail, sha256: this.#sum.copy().digest('hex') }, true);
    this.close();
  }

  /** Closes the file without a last line. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    closeSync(this.#descriptor);
  }

  #write(line: unknown, flush = false): void {
    const text = `${JSON.stringify(line)}\n`;
    this.#sum.update(text);
    this.#block += text;
    if (this.#logical && !flush && this.#block.length < BLOCK) return;
    const block = Buffer.from(this.#block);
    this.#block = '';
    try {
      for (let done = 0; done < block.length;) done += writeSync(this.#descriptor, block, done);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new HistoryWriteError(
        `${this.file} could not be written any further (${reason}); free some space or name another file with --history`,
        { cause: error },
      );
    }
  }
}

const cannotOpen = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EEXIST') return 'this history is there already and is not overwritten; name another file';
  return `the history cannot be written there (${error instanceof Error ? error.message : String(error)})`;
};
