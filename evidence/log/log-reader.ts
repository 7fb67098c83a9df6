import { ChunkDecoder } from '../text/decoder.ts';
import { nameOfEncoding } from '../text/encoding.ts';
import type { Detected } from '../text/encoding.ts';
import { LineSplitter } from '../text/line-splitter.ts';
import type { LineCounts, LogReading, UnreadCounts } from './story.ts';
import { readActionInAnyLanguage, readActionLine } from './action-line.ts';
import { readLoosePrefix, readPrefix, skipMargin } from './engine-prefix.ts';
import type { EnginePrefix } from './engine-prefix.ts';
import {
  isKeptProperty,
  isMessage1500,
  readCustomActionCode,
  readEngineText,
  mayBeMessage1500,
  mayEndInStatus,
  readStatusRecord,
  withKept,
} from './engine-text.ts';
import type { EngineText } from './engine-text.ts';
import { readHeaderLine } from './header-line.ts';
import { inOtherEncoding } from './other-encoding.ts';
import { findInMargin } from './margin.ts';
import { HEAD, isMessageHead, MESSAGE, PROPERTY } from './line-shapes.ts';
import { ColourFilter, endOfLine } from './markup.ts';
import { isWholeNumber, ofUnended } from './unended.ts';
import { OpenSessions } from './open-sessions.ts';

/**
 * Reads one log as it goes by, however long: what is kept is the stories of its calls and the counts of
 * its lines. Feed it with bytes, then take the {@link finish | reading}.
 */
export class LogReader {
  readonly #detected: Detected;
  readonly #decoder: ChunkDecoder;
  readonly #colours = new ColourFilter();
  readonly #splitter: LineSplitter;
  readonly #read: LineCounts = { engine: 0, action: 0, property: 0, header: 0, record: 0, blank: 0 };
  readonly #unread: UnreadCounts = { engine: 0, action: 0, header: 0, text: 0, overlong: 0 };
  readonly #prefix: EnginePrefix = { who: '', process: '', thread: '', time: 0, text: 0 };
  readonly #sessions = new OpenSessions();
  /** Whether lines stand behind a margin, such as the time at which a build server took them down. */
  #hasMargin: boolean | undefined;
  #line = 0;
  #isLastWithoutEnd = false;

  constructor(detected: Detected) {
    this.#detected = detected;
    this.#decoder = new ChunkDecoder(detected);
    this.#splitter = new LineSplitter((text, start, end) => this.#onLine(text, start, end));
  }

