import type { RecordCollector } from './collector.ts';
import { CsvRows } from './csv-rows.ts';
import { fieldOf, isInUtc, isParameter, plainName, rawOf } from './fields.ts';
import type { Field } from './fields.ts';
import { parseMoment } from './moment.ts';
import { isKeptId, SOURCE } from './record.ts';
import { isRestartId, isRestartSource } from './restart.ts';

/** Whether a first line is the header of an export, and with which separator. */
export const csvSeparatorOf = (firstLine: string): string | undefined => {
  const separator =
    [',', ';', '\t'].toSorted((a, b) => firstLine.split(b).length - firstLine.split(a).length)[0] ?? ',';
  const names = firstLine.split(separator).map((name) => fieldOf(name.replaceAll('"', '').trim())?.field);
  if (names.includes('id') && names.includes('time')) return separator;
  // PsLogList and Snare write rows without a header.
  if (isRow(firstLine.split(separator))) return separator;
  // Event Viewer's own export has five columns, named in the machine's language.
  return firstLine.split(separator).length === 5 && !/^(?:=|MSI|Action)/.test(firstLine)
    ? separator
    : undefined;
};

/** A record, not the names of columns. */
const isRow = (cells: readonly string[]): boolean => {
  const columns = byContent(cells.map((cell) => cell.replaceAll('"', '').trim()));
  return columns.has('source') && columns.has('time') && columns.has('id');
};

type Columns = ReadonlyMap<Field, number>;

/** Reads rows of a CSV as records. Cells are text, whatever they begin with. */
export class CsvReader {
  readonly #into: RecordCollector;
  readonly #rows: CsvRows;
  #columns: Columns | undefined;
  #parameters: readonly number[] = [];
  #width = 0;
  /** EvtxECmd gives UTC and does not say so. */
  #isUtc = false;

  constructor(separator: string, into: RecordCollector) {
    this.#into = into;
    this.#rows = new CsvRows(separator, (cells, line) => this.#row(cells, line));
  }

  get lines(): number {
    return this.#rows.lines;
  }

  push(text: string): void {
    this.#rows.push(text);
  }

  finish(): void {
    this.#rows.finish();
    this.#into.unread.overlong += this.#rows.overlong;
    this.#into.unread.record += this.#rows.unended;
  }

  #row(row: readonly string[], line: number): void {
    if (this.#columns === undefined) {
      if (row[0]?.startsWith('#TYPE') === true) return;
      if (!isRow(row)) return this.#header(row);
      this.#columns = new Map();
      this.#width = row.length;
    }
    const columns = this.#columns.has('id') && this.#columns.has('time') ? this.#columns : byContent(row);
    // Event Viewer writes the message into a column that its header does not name.
    const beyond = row.length > this.#width ? this.#width : -1;
    const values = new Map<Field, string>();
    for (const [field, index] of columns) values.set(field, row[index] ?? '');
    if (!columns.has('message') && row[beyond] !== undefined) values.set('message', row[beyond] ?? '');
    const data = this.#parameters.map((index) => row[index] ?? '');
    const { raw, source } = rawOf({ values, data }, line, this.#isUtc);
    this.#into.add(raw, source);
  }

  #header(row: readonly string[]): void {
    this.#width = row.length;
    this.#isUtc = row.some((name) => plainName(name) === 'mapdescription' || isInUtc(name));
    this.#parameters = row.flatMap((name, index) => (isParameter(name) ? [index] : []));
    const found = new Map<Field, { index: number; rank: number }>();
    for (const [index, name] of row.entries()) {
      const named = fieldOf(name.replace(/^\ufeff/u, ''));
      if (named === undefined) continue;
      const known = found.get(named.field);
      if (known === undefined || named.rank < known.rank) found.set(named.field, { index, rank: named.rank });
    }
    this.#columns = new Map([...found].map(([field, { index }]) => [field, index]));
  }
}

/** Headers in a language we do not know, or none: what the cells hold tells. */
const byContent = (row: readonly string[]): Columns => {
  const source = row.findIndex((cell) => cell.trim() === SOURCE || isRestartSource(cell));
  const name = row[source] ?? '';
  const isId = (id: number): boolean => (isRestartSource(name) ? isRestartId(id, name) : isKeptId(id));
  const time = row.findIndex((cell) => !/^\d+$/.test(cell) && parseMoment(cell) !== null);
  const others = row.flatMap((cell, index) => (index === source || index === time ? [] : [{ cell, index }]));
  // A record's number may look like an id, but stands further away from its time and its source.
  const id = nearest(
    others.filter(({ cell }) => /^\d+$/.test(cell) && isId(Number(cell))).map(({ index }) => index),
    [source, time].filter((index) => index >= 0),
  );
  const message = others
    .filter(({ cell }) => cell.length > 20)
    .toSorted((a, b) => b.cell.length - a.cell.length)[0]?.index;
  const found: readonly (readonly [Field, number | undefined])[] = [
    ['source', source < 0 ? undefined : source],
    ['time', time < 0 ? undefined : time],
    ['id', id],
    ['message', message],
  ];
  return new Map(found.flatMap(([field, index]) => (index === undefined ? [] : [[field, index] as const])));
};

const nearest = (places: readonly number[], to: readonly number[]): number | undefined =>
  places.toSorted((a, b) => distance(a, to) - distance(b, to))[0];

const distance = (place: number, to: readonly number[]): number =>
  Math.min(...to.map((each) => Math.abs(each - place)));
