import { match } from 'ts-pattern';
import { BlockTextScanner } from '../events/block-text.ts';
import { RecordCollector } from '../events/collector.ts';
import { CsvReader } from '../events/csv.ts';
import { JsonScanner } from '../events/json.ts';
import { PowerShellXmlScanner } from '../events/powershell-xml.ts';
import { SOURCE } from '../events/record.ts';
import type { EventsReading } from '../events/reading.ts';
import { RenderedTextScanner } from '../events/rendered-text.ts';
import { XmlScanner } from '../events/xml.ts';
import { LogReader } from '../log/log-reader.ts';
import { isEscapedLog, unescaped } from '../text/escaped.ts';
import { foreignHint } from './foreign.ts';
import { RefusedError } from '../text/refused-error.ts';
import type { LogReading } from '../log/story.ts';
import { decodeText } from '../text/decoder.ts';
import { detectEncoding, nameOfEncoding } from '../text/encoding.ts';
import type { Detected } from '../text/encoding.ts';
import { LineSplitter } from '../text/line-splitter.ts';
import { sniff } from './sniff.ts';
import type { Source } from '../text/source.ts';

/** What one file turned out to be. */
export type FileReading =
  | { readonly kind: 'log'; readonly file: string; readonly log: LogReading }
  | { readonly kind: 'events'; readonly file: string; readonly events: EventsReading }
  /** `reason` completes the sentence "FILE …". */
  | { readonly kind: 'refused'; readonly file: string; readonly reason: string };

/** Enough to know encoding and kind by. */
const HEAD = 64 * 1024;

/**
 * Reads one file of whatever kind, to its end or as far as it goes. Never throws for what a file holds:
 * one bad file does not stop the others.
 * @param onBytes is told how many bytes more were read
 */
export const readSource = async (
  source: Source,
  onBytes: (count: number) => void = () => {},
): Promise<FileReading> => {
  try {
    return await readWhole(source, onBytes);
  } catch (error) {
    if (error instanceof RefusedError) return { kind: 'refused', file: source.name, reason: error.message };
    if (error instanceof Error && 'code' in error) {
      return {
        kind: 'refused',
        file: source.name,
        reason: `cannot be read (${String(error.code)}): check that it exists and that you may read it`,
      };
    }
    throw error;
  }
};

const readWhole = async (source: Source, onBytes: (count: number) => void): Promise<FileReading> => {
  const chunks = counted(source.open(), onBytes);
  const { head, rest } = await peel(chunks);
  if (head.length === 0) throw new RefusedError('is empty: nothing to read');
  const detected = detectEncoding(head.subarray(0, 4096));
  if ('refused' in detected) throw new RefusedError(detected.refused);
  const text = await headText(head, detected);
  const file = source.name;
  const foreign = foreignHint(text);
  // What it tells of a refusal may stand far down.
  if (foreign !== undefined) throw new RefusedError(foreign(await textOf(decodeText(rest, detected))));
  if (isEscapedLog(text)) return { kind: 'log', file, log: await readEscapedLog(rest, detected) };
  const kind = sniff(text);
  if (kind.kind === 'log') return { kind: 'log', file, log: await readLog(rest, detected) };
  if (kind.kind === 'unknown') {
    // A log may begin with anything, such as what a script printed before it.
    const log = await readLog(rest, detected);
    if (log.read.engine + log.read.action + log.read.header > 0) return { kind: 'log', file, log };
    const overlong =
      log.unread.overlong > 0 ? ` (${log.unread.overlong} of its lines are longer than can be read)` : '';
    throw new RefusedError(
      `holds neither lines of an MSI log nor MsiInstaller records${overlong}: make a log with "msiexec /l*v FILE.log" or export events with "wevtutil qe Application /f:xml"`,
    );
  }
  const into = new RecordCollector();
  const lines = await match(kind)
    .with({ kind: 'xml' }, () => readXml(decodeText(rest, detected), new XmlScanner(into)))
    .with({ kind: 'powershell-xml' }, () =>
      readXml(decodeText(rest, detected), new PowerShellXmlScanner(into)),
    )
    .with({ kind: 'json' }, () => readJson(decodeText(rest, detected), into))
    .with({ kind: 'csv' }, ({ separator }) => readCsv(decodeText(rest, detected), separator, into))
    .with({ kind: 'text' }, () => readText(decodeText(rest, detected), new RenderedTextScanner(into), into))
    .with({ kind: 'blocks' }, () => readText(decodeText(rest, detected), new BlockTextScanner(into), into))
    .exhaustive();
  const form = kind.kind === 'powershell-xml' ? 'xml' : kind.kind === 'blocks' ? 'text' : kind.kind;
  const events = into.finish(form, nameOfEncoding(detected), lines);
  if (events.records.length + events.restarts.length === 0) throw new RefusedError(whyNoRecord(events, text));
  return { kind: 'events', file, events };
};

