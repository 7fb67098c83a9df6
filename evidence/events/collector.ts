import { dayIn, settleOrder } from '../dates/date-order.ts';
import { isKeptId, isMsiInstallerId, SOURCE, toRecord } from './record.ts';
import type { InstallerRecord, EventsReading, RawRecord } from './record.ts';

/** More than any machine writes in years; beyond it records are counted only, so that memory stays constant. */
const RECORD_CAP = 100_000;

/** Gathers the records of one export. */
export class RecordCollector {
  readonly unread = { record: 0, overlong: 0 };
  readonly #records: InstallerRecord[] = [];
  readonly #notes: string[] = [];
  #others = 0;
  #dropped = 0;

  /** `source` is undefined where the export has no such column. */
  add(raw: RawRecord, source: string | undefined): void {
    const isOwn = source === undefined ? mayBeOwn(raw) : source.trim() === SOURCE && raw.id > 0;
    if (!isOwn) this.#others++;
    else if (this.#records.length < RECORD_CAP) this.#records.push(toRecord(raw));
    else this.#dropped++;
  }

  /** Something that is no record of an event log. */
  addOther(): void {
    this.#others++;
  }

  note(sentence: string): void {
    this.#notes.push(sentence);
  }

  #settled(): readonly InstallerRecord[] {
    const dates = this.#records.flatMap(({ moment }) =>
      moment?.zone === 'local' && moment.isUtc === true
        ? [{ date: moment.date, userLanguage: null, knownDays: [] }]
        : [],
    );
    const { order, why } = settleOrder(dates);
    if (why !== null) this.note(why);
    return this.#records.map(inUtc(order));
  }

  finish(form: EventsReading['form'], encoding: string, lines: number): EventsReading {
    if (this.#dropped > 0)
      this.note(`${this.#dropped} records beyond the first ${RECORD_CAP} were only counted`);
    const records = inWrittenOrder(this.#settled());
    const cut = records.filter(({ unreadable }) => unreadable.length > 0).length;
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
      others: this.#others,
      unread: this.unread,
      notes: this.#notes,
    };
  }
}

/** Times in UTC that are written in the form of a locale, as instants. */
const inUtc =
  (order: 'day-first' | 'month-first' | null) =>
  (record: InstallerRecord): InstallerRecord => {
    const { moment } = record;
    if (moment?.zone !== 'local' || moment.isUtc !== true) return record;
    if (order === null && moment.date.readings.length > 1) return { ...record, moment: null };
    const at = dayIn(moment.date, order) * 86_400_000 + moment.clock;
    return { ...record, moment: { zone: 'utc', at, precision: moment.precision ?? 1 } };
  };

/** PowerShell and Event Viewer give the newest first; times tell which way an export goes. */
const inWrittenOrder = (records: readonly InstallerRecord[]): readonly InstallerRecord[] => {
  const times = records.flatMap(({ moment }) =>
    moment === null
      ? []
      : [moment.zone === 'utc' ? moment.at : (moment.date.readings[0]?.day ?? 0) * 86_400_000 + moment.clock],
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
