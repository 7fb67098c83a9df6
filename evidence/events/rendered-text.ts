import type { RecordCollector } from './collector.ts';
import { parseHeaderDate } from '../dates/header-date.ts';
import { momentWithin, parseMoment } from './moment.ts';
import { BEGAN, ENDED, isKeptId, isTransactionSentence, SOURCE, transactionOf } from './record.ts';
import { isRestartId, isRestartSource, RESTART_SOURCES } from './restart.ts';
import { readStatusSentence } from '../log/sentences.ts';
import type { Moment } from './record.ts';

interface Draft {
  readonly line: number;
  readonly labels: Set<string>;
  id: number | undefined;
  source: string | undefined;
  moment: Moment | null;
  /** Where date and time stand in fields of their own. */
  date: string;
  joined: string | null;
  record: number | null;
  computer: string | null;
  /** What the label of the message says, and the lines that go on with it. */
  told: string;
  /** Begun by a field of Format-List: the fields before the first one that is known count too. */
  isList: boolean;
  /** Everything, for forms in which the message has no label. */
  lines: string[];
}

/** `Event ID: 1040` or `Id           : 1040`, in any language: a short label, a colon, a value. */
const LABEL = /^\s*([\p{L}][\p{L}\p{N} ./'’-]{0,30}?)\s*[:：]\s*(.*)$/u;
const MESSAGE = /^(?:Message|Description)$/;
/** A table's row or a sentence that names the source and the id. */
const ONE_LINER = /(?:\b|\|)(\d{4,5})\b\W+MsiInstaller\b|MsiInstaller\b\D{1,20}(\d{4,5})\b/;
/** The columns of Get-WinEvent, and a row below them: time, id, level, message. */
const TABLE_HEAD = /^\s*TimeCreated\s+(?:ProviderName\s+)?Id\s/;
const TABLE_ROW = new RegExp(
  String.raw`^\s*(\S.*?\d{1,2}[:.]\d{2}[:.]\d{2}(?:\s?[AP]M)?)\s+(?:(MsiInstaller|${RESTART_SOURCES})\s+)?(\d{1,5})\s+(?:\p{L}+\s+)?(.*)$`,
  'iu',
);
/** The columns of Get-EventLog, and a row below them. */
const EVENT_LOG_HEAD = /^\s*Index\s+Time\s+EntryType\s+Source\s/;
const EVENT_LOG_ROW = /^\s*(\d+)\s+(\p{L}[\p{L}.]* +\d{1,2} +\d{1,2}:\d{2})\s+\S+\s+(\S+)\s+(\d+)\s+(.*)$/u;
/** `Id           : 1040`, as Format-List writes every field; a blank line parts the records. */
const LIST_FIELD = /^[A-Za-z]\w* *:(?: |$)/;
const MOST_LINES = 200;

/** Reads records as text: `wevtutil /f:text`, Event Viewer's copy, Format-List and Format-Table, or single lines in a report. */
export class RenderedTextScanner {
  readonly #into: RecordCollector;
  #draft: Draft | undefined;
  /** Below the columns of a table: the source that its heading names, if it does. */
  #table: { readonly source: string | undefined } | undefined;
  #heading: string | undefined;
  #isEventLog = false;
  #isBlank = true;

  constructor(into: RecordCollector) {
    this.#into = into;
  }

  line(number: number, text: string): void {
    const heading = /^\s+ProviderName: (\S+)\s*$/.exec(text)?.[1];
    if (heading !== undefined) {
      this.#flush();
      this.#heading = heading;
      this.#table = undefined;
      return;
    }
    if (TABLE_HEAD.test(text)) {
      this.#flush();
      this.#table = { source: this.#heading };
      return;
    }
    if (EVENT_LOG_HEAD.test(text)) {
      this.#flush();
      this.#isEventLog = true;
      return;
    }
    if (this.#isEventLog && this.#eventLogRow(number, text)) return;
    if (this.#table !== undefined && this.#row(number, text, this.#table.source)) return;
    const afterBlank = this.#isBlank;
    this.#isBlank = text.trim() === '';
    if (this.#goesOn(text)) return;
    // A list may begin with any field, in the order of the alphabet.
    const isListField = LIST_FIELD.test(text);
    if (isListField && afterBlank && this.#draft?.id !== undefined && this.#draft.isList) this.#flush();
    if (isListField && afterBlank && this.#draft === undefined) this.#draft = draftAt(number, true);
    const [, label = '', value = ''] = LABEL.exec(text) ?? [];
    const oneLiner = ONE_LINER.exec(text);
    const isAlone = this.#draft === undefined && !MESSAGE.test(label);
    if (oneLiner !== null || (isAlone && tellsAlone(text))) {
      this.#flush();
      this.#oneLiner(number, text, Number(oneLiner?.[1] ?? oneLiner?.[2] ?? idOfSentence(text)));
      return;
    }
    if (/^\s*Event\[\d+\]/.test(text)) {
      this.#flush();
      return;
    }
    const isField = MESSAGE.test(label) || (label !== '' && transactionOf(text) === undefined);
    if (isField && this.#draft?.labels.has(label) === true && isHead(label, value)) this.#flush();
    if (isField && isHead(label, value)) this.#draft ??= draftAt(number);
    const draft = this.#draft;
    if (draft === undefined) return;
    if (isField) this.#field(draft, label, value.trim());
    if (draft.lines.length < MOST_LINES) draft.lines.push(text.trim());
  }

  finish(): void {
    this.#flush();
  }

  /** Format-List breaks a message into lines, which it sets in by the width of its labels. */
  #goesOn(text: string): boolean {
    const draft = this.#draft;
    if (draft === undefined || draft.told === '' || !/^\s{4,}\S/.test(text)) return false;
    if (draft.told.length < 10_000) draft.told += ` ${text.trim()}`;
    return true;
  }

  #field(draft: Draft, label: string, value: string): void {
    draft.labels.add(label);
    if (MESSAGE.test(label)) draft.told = value;
    else if (isSourceName(value)) draft.source = value;
    else if (/^\d{1,5}$/.test(value) && isIdLabel(label) && isKnownId(Number(value)))
      draft.id ??= Number(value);
    else if (/^(?:RecordId|RecordNumber|EventRecordID|Index)$/.test(label))
      draft.record = Number(value) || null;
    else if (/^(?:InsertionStrings|ReplacementStrings)$/.test(label))
      draft.joined = value.replace(/^\{(.*?)(?:\.{3})?\}$/s, '$1');
    else if (draft.moment === null && /\d/.test(value)) {
      draft.moment = parseMoment(value) ?? (draft.date === '' ? null : parseMoment(`${draft.date} ${value}`));
      if (draft.moment === null && parseHeaderDate(value) !== undefined) draft.date = value;
    }
    if (/^(?:Computer|ComputerName|Ordinateur|Equipo|MachineName)$/.test(label)) draft.computer = value;
  }

  #flush(): void {
    const draft = this.#draft;
    this.#draft = undefined;
    if (draft?.id === undefined) return;
    const { id, moment, record, computer, line, source, lines, joined } = draft;
    const sentence =
      lines.findLast(isSentence) ?? lines.findLast((each) => each.length > 40 && !/https?:/.test(each)) ?? '';
    const message = draft.told === '' ? sentence : draft.told;
    this.#into.add({ id, moment, record, computer, data: [], joined, message, line }, source);
  }

  /** @returns whether the line is a row of a table */
  #row(line: number, text: string, source: string | undefined): boolean {
    const [, time = '', named, id = '', message = ''] = TABLE_ROW.exec(text) ?? [];
    const moment = parseMoment(time);
    if (moment === null) return false;
    this.#into.add(
      { id: Number(id), moment, record: null, computer: null, data: [], joined: null, message, line },
      named ?? source ?? (text.includes(SOURCE) ? SOURCE : undefined),
    );
    return true;
  }

  #eventLogRow(line: number, text: string): boolean {
    const [, index = '', time = '', source = '', id = '', message = ''] = EVENT_LOG_ROW.exec(text) ?? [];
    const moment = parseMoment(time);
    if (moment === null) return false;
    this.#into.add(
      {
        id: Number(id) & 0xffff,
        moment,
        record: Number(index),
        computer: null,
        data: [],
        joined: null,
        message,
        line,
      },
      source,
    );
    return true;
  }

  #oneLiner(line: number, text: string, id: number): void {
    const cells = cellsOf(text);
    const message = (cells.find(saysAll) ?? cells.toSorted((a, b) => b.length - a.length)[0] ?? '')
      .replaceAll(/^[\s|"]+|[\s|"]+$/g, '')
      .replace(/^.*MsiInstaller[^|"]*[|"]\s*/, '');
    const moment = momentWithin(text);
    this.#into.add(
      { id, moment, record: null, computer: null, data: [], joined: null, message, line },
      SOURCE,
    );
  }
}

