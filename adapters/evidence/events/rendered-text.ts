import type { RecordCollector } from './collector.ts';
import { parseMoment } from './moment.ts';
import { BEGAN, ENDED, isKeptId, SOURCE, transactionOf } from './record.ts';
import type { Moment } from './record.ts';

interface Draft {
  readonly line: number;
  readonly labels: Set<string>;
  id: number | undefined;
  source: string | undefined;
  moment: Moment | null;
  computer: string | null;
  message: string;
}

/** `Event ID: 1040`, in any language: a short label, a colon, a value. */
const LABEL = /^\s*([\p{L}][\p{L}\p{N} ./'’-]{0,30}?)\s?[:：]\s*(.*)$/u;
/** A table's row or a sentence that names the source and the id. */
const ONE_LINER = /(?:\b|\|)(\d{4,5})\b\W+MsiInstaller\b|MsiInstaller\b\D{1,20}(\d{4,5})\b/;

/** Reads records as text: `wevtutil /f:text`, Event Viewer's copy, Format-List, or single lines in a report. */
export class RenderedTextScanner {
  readonly #into: RecordCollector;
  #draft: Draft | undefined;

  constructor(into: RecordCollector) {
    this.#into = into;
  }

  line(number: number, text: string): void {
    const oneLiner = ONE_LINER.exec(text);
    if (oneLiner !== null || (transactionOf(text) !== undefined && this.#draft === undefined)) {
      this.#flush();
      this.#oneLiner(number, text, Number(oneLiner?.[1] ?? oneLiner?.[2] ?? idOfSentence(text)));
      return;
    }
    if (/^\s*Event\[\d+\]/.test(text)) {
      this.#flush();
      return;
    }
    const [, label = '', value = ''] = LABEL.exec(text) ?? [];
    const isField = label !== '' && transactionOf(text) === undefined;
    if (isField && this.#draft?.labels.has(label) === true && isHead(label, value)) this.#flush();
    if (isField && this.#draft === undefined && isHead(label, value)) {
      this.#draft = {
        line: number,
        labels: new Set(),
        id: undefined,
        source: undefined,
        moment: null,
        computer: null,
        message: '',
      };
    }
    const draft = this.#draft;
    if (draft === undefined) return;
    if (isField) this.#field(draft, label, value.trim());
    if (draft.message.length < 10_000) draft.message += `${text.trim()}\n`;
  }

  finish(): void {
    this.#flush();
  }

  #field(draft: Draft, label: string, value: string): void {
    draft.labels.add(label);
    if (value === SOURCE) draft.source = value;
    else if (/^\d{3,5}$/.test(value) && /id|ID|код|号|番号/u.test(label) && isKeptId(Number(value)))
      draft.id ??= Number(value);
    else if (draft.moment === null && /\d/.test(value)) draft.moment = parseMoment(value);
    if (/^(?:Computer|Ordinateur|Equipo|MachineName)$/.test(label)) draft.computer = value;
  }

  #flush(): void {
    const draft = this.#draft;
    this.#draft = undefined;
    if (draft?.id === undefined) return;
    // The sentence is the last line that is more than a field.
    const lines = draft.message.trim().split('\n');
    const sentence = lines.findLast((line) => line.length > 40 || transactionOf(line) !== undefined) ?? '';
    this.#into.add(
      {
        id: draft.id,
        moment: draft.moment,
        record: null,
        computer: draft.computer,
        data: [],
        message: sentence.replace(/^(?:Description|Message)\s*:\s*/, ''),
        line: draft.line,
      },
      draft.source,
    );
  }

  #oneLiner(line: number, text: string, id: number): void {
    const message = text.replaceAll(/^[\s|"]+|[\s|"]+$/g, '').replace(/^.*MsiInstaller[^|"]*[|"]\s*/, '');
    this.#into.add({ id, moment: null, record: null, computer: null, data: [], message, line }, SOURCE);
  }
}

/** The fields that stand first in a record of one of the forms. */
const isHead = (label: string, value: string): boolean =>
  value.trim() === SOURCE ||
  /^(?:Log Name|TimeCreated|Index|Date|EventID|Id)$/.test(label) ||
  value.trim() === 'Application' ||
  parseMoment(value) !== null;

const idOfSentence = (text: string): number => (/\bEnding\b/.test(text) ? ENDED : BEGAN);
