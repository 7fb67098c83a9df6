import { ChunkDecoder } from '../text/decoder.ts';
import { nameOfEncoding } from '../text/encoding.ts';
import type { Detected } from '../text/encoding.ts';
import { LineSplitter } from '../text/line-splitter.ts';
import type { LineCounts, LogReading, Session, UnreadCounts } from '../story.ts';
import { readActionLine } from './action-line.ts';
import { readLoosePrefix, readPrefix, skipMargin } from './engine-prefix.ts';
import type { EnginePrefix } from './engine-prefix.ts';
import { isKeptProperty, readCustomActionCode, readEngineText, readStatusRecord } from './engine-text.ts';
import type { EngineText } from './engine-text.ts';
import { readHeaderLine } from './header-line.ts';
import { SessionBuilder } from './session-builder.ts';

/** A message that the engine wrote for the user: `Error 1925. …`. */
const MESSAGE = /^(?:Error|Internal Error) \d+\./;
/** `Property(S): NAME = value`. */
const PROPERTY = /^Property\((\w)\): (\w+) = (.*)$/;

/** More calls than any one log has; beyond it they are counted, so that memory stays constant. */
const CALL_CAP = 20_000;

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/**
 * Reads one log as it goes by, however long: what is kept is the stories of its calls and the counts of
 * its lines. Feed it with bytes, then take the {@link finish | reading}.
 */
export class LogReader {
  readonly #detected: Detected;
  readonly #decoder: ChunkDecoder;
  readonly #splitter: LineSplitter;
  readonly #read: LineCounts = { engine: 0, action: 0, property: 0, header: 0, record: 0, blank: 0 };
  readonly #unread: UnreadCounts = { engine: 0, action: 0, header: 0, text: 0, overlong: 0 };
  readonly #prefix: EnginePrefix = { who: '', process: '', thread: '', time: 0, text: 0 };
  readonly #sessions: Session[] = [];
  #session: SessionBuilder | undefined;
  #line = 0;
  #callsDropped = 0;

  constructor(detected: Detected) {
    this.#detected = detected;
    this.#decoder = new ChunkDecoder(detected);
    this.#splitter = new LineSplitter((text, start, end) => this.#onLine(text, start, end));
  }

  push(bytes: Buffer): void {
    this.#splitter.push(this.#decoder.decode(bytes));
  }

  finish(): LogReading {
    this.#splitter.end();
    this.#closeSession(this.#line);
    this.#unread.overlong = this.#splitter.overlong;
    return {
      encoding: nameOfEncoding(this.#detected),
      lines: this.#line,
      read: this.#read,
      unread: this.#unread,
      sessions: this.#sessions,
      callsDropped: this.#callsDropped,
    };
  }

  #onLine(text: string, start: number, end: number): void {
    this.#line++;
    const at = skipMargin(text, start, end);
    if (at === end) {
      this.#read.blank++;
      return;
    }
    if (readPrefix(text, at, end, this.#prefix)) {
      this.#engine(text, end);
      return;
    }
    switch (text.charCodeAt(at)) {
      case 61: // =
        if (text.startsWith('===', at)) return this.#header(this.#decoder.keep(text.slice(at, end)));
        break;
      case 65: // A
        if (text.startsWith('Action ', at)) return this.#action(text, at, end);
        break;
      case 80: // P
        if (text.startsWith('Property(', at)) return this.#property(text, at, end);
        break;
      case 42: // *
        if (text.startsWith('******', at)) return this.#runEngine(this.#decoder.keep(text.slice(at, end)));
        break;
      case 67: // C
        if (text.startsWith('CustomAction ', at))
          return this.#customAction(this.#decoder.keep(text.slice(at, end)));
        break;
      case 69: // E
      case 73: // I
      case 68: // D
        if (
          text.startsWith('Error ', at) ||
          text.startsWith('Internal Error ', at) ||
          text.startsWith('DEBUG: Error', at)
        ) {
          return this.#message(this.#decoder.keep(text.slice(at, end)));
        }
        break;
      default:
    }
    this.#other(text, at, end);
  }

  #engine(text: string, end: number): void {
    this.#read.engine++;
    const { who, process, thread, time, text: at } = this.#prefix;
    if (who === 'c' && this.#session?.clientReturned === true && text.startsWith('*', at))
      this.#closeSession(this.#line - 1);
    // The few texts that matter are cut out and decoded; they are short but for a package's path.
    const said = readEngineText(text, at, end) ?? this.#statusOf(text, at, end);
    this.#current().engine(
      this.#line,
      who,
      process,
      thread,
      time,
      said === undefined ? undefined : this.#decoded(said),
    );
  }

