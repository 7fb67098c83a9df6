import { SaxesParser } from 'saxes';
import { RefusedError } from '../text/refused-error.ts';
import type { RecordCollector } from './collector.ts';
import { parseMoment } from './moment.ts';
import type { RawRecord } from './record.ts';

/** Longer than any record: 31,839 characters is the most Windows takes in one string. */
const RECORD_LENGTH_CAP = 1_000_000;
const OPENING = '<Event';
const CLOSING = '</Event>';

/**
 * Finds the records in XML as wevtutil, Get-WinEvent and Event Viewer give it: with a root or without,
 * on one line or copied with the viewer's `- ` before each element. Each record is parsed alone, so that
 * a damaged one costs nothing else. A document type is refused: no export has one, and it is where
 * entities come from.
 */
export class XmlScanner {
  lines = 0;
  readonly #into: RecordCollector;
  #buffer = '';
  #line = 1;
  #skipping = false;

  constructor(into: RecordCollector) {
    this.#into = into;
  }

  /** @throws {RefusedError} at a document type or entity declaration */
  push(text: string): void {
    this.#buffer += text;
    for (;;) {
      const start = this.#skipping ? 0 : this.#findOpening();
      if (start < 0) return this.#dropAllBut(OPENING.length + 1);
      if (!this.#skipping) this.#drop(start);
      const end = this.#buffer.indexOf(CLOSING);
      if (end < 0) {
        if (this.#buffer.length <= RECORD_LENGTH_CAP) return;
        if (!this.#skipping) this.#into.unread.overlong++;
        this.#skipping = true;
        return this.#dropAllBut(CLOSING.length);
      }
      const length = end + CLOSING.length;
      if (!this.#skipping) this.#parse(this.#buffer.slice(0, length));
      this.#skipping = false;
      this.#drop(length);
    }
  }

  finish(): void {
    if (!this.#skipping && this.#findOpening() >= 0) this.#into.unread.record++;
    this.lines = this.#line;
  }

  /** `<Event` that is not `<Events` or `<EventData`. */
  #findOpening(): number {
    let at = this.#buffer.indexOf(OPENING);
    while (at >= 0 && !/[\s>]/.test(this.#buffer.charAt(at + OPENING.length))) {
      if (at + OPENING.length >= this.#buffer.length) return -1;
      at = this.#buffer.indexOf(OPENING, at + 1);
    }
    return at;
  }

  #drop(length: number): void {
    const gone = this.#buffer.slice(0, length);
    if (!gone.startsWith(OPENING) && /<!(?:DOCTYPE|ENTITY)/i.test(gone)) {
      throw new RefusedError(
        `declares a document type or an entity (line ${this.#line}), which no event export does: it was not read`,
      );
    }
    for (let at = gone.indexOf('\n'); at >= 0; at = gone.indexOf('\n', at + 1)) this.#line++;
    this.#buffer = this.#buffer.slice(length);
  }

  #dropAllBut(kept: number): void {
    // A declaration that is cut by the end of a chunk must still be seen, hence the wider tail.
    const tail = Math.max(kept, 16);
    if (this.#buffer.length > tail) this.#drop(this.#buffer.length - tail);
  }

  #parse(xml: string): void {
    try {
      const { raw, source } = parseEvent(xml, this.#line);
      this.#into.add(raw, source);
    } catch {
      this.#into.unread.record++;
    }
  }
}

/** Control characters are no XML, and custom actions write them. */
const CONTROLS = /(?![\t\n\r])\p{Cc}|&#(?:x0*1?[0-9a-f]|0*[12]?\d|0*3[01]);/giu;

const parseEvent = (xml: string, line: number): { raw: RawRecord; source: string | undefined } => {
  const parser = new SaxesParser({});
  const data: string[] = [];
  const single = new Map<string, string>();
  let [source, time, text] = ['', '', ''];
  parser.on('opentag', ({ name, attributes }) => {
    text = '';
    // Rendered text has a Provider of its own, without a name.
    if (name === 'Provider') source ||= attributes['Name'] ?? attributes['EventSourceName'] ?? '';
    if (name === 'TimeCreated') time = attributes['SystemTime'] ?? '';
  });
  parser.on('text', (part) => {
    text += part;
  });
  parser.on('closetag', ({ name }) => {
    if (name === 'Data') data.push(text.trim());
    else single.set(name, text.trim());
    text = '';
  });
  parser.write(xml.replaceAll(CONTROLS, ' ')).close();
  // EvtxECmd puts all strings into one.
  const isJoined = data.length === 1 && data[0]?.includes(', ') === true;
  const record = Number.parseInt(single.get('EventRecordID') ?? '', 10);
  const raw: RawRecord = {
    id: Number.parseInt(single.get('EventID') ?? '', 10),
    // By the schema of events it is UTC, whether a tool keeps the Z or not.
    moment: parseMoment(/^\d{4}-\d\d-\d\d[T ][\d:.]+$/.test(time.trim()) ? `${time.trim()}Z` : time),
    record: Number.isNaN(record) ? null : record,
    computer: single.get('Computer') ?? null,
    data: isJoined ? [] : data,
    joined: isJoined ? (data[0] ?? null) : null,
    message: single.get('Message') ?? '',
    line,
  };
  return { raw, source };
};
