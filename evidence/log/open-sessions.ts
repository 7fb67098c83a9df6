import type { Session } from './story.ts';
import { SessionBuilder } from './session-builder.ts';

/** More calls than any one log has; beyond it they are counted, so that memory stays constant. */
const CALL_CAP = 20_000;
/** More than write to one log at a time. */
const OPEN_CAP = 8;

/**
 * The calls of one log that are under way. That is one, but where a call begins before the one before it
 * has ended: two processes may write to one log at once, and then each line goes to the call whose
 * process wrote it.
 */
export class OpenSessions {
  dropped = 0;
  readonly #done: Session[] = [];
  readonly #open: SessionBuilder[] = [];
  #current: SessionBuilder | undefined;

  /** The call that lines without a prefix belong to: that of the line before. */
  current(line: number): SessionBuilder {
    return this.#current ?? this.#begin(line);
  }

  /** The call that an engine line belongs to. */
  ofEngine(line: number, who: string, process: string, thread: string, isRunEngine: boolean): SessionBuilder {
    const current = this.current(line);
    if (this.#open.length > 1) {
      this.#current = this.#whose(who, process, thread) ?? current;
      return this.#current;
    }
    // Past its end another client speaks: its header is missing.
    const isNext =
      who === 'c' &&
      ((current.clientReturned && isRunEngine) ||
        (current.stopped && (current.clientProcess ?? process) !== process));
    if (isNext) {
      this.#close(current, line - 1);
      return this.#begin(line);
    }
    // The engine of another process, whose header is missing, while the one before it goes on.
    const isBeside =
      who === 'c' && isRunEngine && current.clientProcess !== undefined && current.clientProcess !== process;
    if (!isBeside) return current;
    current.suspended = true;
    return this.#begin(line);
  }

  /** The call whose lines went by last has had its footer. */
  get hasStopped(): boolean {
    return this.#current?.stopped ?? false;
  }

  /** A header begins a log. */
  begin(line: number): SessionBuilder {
    const before = this.#current;
    if (before !== undefined) {
      if (before.stopped || before.clientReturned) this.#close(before, line - 1);
      else before.suspended = true;
    }
    const [oldest] = this.#open;
    if (this.#open.length >= OPEN_CAP && oldest !== undefined) this.#close(oldest, line - 1);
    return this.#begin(line);
  }

  /** The stories of all calls, in the order in which they began. */
  finish(line: number): readonly Session[] {
    for (let session = this.#open[0]; session !== undefined; session = this.#open[0])
      this.#close(session, line);
    return this.#done.toSorted((a, b) => a.line - b.line);
  }

  #begin(line: number): SessionBuilder {
    this.#current = new SessionBuilder(line);
    this.#open.push(this.#current);
    return this.#current;
  }

  #close(session: SessionBuilder, endLine: number): void {
    if (this.#done.length < CALL_CAP)
      this.#done.push(session.finish(session.suspended ? session.lastLine : endLine));
    else this.dropped++;
    this.#open.splice(this.#open.indexOf(session), 1);
    if (this.#current === session) this.#current = undefined;
  }

  /** The newest call that fits. The service works for one client at a time: the one that has taken the mutex. */
  #whose(who: string, process: string, thread: string): SessionBuilder | undefined {
    if (who === 'c') {
      return (
        this.#open.findLast(({ clientProcess }) => clientProcess === process) ??
        this.#open.findLast(({ clientProcess }) => clientProcess === undefined)
      );
    }
    return (
      this.#open.findLast(({ serverThreads }) => serverThreads.has(thread)) ??
      this.#open.findLast(({ hasMutex, clientReturned }) => hasMutex && !clientReturned)
    );
  }
}