  /** A record's sentence ends in a status, behind a colon; cheap tests first. */
  #statusOf(text: string, at: number, end: number): EngineText | undefined {
    let last = end - 1;
    // A blank, a full stop, or the three bytes of a full stop of East Asia.
    for (let skipped = 0; skipped < 5 && last > at && !isDigit(text.charCodeAt(last)); skipped++) last--;
    // The sentence of a refusal ends in 1618.
    return text.startsWith('1618', last - 3)
      ? readStatusRecord(this.#decoder.keep(text.slice(at, end)))
      : undefined;
  }

  #decoded(said: EngineText): EngineText {
    const keep = (value: string): string => this.#decoder.keep(value);
    if (said.type === 'server-transaction' || said.type === 'package-opened')
      return { ...said, package: keep(said.package) };
    if (said.type === 'property') return { ...said, name: keep(said.name), value: keep(said.value) };
    if (said.type === 'doing-action') return { ...said, name: keep(said.name) };
    if (said.type === 'product-code') return { ...said, code: keep(said.code) };
    return said;
  }

  #header(line: string): void {
    const header = readHeaderLine(line);
    if (header === undefined) {
      this.#unread.header++;
      return;
    }
    this.#read.header++;
    const session = this.#session;
    const begins =
      header.type === 'verbose-started' ||
      (header.type === 'started' && session !== undefined && session.stopped);
    if (begins && session !== undefined) this.#closeSession(this.#line - 1);
    this.#current().header(this.#line, header);
  }

  #action(text: string, at: number, end: number): void {
    const action = readActionLine(this.#decoder.keep(text.slice(at, end)));
    if (action === undefined) {
      this.#unread.action++;
      return;
    }
    this.#read.action++;
    this.#current().action(this.#line, action);
  }

  #property(text: string, at: number, end: number): void {
    this.#read.property++;
    const blank = text.indexOf(' ', at + 13);
    if (blank < 0 || !isKeptProperty(text.slice(at + 13, blank))) return;
    const found = PROPERTY.exec(this.#decoder.keep(text.slice(at, end)));
    const [, , name = '', value = ''] = found ?? [];
    // Not a nested installation's own, which is dumped as N.
    if (found !== null && found[1] !== 'N') this.#current().property(name, value.trim());
  }

  #runEngine(line: string): void {
    this.#read.record++;
    const product = /^[*\\]+ Product:\s*(.*)$/.exec(line)?.[1];
    if (product !== undefined) this.#current().runEngineProduct(product.trim());
  }

  #customAction(line: string): void {
    const said = readCustomActionCode(line);
    if (said?.type !== 'custom-action-code') {
      this.#unread.text++;
      return;
    }
    this.#read.record++;
    this.#current().customActionCode(this.#line, said.name, said.code);
  }

  #message(line: string): void {
    this.#read.record++;
    if (MESSAGE.test(line)) this.#current().message(this.#line, line.slice(0, 300));
  }

  #other(text: string, at: number, end: number): void {
    const inside = text.indexOf('MSI (', at);
    if (inside >= 0 && inside < end) {
      if (readLoosePrefix(text, at, end, this.#prefix)) this.#engine(text, end);
      else this.#unread.engine++;
      return;
    }
    this.#unread.text++;
  }

  #current(): SessionBuilder {
    return (this.#session ??= new SessionBuilder(this.#line));
  }

  #closeSession(endLine: number): void {
    if (this.#session !== undefined) {
      if (this.#sessions.length < CALL_CAP) this.#sessions.push(this.#session.finish(endLine));
      else this.#callsDropped++;
    }
    this.#session = undefined;
  }
}
