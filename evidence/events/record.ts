import type { HeaderDate } from '../dates/header-date.ts';
import type { Clock } from '../log/story.ts';

/**
 * When a record was written: an instant, where the export gives the zone, or a local clock's date and
 * time, which may be read in two ways.
 */
export type Moment =
  | { readonly zone: 'utc'; /** Milliseconds since 1970. */ readonly at: number }
  | { readonly zone: 'local'; readonly date: HeaderDate; readonly clock: Clock };

/** One record of source MsiInstaller. */
export interface InstallerRecord {
  readonly id: number;
  readonly moment: Moment | null;
  /** EventRecordID. */
  readonly record: number | null;
  readonly computer: string | null;
  /** Of 1040 and 1042: the package's path as given, a URL, or a product code. */
  readonly package: string | null;
  /** Of 1040 and 1042: the client's process id. */
  readonly processId: number | null;
  /** Of 1033 to 1035 and 117xx. */
  readonly product: string | null;
  /** Of 1033 to 1035. */
  readonly status: number | null;
  /** Where the record begins in its file, from 1. */
  readonly line: number;
}

/** What an export of the event log holds. */
export interface EventsReading {
  readonly encoding: string;
  readonly form: 'xml' | 'csv' | 'json' | 'text';
  readonly lines: number;
  readonly records: readonly InstallerRecord[];
  /** Records of other sources, or of MsiInstaller with an id that tells nothing here. */
  readonly others: number;
  readonly unread: Readonly<{ record: number; overlong: number }>;
  readonly notes: readonly string[];
}

export const BEGAN = 1040;
export const ENDED = 1042;
export const SOURCE = 'MsiInstaller';

/** 1033 installed, 1034 removed, 1035 reconfigured: each with a status. */
const WITH_STATUS: readonly number[] = [1033, 1034, 1035];
/** Message 1500, "another installation is in progress". */
export const REFUSED = 11500;
const OUTCOMES: readonly number[] = [11707, 11708, 11724, 11725, 11728, 11729];

/** The ids that tell of an installation: what an export that names no source is known by. */
export const isKeptId = (id: number): boolean =>
  id === BEGAN || id === ENDED || id === REFUSED || WITH_STATUS.includes(id) || OUTCOMES.includes(id);

/** Every id that MsiInstaller has: its own, and 10,000 more than the number of a message. */
export const isMsiInstallerId = (id: number): boolean =>
  (id > 1000 && id <= ENDED) || (id >= 10_000 && id < 13_000);

/** The parts of a record that every form of export has in some shape. */
export interface RawRecord {
  readonly id: number;
  readonly moment: Moment | null;
  readonly record: number | null;
  readonly computer: string | null;
  /** The insertion strings, where the export has them. */
  readonly data: readonly string[];
  /** The rendered sentence, in the machine's language. */
  readonly message: string;
  readonly line: number;
}

/** `(NULL)` is how an absent insertion string is written. */
const known = (text: string | undefined): string | null => {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' || trimmed === '(NULL)' ? null : trimmed;
};

const whole = (text: string | null): number | null =>
  text !== null && /^\d{1,10}$/.test(text) ? Number(text) : null;

/** Takes what a record says from its insertion strings, else from its sentence. */
export const toRecord = (raw: RawRecord): InstallerRecord => {
  const { id, moment, record, computer, line, data, message } = raw;
  const base = {
    id,
    moment,
    record,
    computer: known(computer ?? undefined),
    line,
    package: null,
    processId: null,
    product: null,
    status: null,
  };
  const rendered = message.trim();
  if (id === BEGAN || id === ENDED) {
    const said = transactionOf(rendered);
    return {
      ...base,
      package: known(data[0]) ?? said?.package ?? null,
      processId: whole(known(data[1])) ?? said?.processId ?? null,
    };
  }
  if (WITH_STATUS.includes(id)) {
    return {
      ...base,
      product: known(data[0]) ?? /[:：]\s*(.+?)[.。]\s*[^.。:：]*[:：]/su.exec(rendered)?.[1] ?? null,
      status: whole(known(data[3])) ?? whole(/[:：]\s*(\d{1,10})\s*[.。]?\s*$/u.exec(rendered)?.[1] ?? null),
    };
  }
  if (!OUTCOMES.includes(id) && id !== REFUSED) return base;
  const sentence = known(data[0]) ?? rendered;
  return { ...base, product: /[:：]\s*(.+?) -- /su.exec(sentence)?.[1] ?? null };
};

const ENGLISH = /transaction: (.*)\. Client Process Id: (\d+)/s;
/** In another language: a path, URL or product code behind a colon, and a number behind the last colon. */
const ANY_LANGUAGE =
  /[:：]\s*((?:[A-Za-z]:[\\/]|\\\\|https?:|file:|\{).*)[.。]\s*[^.。:：]*[:：]\s*(\d+)\s*[.。]?\s*$/su;

/** A sentence that says by itself that a transaction begins or ends. */
export const isTransactionSentence = (text: string): boolean =>
  /(?:Beginning|Ending) a Windows Installer transaction: /.test(text) && ENGLISH.test(text);

/** Package and process id out of a rendered 1040 or 1042. */
export const transactionOf = (message: string): { package: string; processId: number } | undefined => {
  const found = ENGLISH.exec(message) ?? ANY_LANGUAGE.exec(message);
  const [, path, processId] = found ?? [];
  return path === undefined ? undefined : { package: path.trim(), processId: Number(processId) };
};
