import type { RecordCollector } from './collector.ts';
import { parseMoment } from './moment.ts';
import type { RawRecord } from './record.ts';

const OBJECT_LENGTH_CAP = 1_000_000;
const [QUOTE, BACKSLASH, OPEN, CLOSE, NEWLINE] = [34, 92, 123, 125, 10];

/**
 * Finds the outermost objects in JSON as ConvertTo-Json writes it: an array, one object, or one a line.
 * Each is parsed alone, so that neither size nor damage elsewhere matters.
 */
export class JsonScanner {
  line = 1;
  readonly #into: RecordCollector;
  #object = '';
  #objectLine = 1;
  #depth = 0;
  #inString = false;
  #escaped = false;

  constructor(into: RecordCollector) {
    this.#into = into;
  }

  push(text: string): void {
    let start = this.#depth > 0 ? 0 : -1;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === NEWLINE) this.line++;
      if (this.#escaped) this.#escaped = false;
      else if (this.#inString) {
        if (code === BACKSLASH) this.#escaped = true;
        else if (code === QUOTE) this.#inString = false;
      } else if (code === QUOTE) this.#inString = this.#depth > 0;
      else if (code === OPEN) {
        if (this.#depth === 0) {
          start = at;
          this.#objectLine = this.line;
        }
        this.#depth++;
      } else if (code === CLOSE && this.#depth > 0) {
        this.#depth--;
        if (this.#depth === 0) {
          this.#take(text.slice(start, at + 1));
          start = -1;
        }
      }
    }
    if (start >= 0 && this.#object.length <= OBJECT_LENGTH_CAP) this.#object += text.slice(start);
  }

  finish(): void {
    if (this.#depth > 0) this.#into.unread.record++;
  }

  #take(end: string): void {
    const whole = this.#object + end;
    this.#object = '';
    if (whole.length > OBJECT_LENGTH_CAP) {
      this.#into.unread.overlong++;
      return;
    }
    try {
      const value: unknown = JSON.parse(whole);
      const found = recordOf(flatFieldsOf(value), this.#objectLine);
      this.#into.add(found.raw, found.source);
    } catch {
      this.#into.unread.record++;
    }
  }
}

type Fields = ReadonlyMap<string, unknown>;

/** Names differ between Get-WinEvent, Get-EventLog and their versions only in case and words. */
const fieldsOf = (value: unknown): Fields =>
  new Map(
    typeof value === 'object' && value !== null
      ? Object.entries(value).map(([name, field]) => [name.toLowerCase(), field])
      : [],
  );

/**
 * The same of tools that read `.evtx` files (`{"Event": {"System": …, "EventData": …}}`) and of shippers
 * (`{"winlog": {"event_id": …}}`).
 */
const flatFieldsOf = (value: unknown): Fields => {
  const outer = fieldsOf(value);
  const [event, winlog] = [fieldsOf(outer.get('event')), fieldsOf(outer.get('winlog'))];
  const system = fieldsOf(event.get('system'));
  const named = (fields: readonly (readonly [string, unknown])[]): Fields =>
    new Map(fields.filter(([, field]) => field !== undefined && field !== null));
  if (system.size > 0) {
    const data = fieldsOf(event.get('eventdata')).get('data');
    return named([
      ['id', valueOf(system.get('eventid'))],
      ['timecreated', attributeOf(system.get('timecreated'), 'systemtime')],
      ['providername', attributeOf(system.get('provider'), 'name')],
      ['recordid', valueOf(system.get('eventrecordid'))],
      ['machinename', valueOf(system.get('computer'))],
      ['data', valueOf(data)],
    ]);
  }
  if (winlog.size === 0) return outer;
  return named([
    ['id', winlog.get('event_id')],
    ['timecreated', outer.get('@timestamp')],
    ['providername', winlog.get('provider_name')],
    ['recordid', winlog.get('record_id')],
    ['machinename', winlog.get('computer_name')],
    ['data', [...fieldsOf(winlog.get('event_data')).values()]],
    ['message', outer.get('message')],
  ]);
};

/** `{"#text": 1040, "#attributes": {…}}` or only `1040`. */
const valueOf = (field: unknown): unknown => fieldsOf(field).get('#text') ?? field;
const attributeOf = (field: unknown, name: string): unknown => {
  const fields = fieldsOf(field);
  return fieldsOf(fields.get('#attributes')).get(name) ?? fields.get(name) ?? fields.get(`@${name}`);
};

const recordOf = (fields: Fields, line: number): { raw: RawRecord; source: string | undefined } => {
  const first = (...names: readonly string[]): unknown =>
    names.map((name) => fields.get(name)).find((value) => value !== undefined && value !== null);
  const record = Number(textOf(first('recordid', 'eventrecordid', 'index')));
  const raw: RawRecord = {
    // Get-EventLog gives the identifier with its severity bits in InstanceId.
    id: Number(textOf(first('id', 'eventid', 'instanceid'))) & 0xffff,
    moment: parseMoment(timeOf(first('timecreated', 'timegenerated', 'systemtime', 'date'))),
    record: Number.isInteger(record) && record > 0 ? record : null,
    computer: textOf(first('machinename', 'computer')) || null,
    data: stringsOf(first('properties', 'replacementstrings', 'data')),
    message: textOf(first('message', 'description')),
    line,
  };
  const source = first('providername', 'source', 'provider');
  return { raw, source: source === undefined ? undefined : textOf(source) };
};

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';

const timeOf = (value: unknown): string => {
  const inner = fieldsOf(value);
  return inner.size === 0 ? textOf(value) : textOf(inner.get('value') ?? inner.get('datetime'));
};

/** `[{"Value": "…"}]` or `["…"]`. */
const stringsOf = (value: unknown): readonly string[] =>
  Array.isArray(value)
    ? value.map((item: unknown) => textOf(item) || textOf(fieldsOf(item).get('value')))
    : [];
