import type { RecordCollector } from './collector.ts';
import { fieldOf, rawOf } from './fields.ts';
import type { Field } from './fields.ts';
import { parseMoment } from './moment.ts';

/** `EventCode=1040`, as Splunk keeps events, whose message goes on to the next record, and as WMI lists them. */
const PAIR = /^([A-Za-z_]\w*)=(.*)$/;
/** `[02370] MsiInstaller` of PsLogList, and the fields below it, of which one line may have two. */
const HEAD = /^\[(\d+)\]\s+(\S+)\s*$/;
const LABELLED = /([A-Z]\w*):\s+(.*?)(?=\s{2,}[A-Z]\w*:|$)/g;

/** Whether a text is of the forms that {@link BlockTextScanner} reads. */
export const isBlockText = (head: string): boolean =>
  /^EventCode=\d+\s*$/m.test(head) || (/^\[\d+\]\s+\S+\s*$/m.test(head) && /^\s+Type:\s/m.test(head));

interface Block {
  readonly line: number;
  readonly values: Map<Field, string>;
  /** The names of its pairs. */
  readonly names: Set<string>;
  message: string[];
}

/** Reads records that stand in blocks of lines, each with a head of its own: Splunk's raw events, PsLogList. */
export class BlockTextScanner {
  readonly #into: RecordCollector;
  #block: Block | undefined;
  #isBlank = true;

  constructor(into: RecordCollector) {
    this.#into = into;
  }

  line(number: number, text: string): void {
    const [, record, source] = HEAD.exec(text) ?? [];
    if (record !== undefined && source !== undefined) {
      this.finish();
      this.#block = blockAt(number, [
        ['record', record],
        ['source', source],
      ]);
      return;
    }
    if (/\d:\d\d/.test(text) && parseMoment(text) !== null) {
      this.finish();
      this.#block = blockAt(number, [['time', text.trim()]]);
      return;
    }
    const [, name = '', value = ''] = PAIR.exec(text) ?? [];
    const field = name === '' ? undefined : fieldOf(name)?.field;
    const afterBlank = this.#isBlank;
    this.#isBlank = text.trim() === '';
    // WMI's lists have no line of a time before each record.
    if (name !== '' && afterBlank && (this.#block === undefined || this.#block.names.has(name))) {
      this.finish();
      this.#block = blockAt(number, []);
    }
    const block = this.#block;
    if (block === undefined) return;
    if (field !== undefined && !block.names.has(name)) {
      block.names.add(name);
      if (field === 'message') block.message.push(value);
      else if (!block.values.has(field)) block.values.set(field, value.trim());
    } else if (name !== '' && block.message.length === 0) {
      block.names.add(name);
    } else if (/^\s+[A-Z]\w*:\s/.test(text) && block.message.length === 0) {
      for (const [, label = '', rest = ''] of text.matchAll(LABELLED)) {
        const labelled = label === 'Time' ? 'time' : fieldOf(label)?.field;
        if (labelled !== undefined) block.values.set(labelled, rest.trim());
      }
    } else if (text.trim() !== '' && block.message.length < MOST_LINES) block.message.push(text.trim());
  }

  finish(): void {
    const block = this.#block;
    this.#block = undefined;
    if (block === undefined) return;
    const values = new Map(block.values).set('message', block.message.join(' '));
    const { raw, source } = rawOf({ values, data: [] }, block.line, false);
    this.#into.add(raw, source);
  }
}

const MOST_LINES = 200;

const blockAt = (line: number, values: readonly (readonly [Field, string])[]): Block => ({
  line,
  values: new Map(values),
  names: new Set(),
  message: [],
});
