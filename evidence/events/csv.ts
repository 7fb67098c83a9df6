import { parse } from 'csv-parse';
import type { Parser } from 'csv-parse';
import type { RecordCollector } from './collector.ts';
import { parseMoment } from './moment.ts';
import { isKeptId, SOURCE } from './record.ts';

type Column = 'id' | 'time' | 'source' | 'computer' | 'record' | 'message';

/** Headers of Get-WinEvent, Get-EventLog, Event Viewer and the tools around them. */
const HEADERS: ReadonlyMap<string, Column> = new Map(
  Object.entries({
    id: 'id',
    eventid: 'id',
    instanceid: 'id',
    timecreated: 'time',
    dateandtime: 'time',
    timegenerated: 'time',
    date: 'time',
    datetime: 'time',
    systemtime: 'time',
    providername: 'source',
    source: 'source',
    provider: 'source',
    sourcename: 'source',
    machinename: 'computer',
    computer: 'computer',
    computername: 'computer',
    recordid: 'record',
    eventrecordid: 'record',
    recordnumber: 'record',
    index: 'record',
    message: 'message',
    description: 'message',
  } satisfies Record<string, Column>),
);

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** Whether a first line is the header of an export, and with which separator. */
export const csvSeparatorOf = (firstLine: string): string | undefined => {
  const separator =
    [',', ';', '\t'].toSorted((a, b) => firstLine.split(b).length - firstLine.split(a).length)[0] ?? ',';
  const names = firstLine.split(separator).map((name) => HEADERS.get(plain(name)));
  if (names.includes('id') && names.includes('time')) return separator;
  // Event Viewer's own export has five columns, named in the machine's language.
  return firstLine.split(separator).length === 5 && !/^(?:=|MSI|Action)/.test(firstLine)
    ? separator
    : undefined;
};

/** Hands rows to the collector. Cells are text, whatever they begin with. */
export const csvParser = (separator: string, into: RecordCollector): Parser => {
  const parser = parse({
    bom: true,
    delimiter: separator,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: 1_000_000,
  });
  let columns: ReadonlyMap<Column, number> | undefined;
  let dataColumns: readonly number[] = [];
  let width = 0;
  parser.on('data', ({ record: row, info }: { record: readonly string[]; info: { lines: number } }) => {
    if (columns === undefined) {
      if (row[0]?.startsWith('#TYPE') === true) return;
      columns = columnsOf(row);
      width = row.length;
      dataColumns = row.flatMap((name, index) => (/^data\d+$/.test(plain(name)) ? [index] : []));
      return;
    }
    const where = columns.has('id') && columns.has('time') ? columns : byContent(row);
    // Event Viewer writes the message into a column that its header does not name.
    const beyond = row.length > width ? width : -1;
    const cell = (column: Column): string | undefined =>
      row[where.get(column) ?? (column === 'message' ? beyond : -1)];
    const record = Number(cell('record'));
    into.add(
      {
        id: Number(cell('id') ?? Number.NaN) & 0xffff,
        moment: parseMoment(cell('time') ?? ''),
        record: Number.isInteger(record) && record > 0 ? record : null,
        computer: cell('computer') ?? null,
        data: dataColumns.map((index) => row[index] ?? ''),
        message: cell('message') ?? '',
        // The parser counts lines up to the record's end.
        line: Math.max(1, info.lines - row.join('').split('\n').length + 1),
      },
      cell('source'),
    );
  });
  parser.on('skip', () => into.unread.record++);
  return parser;
};

const columnsOf = (header: readonly string[]): ReadonlyMap<Column, number> =>
  new Map(
    header.flatMap((name, index): [Column, number][] => {
      const column = HEADERS.get(plain(name));
      return column === undefined ? [] : [[column, index]];
    }),
  );

/** Headers in a language we do not know: what the cells hold tells. */
const byContent = (row: readonly string[]): ReadonlyMap<Column, number> => {
  const found = new Map<Column, number>();
  const first = (column: Column, test: (cell: string) => boolean): void => {
    const index = row.findIndex((cell, at) => ![...found.values()].includes(at) && test(cell));
    if (index >= 0) found.set(column, index);
  };
  first('source', (cell) => cell === SOURCE);
  first('time', (cell) => parseMoment(cell) !== null);
  first('id', (cell) => /^\d+$/.test(cell) && isKeptId(Number(cell)));
  first('message', (cell) => cell.length > 20);
  return found;
};
