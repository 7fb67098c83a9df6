import { BadInputError } from '../../spec/index.ts';
import { Pairer } from '../../oracle/index.ts';
import type { HistoryEvent } from '../../oracle/index.ts';
import type { CaseHead } from '../../properties/index.ts';
import type { HistoryHead, StoppedCase } from '../schema/history.ts';
import type { ReadEvent } from './event-reader.ts';
import type { HistoryPart } from './history-part.ts';

/** A case whose events are being read. */
export class OpenCase {
  readonly #file: string;
  readonly #head: CaseHead;
  readonly #events: HistoryEvent[] = [];
  readonly #pairer: Pairer;
  readonly #hasIntervals: boolean;
  readonly #keeps: boolean;
  void: string | undefined;

  constructor(file: string, head: CaseHead, mode: HistoryHead['mode'], keeps: boolean) {
    this.#file = file;
    this.#head = head;
    // Evidence has intervals as races have.
    this.#hasIntervals = mode !== 'lockstep';
    this.#pairer = new Pairer(this.#hasIntervals ? 'racing' : 'lockstep');
    this.#keeps = keeps;
  }

  add({ event, operation }: ReadEvent, line: number): void {
    const { process, seq } = event;
    const { processes, case: number } = this.#head;
    if (process > processes) {
      throw this.#wrong(`event ${seq} is of process ${process}, but case ${number} has ${processes}`, line);
    }
    if (this.#keeps) this.#events.push(event);
    try {
      if (event.kind !== 'invoke') this.#pairer.respond(process, event.op, event.value, seq);
      else if (operation !== undefined) this.#pairer.invoke(process, operation, seq);
    } catch (error) {
      throw this.#wrong(error instanceof Error ? error.message : String(error), line);
    }
  }

  leftOff(): StoppedCase {
    const message = 'the file ends while this case runs, so it is not judged';
    return { stopped: this.#head.case, how: 'crashed', message };
  }

  finished(): HistoryPart {
    const [head, events] = [this.#head, this.#events];
    const isVoid = this.void === undefined ? {} : { void: this.void };
    if (!this.#hasIntervals) {
      return { part: 'case', head, events, observed: this.#pairer.observed(), ...isVoid };
    }
    const calls = this.#pairer.calls();
    return { part: 'case', head, events, observed: calls, calls, ...isVoid };
  }

  #wrong(what: string, line: number): BadInputError {
    return new BadInputError(what, `${this.#file}:${line}`);
  }
}