const whyNoRecord = ({ others, unread, form }: EventsReading, head: string): string =>
  `${
    head.includes(SOURCE) && others + unread.record + unread.overlong === 0
      ? `has records of MsiInstaller in a form of ${form.toUpperCase()} that is not known`
      : `looks like an event export (${form}) but holds no MsiInstaller record that tells of an installation (${others} other records, ${
          unread.record + unread.overlong
        } that cannot be read)`
  }: export with "wevtutil qe Application /q:*[System[Provider[@Name='MsiInstaller']]] /f:xml"`;

const readLog = async (chunks: AsyncIterable<Uint8Array>, detected: Detected): Promise<LogReading> => {
  const reader = new LogReader(detected);
  for await (const chunk of chunks) reader.push(chunk);
  return reader.finish();
};

/** Read as text and encoded again, since the reader takes bytes. */
const readEscapedLog = async (chunks: AsyncIterable<Uint8Array>, detected: Detected): Promise<LogReading> => {
  const reader = new LogReader({ encoding: 'utf-8', bom: false });
  const encoder = new TextEncoder();
  for await (const part of unescaped(decodeText(chunks, detected))) reader.push(encoder.encode(part));
  return { ...reader.finish(), encoding: `${nameOfEncoding(detected)}, escaped as in JSON` };
};

const readXml = async (
  text: AsyncIterable<string>,
  scanner: XmlScanner | PowerShellXmlScanner,
): Promise<number> => {
  for await (const part of text) scanner.push(part);
  scanner.finish();
  return scanner.lines;
};

const readJson = async (text: AsyncIterable<string>, into: RecordCollector): Promise<number> => {
  const scanner = new JsonScanner(into);
  for await (const part of text) scanner.push(part);
  scanner.finish();
  return scanner.line;
};

const readCsv = async (
  text: AsyncIterable<string>,
  separator: string,
  into: RecordCollector,
): Promise<number> => {
  const reader = new CsvReader(separator, into);
  for await (const part of text) reader.push(part);
  reader.finish();
  return reader.lines;
};

const readText = async (
  text: AsyncIterable<string>,
  scanner: RenderedTextScanner | BlockTextScanner,
  into: RecordCollector,
): Promise<number> => {
  let line = 0;
  const splitter = new LineSplitter((whole, start, end) => {
    line++;
    scanner.line(line, whole.slice(start, end));
  });
  for await (const part of text) splitter.push(part);
  splitter.end();
  scanner.finish();
  into.unread.overlong += splitter.overlong;
  return line;
};

const counted = async function* (
  chunks: AsyncIterable<Uint8Array>,
  onBytes: (count: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    onBytes(chunk.length);
    yield chunk;
  }
};

/** The first bytes, and everything once more. */
const peel = async (
  chunks: AsyncGenerator<Uint8Array>,
): Promise<{ head: Uint8Array; rest: AsyncGenerator<Uint8Array> }> => {
  const taken: Uint8Array[] = [];
  let length = 0;
  while (length < HEAD) {
    const next = await chunks.next();
    if (next.done === true) break;
    taken.push(next.value);
    length += next.value.length;
  }
  const rest = async function* (): AsyncGenerator<Uint8Array> {
    yield* taken;
    yield* chunks;
  };
  return { head: joined(taken).subarray(0, HEAD), rest: rest() };
};

/** More than such logs have; what is beyond it is not looked at. */
const FOREIGN_CAP = 16_000_000;

const textOf = async (parts: AsyncIterable<string>): Promise<string> => {
  let text = '';
  for await (const part of parts) {
    text += part;
    if (text.length > FOREIGN_CAP) break;
  }
  return text;
};

const headText = async (head: Uint8Array, detected: Detected): Promise<string> => {
  const one = async function* (): AsyncGenerator<Uint8Array> {
    yield head;
  };
  return textOf(decodeText(one(), detected));
};

const joined = (parts: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};
