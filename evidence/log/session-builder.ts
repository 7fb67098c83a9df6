import type { ActionLine } from './action-line.ts';
import { busyOf } from './busy.ts';
import { Capped } from './capped.ts';
import type { EngineText } from './engine-text.ts';
import type { HeaderLine } from './header-line.ts';
import { isTopLevelAction } from './sequences.ts';
import { SessionParts } from './session-parts.ts';
import type { Session, Side } from './story.ts';

/** Builds the story of one call while its lines go by. */
export class SessionBuilder {
  readonly line: number;
  stopped = false;
  /** Another call began in the same log before this one had ended. */
  suspended = false;
  lastLine: number;
  /** The threads of the service that wrote its lines. */
  readonly serverThreads = new Set<string>();
  #serverThread = '';
  readonly #parts = new SessionParts();
  readonly #started = new Capped<string>();

  constructor(line: number) {
    this.line = line;
    this.lastLine = line;
  }

  /** Low byte of the client's process id, once a line of it was seen. */
  get clientProcess(): string | undefined {
    return this.#parts.facts.lowByte;
  }

  get clientReturned(): boolean {
    return this.#parts.clientReturned;
  }

  /** The client has taken the mutex, as far as its lines tell. */
  get hasMutex(): boolean {
    return this.#parts.mutex.grabs.some(({ side }) => side === 'client');
  }

  header(line: number, header: HeaderLine): void {
    this.lastLine = line;
    if (header.type === 'log-lock-lost') {
      this.#parts.mark(
        'log-lock-lost',
        null,
        line,
        'a writer lost the lock of the log: some lines may be missing',
      );
      return;
    }
    if (header.time !== null) this.#parts.clock.tick(header.time, true);
    if (header.type === 'verbose-started') {
      this.#parts.verbose = true;
      this.#parts.facts.started = header;
      return;
    }
    const stops =
      header.type === 'verbose-stopped' ||
      header.type === 'stopped' ||
      (header.type === 'dated' && this.#parts.facts.started !== undefined);
    if (stops) {
      this.#parts.facts.stopped = header;
      if (header.type === 'verbose-stopped' || !this.#parts.verbose) this.stopped = true;
    } else {
      this.#parts.facts.started ??= header;
    }
  }

  /** An engine line; `said` is what of it bears on the story. */
  engine(
    line: number,
    who: string,
    process: string,
    thread: string,
    time: number,
    said: EngineText | undefined,
  ): void {
    this.lastLine = line;
    this.#parts.clock.tick(time, false);
    const side: Side | undefined = who === 'c' ? 'client' : who === 's' ? 'server' : undefined;
    if (side === 'client') this.#parts.facts.clientProcess(process);
    else if (thread !== this.#serverThread) {
      this.#serverThread = thread;
      this.serverThreads.add(thread);
    }
    if (said === undefined || side === undefined) return;
    this.#parts.say(this.#parts.clock.written(line), side, thread, said);
  }

  action(line: number, action: ActionLine): void {
    this.lastLine = line;
    this.#parts.clock.tick(action.time, true);
    const written = this.#parts.clock.written(line);
    if (action.type === 'start') {
      if (action.name === 'ExecuteAction') {
        this.#parts.executeAction = true;
        this.#parts.sequences.revealUi();
      }
      if (isTopLevelAction(action.name)) {
        this.#started.push(action.name);
        this.#parts.action ??= action.name;
        if (!this.#parts.verbose) this.#parts.sequences.beginUnknown(action.name, written);
      }
    } else if (action.type === 'end') {
      if (isTopLevelAction(action.name)) {
        this.#parts.action ??= action.name;
        const open = this.#parts.sequences.end(written, action.returnValue);
        if (open?.nested === true) this.#parts.nested.ended(action.returnValue);
        if (open === undefined) {
          const text = `${action.name} ends with ${action.returnValue}; which table it was stands above this excerpt`;
          this.#parts.mark('ended', null, line, text);
        }
      } else {
        this.#parts.cause.actionEnded(written, action.name, action.returnValue);
      }
    } else if (!this.#parts.verbose && action.name.endsWith('Dlg')) {
      this.#parts.sequences.revealUi();
    }
  }

  property(name: string, value: string): void {
    this.#parts.facts.property(name, value);
  }

  /** A `******* Product:` line under `RunEngine:`. */
  runEngineProduct(product: string): void {
    this.#parts.runEngineProduct(product);
  }

  /** A custom action's code, on a line without prefix. */
  customActionCode(line: number, name: string, code: number, isIgnored: boolean): void {
    this.#parts.customActionCode(this.#parts.clock.written(line), name, code, isIgnored);
  }

  /** An `Error 1925. …` line. */
  message(line: number, text: string): void {
    this.#parts.cause.message(this.#parts.clock.written(line), text);
  }

  /** Another installation is in progress: as a note, a record or the message itself. */
  message1500(line: number): void {
    this.#parts.isBusy(this.#parts.clock.written(line));
  }

  /** The sentence of a record, on a line without prefix. */
  status(line: number, product: string, status: number): void {
    this.#parts.status(this.#parts.clock.written(line), product, status);
  }

  finish(endLine: number): Session {
    const { facts, mutex, clock, ...parts } = this.#parts;
    const sequences = parts.sequences.finish();
    const returned = parts.returned.entries;
    const isTrouble = returned.length === 0 || returned.some(({ code }) => code !== 0);
    return {
      line: this.line,
      endLine,
      verbose: parts.verbose,
      ...facts.all(parts.record?.product ?? null),
      action: parts.action ?? null,
      ui: facts.uiLevel(
        mutex.isNoneOrBasic,
        sequences.some(({ side }) => side === 'client'),
      ),
      began: clock.began,
      ended: clock.ended,
      isClockSetBack: clock.wasSetBack,
      closed: this.stopped,
      topActions: parts.verbose ? parts.doing.entries : this.#started.entries,
      actionsDone: parts.actionsDone,
      executeAction: parts.executeAction,
      sequences,
      grabs: mutex.grabs,
      refusals: mutex.refusals,
      returned,
      answer: parts.answer,
      record: parts.record,
      nested: parts.nested.entries,
      busy: busyOf({
        refusals: mutex.refusals,
        returned,
        grabs: mutex.grabs,
        customActions: parts.customActions.entries,
        message1500: parts.message1500,
        answer: parts.answer,
        record: parts.record,
      }),
      marks: parts.marks.entries,
      cause: isTrouble ? parts.cause.found() : null,
      notes: this.#notes(),
    };
  }

  #notes(): readonly string[] {
    const notes: string[] = [];
    if (this.#parts.clock.wasSetBack)
      notes.push('the clock goes back within the log, by less than would make it the next day');
    const { mutex, returned, marks, sequences } = this.#parts;
    const dropped = mutex.dropped + returned.dropped + marks.dropped + sequences.dropped;
    if (dropped > 0) notes.push(`${dropped} more lines of the kinds that are kept were only counted`);
    return notes;
  }
}
