import { ERROR_INSTALL_ALREADY_RUNNING } from '../../spec/index.ts';
import type { EngineText } from './engine-text.ts';

/**
 * Engines that the client's process starts on other threads while its own is in its dialogs, as a custom action or an
 * external UI does that calls the installer. What they are told is not what the client is told.
 */
export class InnerEngines {
  /** Of the client's own engine, while its UI sequence runs. */
  #own: string | undefined;
  /** By thread, whether it was refused. */
  readonly #open = new Map<string, boolean>();
  #hasRefused = false;

  sequenceRuns(thread: string, ui: boolean): void {
    if (ui) this.#own ??= thread;
  }

  /** The client's own engine has returned. */
  returned(): void {
    this.#own = undefined;
    this.#open.clear();
  }

  /** Whether a line of the client is of an engine inside, and tells of that one's call only. */
  owns(thread: string, said: EngineText): boolean {
    if (this.#own === undefined) return false;
    if (said.type === 'run-engine' && thread !== this.#own) this.#open.set(thread, false);
    return (
      this.#open.has(thread) &&
      (said.type === 'run-engine' ||
        said.type === 'none-or-basic' ||
        said.type === 'could-not-grab' ||
        said.type === 'message-1500' ||
        said.type === 'back' ||
        said.type === 'returning')
    );
  }

  /** Whether the line is the first that tells of a refusal of that engine. */
  isRefusal(thread: string, said: EngineText): boolean {
    const wasRefused = this.#open.get(thread) === true;
    const isOne =
      said.type === 'could-not-grab' ||
      said.type === 'message-1500' ||
      ((said.type === 'returning' || said.type === 'back') && said.code === ERROR_INSTALL_ALREADY_RUNNING);
    if (said.type === 'returning') this.#open.delete(thread);
    else if (isOne) this.#open.set(thread, true);
    if (isOne) this.#hasRefused = true;
    return isOne && !wasRefused;
  }

  /** Whether one inside was refused since this was asked last: its custom action then returns the same. */
  takeRefused(): boolean {
    const had = this.#hasRefused;
    this.#hasRefused = false;
    return had;
  }
}
