import { DAY } from '../dates/day-clock.ts';
import { dayIn, settleOrder } from '../dates/date-order.ts';
import { isKeptId, isMsiInstallerId, SOURCE, toRecord } from './record.ts';
import type { EventsReading } from './reading.ts';
import type { InstallerRecord, Moment, RawRecord } from './record.ts';
import { restartOf } from './restart.ts';
import type { RestartRecord } from './restart.ts';

/** More than any machine writes in years; beyond it records are counted only, so that memory stays constant. */
const RECORD_CAP = 100_000;

/** Gathers the records of one export. */
export class RecordCollector {
  readonly unread = { record: 0, overlong: 0 };
  readonly #records: InstallerRecord[] = [];
  readonly #restarts: RestartRecord[] = [];
  readonly #notes: string[] = [];
  #others = 0;
  #dropped = 0;

  /** `source` is undefined where the export has no such column. */
  add(raw: RawRecord, source: string | undefined): void {
    const isOwn = source === undefined ? mayBeOwn(raw) : source.trim() === SOURCE && raw.id > 0;
    if (isOwn) {
      if (this.#records.length < RECORD_CAP) this.#records.push(toRecord(raw));
      else this.#dropped++;
      return;
    }
    const restart = restartOf(raw, source);
    if (restart === undefined) this.#others++;
    else if (this.#restarts.length < RECORD_CAP) this.#restarts.push(restart);
    else this.#dropped++;
  }

  /** Something that is no record of an event log. */
  addOther(): void {
    this.#others++;
  }

  note(sentence: string): void {
    this.#notes.push(sentence);
  }

  #settled(): { readonly records: readonly InstallerRecord[]; readonly restarts: readonly RestartRecord[] } {
    const dates = [...this.#records, ...this.#restarts].flatMap(({ moment }) =>
      moment?.zone === 'local' && moment.isUtc === true
        ? [{ date: moment.date, userLanguage: null, knownDays: [] }]
        : [],
    );
    const { order, why } = settleOrder(dates);
    if (why !== null) this.note(why);
    return { records: this.#records.map(inUtc(order)), restarts: this.#restarts.map(inUtc(order)) };
  }

  finish(form: EventsReading['form'], encoding: string, lines: number): EventsReading {
    if (this.#dropped > 0)
      this.note(`${this.#dropped} records beyond the first ${RECORD_CAP} were only counted`);
    const settled = this.#settled();
    const read = inWrittenOrder(settled.records);
    const records = read.map(withoutGarbled);
    const garbled = records.filter((record, index) => record !== read[index]).length;
    if (garbled > 0)
      this.note(
        `${garbled} records have names in an encoding that is not known: these names are not told (export as UTF-8 or UTF-16)`,
      );
    if (records.length === 0 && settled.restarts.length > 0)
      this.note(
        'holds no record of an installation: it tells only when the machine was started or shut down',
      );
    const cut = read.filter(({ unreadable }) => unreadable.length > 0).length;
    if (cut > 0)
      this.note(
        `${cut} records do not show all that they say, as where a table cuts its messages: what cannot be read is not judged (use Format-List or Export-Csv)`,
      );
    if (records.some(({ moment }) => moment?.zone === 'local' && moment.year === 'missing'))
      this.note('the year is not given: these records are set beside nothing that has one');
    if (records.some(({ moment }) => moment?.precision === 60_000))
      this.note('times are given to the minute');
    const dateless = records.filter(({ moment }) => moment === null).length;
    if (dateless > 0)
      this.note(
        `${dateless} records have no time that can be read: they name packages, but take no place in the history`,
      );
    return {
      form,
      encoding,
      lines,
      records,
      restarts: settled.restarts.map((each) =>
        isGarbled(each.computer) ? { ...each, computer: null } : each,
      ),
      others: this.#others,
      unread: this.unread,
      notes: this.#notes,
    };
  }
}

/** What the decoder writes for bytes that are no text in the encoding that the file seemed to have. */
const isGarbled = (text: string | null): boolean => text?.includes('\ufffd') === true;

/** A name of which some characters are lost is none: two of them may be the same. */
const withoutGarbled = (record: InstallerRecord): InstallerRecord => {
  const { package: path, product, computer } = record;
  const lost = [
    ...(isGarbled(path) ? (['package'] as const) : []),
    ...(isGarbled(product) ? (['product'] as const) : []),
  ];
  if (lost.length === 0 && !isGarbled(computer)) return record;
  return {
    ...record,
    package: isGarbled(path) ? null : path,
    product: isGarbled(product) ? null : product,
    computer: isGarbled(computer) ? null : computer,
    unreadable: [...record.unreadable, ...lost],
  };
};

/** Times in UTC that are written in the form of a locale, as instants. */
const inUtc =
  (order: 'day-first' | 'month-first' | null) =>
  <T extends { readonly moment: Moment | null }>(record: T): T => {
    const { moment } = record;
    if (moment?.zone !== 'local' || moment.isUtc !== true) return record;
    if (order === null && moment.date.readings.length > 1) return { ...record, moment: null };
    const at = dayIn(moment.date, order) * DAY + moment.clock;
    return { ...record, moment: { zone: 'utc', at, precision: moment.precision ?? 1 } };
  };

/** PowerShell and Event Viewer give the newest first; times tell which way an export goes. */
const inWrittenOrder = (records: readonly InstallerRecord[]): readonly InstallerRecord[] => {
  const times = records.flatMap(({ moment }) =>
    moment === null
      ? []
      : [moment.zone === 'utc' ? moment.at : (moment.date.readings[0]?.day ?? 0) * DAY + moment.clock],
  );
  const [first = 0, last = 0] = [times[0], times.at(-1)];
  return records.map((record, index) => ({ ...record, order: first > last ? -index : index }));
};

/**
 * Other sources have records of the same ids, so one without a source must also say what MsiInstaller
 * says under its id.
 */
const mayBeOwn = (raw: RawRecord): boolean => {
  if (!isKeptId(raw.id)) return raw.data.length > 0 && isMsiInstallerId(raw.id);
  const { package: path, product, status } = toRecord(raw);
  // A message that was cut still begins as MsiInstaller's do.
  return path !== null || product !== null || status !== null || /Windows Installer/.test(raw.message);
};
