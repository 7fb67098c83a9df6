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

  note(sentence: string): void {
    this.#notes.push(sentence);
  }

  finish(form: EventsReading['form'], encoding: string, lines: number): EventsReading {
    if (this.#dropped > 0)
      this.note(`${this.#dropped} records beyond the first ${RECORD_CAP} were only counted`);
    const dateless = this.#records.filter(({ moment }) => moment === null).length;
    if (dateless > 0)
      this.note(
        `${dateless} records have no time that can be read: they name packages, but take no place in the history`,
      );
    return {
      form,
      encoding,
      lines,
      records: this.#records,
      others: this.#others,
      unread: this.unread,
      notes: this.#notes,
    };
  }
}

/**
 * Other sources have records of the same ids, so one without a source must also say what MsiInstaller
 * says under its id.
 */
const mayBeOwn = (raw: RawRecord): boolean => {
  if (!isKeptId(raw.id)) return raw.data.length > 0 && isMsiInstallerId(raw.id);
  const { package: path, product, status } = toRecord(raw);
  return path !== null || product !== null || status !== null;
};