const isSourceName = (value: string): boolean => value === SOURCE || isRestartSource(value);
const isKnownId = (id: number): boolean => isKeptId(id) || isRestartId(id);

/** Of a process, a thread or a user is another one. */
const isIdLabel = (label: string): boolean =>
  /id|код|号|番号/iu.test(label) &&
  !/proc|proz|thread|user|record|activity|provider|task|процес|поток|进程|线程|プロセス|スレッド/iu.test(
    label,
  );

const draftAt = (line: number, isList = false): Draft => ({
  isList,
  line,
  labels: new Set(),
  id: undefined,
  source: undefined,
  moment: null,
  date: '',
  joined: null,
  record: null,
  computer: null,
  told: '',
  lines: [],
});

/** What tells of a transaction or its outcome, rather than of help that is to be had. */
const isSentence = (text: string): boolean =>
  transactionOf(text) !== undefined || readStatusSentence(text) !== undefined || / -- /.test(text);

/** The fields that stand first in a record of one of the forms. */
const isHead = (label: string, value: string): boolean =>
  isSourceName(value.trim()) ||
  /^(?:Log Name|TimeCreated|Index|Date|EventID|Id|Message)$/.test(label) ||
  /^(?:Application|System)$/.test(value.trim()) ||
  parseMoment(value) !== null;

/** A sentence that is enough to know the record by, where nothing else of it stands there. */
const tellsAlone = (text: string): boolean => cellsOf(text).some(saysAll);
const saysAll = (text: string): boolean =>
  isTransactionSentence(text) || readStatusSentence(text) !== undefined;
const cellsOf = (text: string): readonly string[] => text.split(/\t|"[,;]"/);

const idOfSentence = (text: string): number => {
  if (!isTransactionSentence(text)) return /\bremoved the\b/.test(text) ? REMOVED : INSTALLED;
  return /\bEnding\b/.test(text) ? ENDED : BEGAN;
};

const [INSTALLED, REMOVED] = [1033, 1034];