  push(bytes: Uint8Array): void {
    for (const text of this.#decoder.pieces(bytes)) this.#splitter.push(this.#colours.push(text));
  }

  finish(): LogReading {
    this.#splitter.push(this.#colours.end());
    this.#isLastWithoutEnd = true;
    this.#splitter.end();
    const sessions = this.#sessions.finish(this.#line);
    this.#unread.overlong = this.#splitter.overlong;
    return {
      encoding: nameOfEncoding(this.#detected),
      lines: this.#line,
      read: this.#read,
      unread: this.#unread,
      sessions,
      callsDropped: this.#sessions.dropped,
    };
  }

  #onLine(text: string, start: number, whole: number): void {
    this.#line++;
    const end = endOfLine(text, start, whole);
    const at = skipMargin(text, start, end);
    if (at === end) this.#read.blank++;
    else if (this.#isKnown(text, at, end)) this.#hasMargin ??= false;
    else this.#other(text, at, end);
  }

  /** Reads a line by its first characters; `false` when they are none that are known. */
  #isKnown(text: string, at: number, end: number): boolean {
    if (readPrefix(text, at, end, this.#prefix)) {
      this.#engine(text, end);
      return true;
    }
    switch (text.charCodeAt(at)) {
      case 61: // =
        if (!text.startsWith('===', at)) return false;
        this.#header(this.#decoder.keep(text.slice(at, end)));
        return true;
      case 65: // A
        if (!text.startsWith('Action ', at)) return false;
        this.#action(text, at, end);
        return true;
      case 80: // P
        if (!text.startsWith('Property(', at)) return false;
        this.#property(text, at, end);
        return true;
      case 42: // *
        if (!text.startsWith('******', at)) return false;
        this.#runEngine(this.#decoder.keep(text.slice(at, end)));
        return true;
      case 67: // C
        if (!text.startsWith('CustomAction ', at)) return false;
        this.#customAction(this.#decoder.keep(text.slice(at, end)));
        return true;
      case 68: // D, E, I
      case 69:
      case 73:
        if (!isMessageHead(text, at)) return false;
        this.#message(this.#decoder.keep(text.slice(at, end)));
        return true;
      default:
        return false;
    }
  }

  #engine(text: string, end: number): void {
    this.#read.engine++;
    const { who, process, thread, time, text: at } = this.#prefix;
    const session = this.#sessions.ofEngine(this.#line, who, process, thread, text.startsWith('*', at));
    const whole = readEngineText(text, at, end) ?? this.#wordedIn(text, at, end);
    const said = this.#isLastWithoutEnd && whole !== undefined ? ofUnended(whole) : whole;
    const kept = said === undefined ? undefined : withKept(said, (piece) => this.#decoder.keep(piece));
    session.engine(this.#line, who, process, thread, time, kept);
  }

  /** What is told in the user's language: message 1500, or a record. */
  #wordedIn(text: string, at: number, end: number): EngineText | undefined {
    if (mayBeMessage1500(text, at, end) && isMessage1500(this.#decoder.keep(text.slice(at, end))))
      return { type: 'message-1500', product: null };
    return mayEndInStatus(text, at, end)
      ? readStatusRecord(this.#decoder.keep(text.slice(at, end)))
      : undefined;
  }

  #header(line: string): void {
    const header = readHeaderLine(line);
    if (header === undefined) {
      this.#unread.header++;
      return;
    }
    this.#read.header++;
    const begins =
      header.type === 'verbose-started' ||
      ((header.type === 'started' || header.type === 'dated') && this.#sessions.hasStopped);
    const session = begins ? this.#sessions.begin(this.#line) : this.#sessions.current(this.#line);
    session.header(this.#line, header);
  }

  #action(text: string, at: number, end: number): void {
    const action = readActionLine(this.#decoder.keep(text.slice(at, end)));
    if (action === undefined) {
      this.#unread.action++;
      return;
    }
    this.#read.action++;
    this.#sessions.current(this.#line).action(this.#line, action);
  }

  #property(text: string, at: number, end: number): void {
    this.#read.property++;
    const blank = text.indexOf(' ', at + 13);
    if (blank < 0 || !isKeptProperty(text.slice(at + 13, blank))) return;
    const found = PROPERTY.exec(this.#decoder.keep(text.slice(at, end)));
    const [, , name = '', value = ''] = found ?? [];
    // Not a nested installation's own, which is dumped as N.
    if (found !== null && found[1] !== 'N' && !this.#isLastWithoutEnd)
      this.#sessions.current(this.#line).property(name, value.trim());
  }

  #runEngine(line: string): void {
    this.#read.record++;
    const product = /^[*\\]+ Product:\s*(.*)$/.exec(line)?.[1];
    if (product !== undefined && !this.#isLastWithoutEnd)
      this.#sessions.current(this.#line).runEngineProduct(product.trim().replace(/"+$/, ''));
  }

  #customAction(line: string): void {
    const said = readCustomActionCode(line);
    if (said?.type !== 'custom-action-code') {
      this.#unread.text++;
      return;
    }
    this.#read.record++;
    this.#sessions.current(this.#line).customActionCode(this.#line, said.name, said.code, said.isIgnored);
  }

  #message(line: string): void {
    this.#read.record++;
    if (!MESSAGE.test(line)) return;
    this.#sessions.current(this.#line).message(this.#line, line.slice(0, 300));
    if (isMessage1500(line)) this.#sessions.current(this.#line).message1500(this.#line);
  }

  #other(text: string, at: number, end: number): void {
    const line = text.slice(at, end);
    const others = inOtherEncoding(line, this.#detected.encoding);
    if (others !== undefined) {
      for (const [index, other] of others.entries()) this.#inOtherEncoding(other, index > 0);
      return;
    }
    const margin = this.#hasMargin === false ? undefined : findInMargin(line);
    if (margin !== undefined && this.#isKnown(text, at + margin, end)) {
      this.#hasMargin = true;
      return;
    }
    if (line.includes('MSI (')) {
      if (readLoosePrefix(text, at, end, this.#prefix)) this.#engine(text, end);
      else this.#unread.engine++;
      return;
    }
    this.#localised(line);
  }

  /** A line that a program appended in another encoding. */
  #inOtherEncoding(line: string, isOneMore: boolean): void {
    if (isOneMore) this.#line++;
    const start = skipMargin(line, 0, line.length);
    if (start === line.length) this.#read.blank++;
    else if (!this.#isKnown(line, start, line.length)) this.#unread.text++;
  }

  /** What the package or the system words, in whatever language. */
  #localised(line: string): void {
    const action = /\d[:.]\d\d[:.]\d\d/.test(line.slice(0, HEAD + 16))
      ? readActionInAnyLanguage(this.#decoder.keep(line))
      : undefined;
    if (action !== undefined) {
      this.#read.action++;
      this.#sessions.current(this.#line).action(this.#line, action);
    } else if (mayBeMessage1500(line, 0, line.length) && isMessage1500(this.#decoder.keep(line))) {
      this.#read.record++;
      this.#sessions.current(this.#line).message1500(this.#line);
    } else if (mayEndInStatus(line, 0, line.length) && this.#record(this.#decoder.keep(line))) {
      this.#read.record++;
    } else {
      this.#unread.text++;
    }
  }

  #record(line: string): boolean {
    const said = readStatusRecord(line);
    if (said?.type !== 'status-record') return false;
    if (this.#isLastWithoutEnd && !isWholeNumber(said.status)) return false;
    this.#sessions.current(this.#line).status(this.#line, said.product, said.status);
    return true;
  }
}
