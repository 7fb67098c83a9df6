import type { Operation } from '../../spec/index.ts';
import { operationOf } from '../../oracle/index.ts';
import type { HistoryEvent, UnstampedEvent } from '../../oracle/index.ts';
import { eventOf } from './history-events.ts';

/** An event line. `operation` is what an invocation asks for. */
export interface ReadEvent {
  readonly event: HistoryEvent;
  readonly operation: Operation | undefined;
}

/** An event without its number and time. */
interface Said {
  readonly said: UnstampedEvent;
  readonly operation: Operation | undefined;
}

/** The beginning of a line as we write it: the one part that no two lines have in common. */
const STAMP = /^\{"seq":(0|[1-9]\d*),"at":((?:0|[1-9]\d*)(?:\.\d+)?),/;
const MOST_KNOWN = 4096;

/**
 * Reads event lines. What one says has most often been said before: that is parsed and validated once, and
 * its objects are shared, so a long history takes little memory.
 */
export class EventReader {
  readonly #known = new Map<string, Said>();

  /** A line that differs from an earlier one in number and time alone. */
  known(text: string): ReadEvent | undefined {
    const stamp = STAMP.exec(text);
    const known = stamp === null ? undefined : this.#known.get(text.slice(stamp[0].length));
    if (known === undefined) return undefined;
    const { said, operation } = known;
    return { event: { seq: Number(stamp?.[1]), at: Number(stamp?.[2]), ...said }, operation };
  }

  /** @throws {BadInputError} naming the place, for what is no event */
  read(value: unknown, text: string, place: string): ReadEvent {
    const event = eventOf(value, place);
    const operation = event.kind === 'invoke' ? operationOf(event) : undefined;
    const { seq, at, ...said } = event;
    const stamp = STAMP.exec(text);
    if (Number(stamp?.[1]) === seq && Number(stamp?.[2]) === at && this.#known.size < MOST_KNOWN) {
      // A copy: a part of a string would keep the whole of it.
      const rest = Buffer.from(text.slice(stamp?.[0].length)).toString();
      this.#known.set(rest, { said, operation });
    }
    return { event, operation };
  }
}
