import { SaxesParser } from 'saxes';
import { RefusedError } from '../text/refused-error.ts';
import type { RecordCollector } from './collector.ts';
import { parseMoment } from './moment.ts';

const OBJECTS: ReadonlySet<string> = new Set(['Obj', 'Object']);
/** Longer than any message, and deeper than any object: beyond it the file is no export. */
const VALUE_LENGTH_CAP = 1_000_000;
const DEEPEST = 100;
/** How much is parsed before the limits are looked at again. */
const STEP = 4096;

/** Whether a text begins as Export-Clixml or ConvertTo-Xml does. */
export const isPowerShellXml = (head: string): boolean =>
  /^\s*(?:#< CLIXML\s*)?(?:<\?xml[^>]*>\s*)?<(?:Objs|Objects)[\s>]/.test(head);

/**
 * Reads the objects of Get-WinEvent as Export-Clixml (`<S N="Message">`) and ConvertTo-Xml
 * (`<Property Name="Message">`) write them. Each outermost object is a record.
 */
export class PowerShellXmlScanner {
  readonly #into: RecordCollector;
  readonly #parser = new SaxesParser({});
  readonly #names: string[] = [];
  #depth = 0;
  #line = 1;
  #text = '';
  #fields = new Map<string, string>();
  #values: string[] = [];
  #isBroken = false;
  #sinceTag = 0;

  constructor(into: RecordCollector) {
    this.#into = into;
    this.#parser.on('doctype', () => {
      throw new RefusedError(
        `declares a document type (line ${this.#parser.line}), which no event export does: it was not read`,
      );
    });
    this.#parser.on('error', () => {
      this.#isBroken = true;
    });
    this.#parser.on('opentag', ({ name, attributes }) => {
      if (OBJECTS.has(name) && this.#depth++ === 0) this.#line = this.#parser.line;
      this.#names.push(OBJECTS.has(name) ? '' : (attributes['N'] ?? attributes['Name'] ?? '').toLowerCase());
      this.#text = '';
      if (this.#names.length > DEEPEST) this.#isBroken = true;
    });
    this.#parser.on('text', (part) => {
      this.#text += part;
    });
    this.#parser.on('closetag', ({ name }) => this.#close(name));
  }

  get lines(): number {
    return this.#parser.line;
  }

  /** @throws {RefusedError} at a document type */
  push(text: string): void {
    // What follows damage cannot be told apart any more.
    for (let at = 0; at < text.length && !this.#isBroken; at += STEP) {
      const part = text.slice(at, at + STEP);
      this.#sinceTag = part.includes('<') ? 0 : this.#sinceTag + part.length;
      if (this.#sinceTag > VALUE_LENGTH_CAP) this.#isBroken = true;
      else this.#parser.write(part);
    }
  }

  finish(): void {
    if (this.#isBroken || this.#depth > 0) {
      this.#into.unread.record++;
      this.#into.note(`the XML cannot be read on after line ${this.lines}`);
    }
  }

  #close(name: string): void {
    const field = this.#names.pop() ?? '';
    const value = unescaped(this.#text).trim();
    this.#text = '';
    if (OBJECTS.has(name)) {
      if (--this.#depth === 0) this.#take();
    } else if (this.#depth > 1 && field === 'value') this.#values.push(value);
    else if (this.#depth === 1 && field !== '') this.#fields.set(field, value);
  }

  #take(): void {
    const fields = this.#fields;
    const record = Number(fields.get('recordid') ?? fields.get('index'));
    this.#into.add(
      {
        id: Number(fields.get('id') ?? fields.get('eventid') ?? Number.NaN) & 0xffff,
        moment: parseMoment(fields.get('timecreated') ?? fields.get('timegenerated') ?? ''),
        record: Number.isInteger(record) && record > 0 ? record : null,
        computer: fields.get('machinename') ?? null,
        data: this.#values,
        joined: null,
        message: fields.get('message') ?? '',
        line: this.#line,
      },
      fields.get('providername') ?? fields.get('source'),
    );
    this.#fields = new Map();
    this.#values = [];
  }
}

/** Clixml writes characters that XML does not take as `_x000D_`. */
const unescaped = (text: string): string =>
  text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
