import type { RecordCollector } from './collector.ts';
import { fieldOf, isParameter, plainName, rawOf } from './fields.ts';
import type { Field, NamedFields } from './fields.ts';
import { parseMoment } from './moment.ts';

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
      const records = recordsIn(value);
      const isUtc = hasSystemTime(value);
      if (records.length === 0) this.#into.addOther();
      for (const fields of records) {
        const { raw, source } = rawOf(fields, this.#objectLine, isUtc);
        this.#into.add(raw, source);
      }
    } catch {
      this.#into.unread.record++;
    }
  }
}

/** Deeper than any export. */
const DEEPEST = 40;

/**
 * Finds the records in a value, whatever they are wrapped in: search results, a shipper's envelope, a SIEM's
 * alert. A record is the outermost object that has an id and, somewhere in it, a source, a message or data.
 */
const recordsIn = (value: unknown, depth = 0): readonly NamedFields[] => {
  if (depth > DEEPEST || typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item: unknown) => recordsIn(item, depth + 1));
  const rows = rowsOf(value);
  if (rows !== undefined) return rows.flatMap((row) => recordsIn(row, depth + 1));
  // Several records in one wrapping are told apart by the list that they stand in.
  const lists = Object.values(value).flatMap((field: unknown) =>
    Array.isArray(field) && field.some(isObjectWithId) ? [field] : [],
  );
  if (lists.length > 0) return lists.flatMap((list) => recordsIn(list, depth + 1));
  const inner = Object.values(value).filter((field: unknown) => countRecords(field, depth + 1) > 1);
  if (inner.length > 0) return inner.flatMap((field) => recordsIn(field, depth + 1));
  const named = namedFieldsOf(value);
  return named.values.has('id') ? [named] : [];
};

/** A table as Log Analytics gives it: names of columns, and rows of values. */
const rowsOf = (value: object): readonly object[] | undefined => {
  if (!('columns' in value) || !('rows' in value)) return undefined;
  const { columns, rows } = value;
  if (!Array.isArray(columns) || !Array.isArray(rows)) return undefined;
  const names = columns.map((column: unknown) =>
    typeof column === 'object' && column !== null && 'name' in column ? String(column.name) : String(column),
  );
  return rows.flatMap((row: unknown) =>
    Array.isArray(row) ? [Object.fromEntries(names.map((name, at) => [name, row[at] as unknown]))] : [],
  );
};

const countRecords = (value: unknown, depth: number): number =>
  typeof value === 'object' && value !== null ? recordsIn(value, depth).length : 0;

const isObjectWithId = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  namedFieldsOf(value).values.has('id');

interface Leaf {
  /** The names on the way to it; `#text` and `#attributes` of XML readers are no names. */
  readonly path: readonly string[];
  readonly text: string;
}

/** All values in an object, with the way to each. */
const leavesOf = (value: unknown, path: readonly string[] = []): readonly Leaf[] => {
  if (path.length > DEEPEST || value === null || value === undefined) return [];
  if (typeof value === 'string' || typeof value === 'number') return [{ path, text: String(value) }];
  if (Array.isArray(value)) return value.flatMap((item: unknown) => leavesOf(item, path));
  if (typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, field]: [string, unknown]) =>
    leavesOf(field, isWrapping(name, path) ? path : [...path, name.replace(/_attributes$|^@/, '')]),
  );
};

/** PowerShell wraps a time once more; elsewhere `datetime` is a field's own name. */
const isWrapping = (name: string, path: readonly string[]): boolean =>
  /^(?:#text|#attributes|\$|_|value)$/i.test(name) ||
  (/^datetime$/i.test(name) && fieldOf(path.at(-1) ?? '')?.field === 'time');

/** Names differ between tools in case, marks and what they are wrapped in. */
const namedFieldsOf = (value: object): NamedFields => {
  const best = new Map<Field, { text: string; rank: number }>();
  const data: string[] = [];
  for (const { path, text } of leavesOf(value)) {
    const own = path.at(-1) ?? '';
    const outer = path.at(-2) ?? '';
    if (isParameter(own) || fieldOf(own)?.field === 'data') data.push(text);
    if (fieldOf(own)?.field === 'data' && !isParameter(own) && best.has('data')) continue;
    // Of {"Provider": {"Name": …}} and {"TimeCreated": {"SystemTime": …}} both names tell.
    const named = fieldOf(own) ?? (plainName(own) === 'name' ? fieldOf(outer) : undefined);
    if (named === undefined || !fits(named.field, text)) continue;
    const known = best.get(named.field);
    if (known === undefined || named.rank < known.rank) best.set(named.field, { text, rank: named.rank });
  }
  const values = new Map([...best].map(([field, { text }]) => [field, text]));
  if (data.length === 1) return { values, data: [] };
  values.delete('data');
  return { values, data };
};

/** Shippers have other things of the same names, such as an id of their own. */
const fits = (field: Field, text: string): boolean => {
  if (field === 'id') return /^\d{1,10}$/.test(text);
  return field !== 'time' || parseMoment(text) !== null;
};

/** The XML schema of events gives SystemTime in UTC, whether a tool keeps the Z or not. */
const hasSystemTime = (value: unknown): boolean =>
  /"systemtime"/i.test(JSON.stringify(value).slice(0, 20_000));
