import type { Clock } from '../dates/day-clock.ts';
import type { HeaderDate } from '../dates/header-date.ts';

/**
 * When a record was written: an instant, where the export gives the zone, or a local clock's date and
 * time, which may be read in two ways.
 */
export type Moment =
  | {
      readonly zone: 'utc';
      /** Milliseconds since 1970. */
      readonly at: number;
      readonly precision?: Precision;
    }
  | {
      readonly zone: 'local';
      readonly year: 'given' | 'missing';
      readonly date: HeaderDate;
      readonly clock: Clock;
      /** Written in UTC, in the form of a locale. */
      readonly isUtc?: boolean;
      readonly precision?: Precision;
    };

/** Milliseconds that a time may be late: tools leave out fractions, and some the seconds. */
export type Precision = 1 | 1_000 | 60_000;

/** What a record says that may be judged. */
export type RecordField = 'package' | 'processId' | 'product' | 'status';

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
  /** Of 1033 to 1037. */
  readonly status: number | null;
  /** What it says of these cannot be read, as in a message that was cut: that is not the same as saying nothing. */
  readonly unreadable: readonly RecordField[];
  /** Its place in the order in which the export's records were written. */
  readonly order: number;
  /** Where the record begins in its file, from 1. */
  readonly line: number;
}

export const BEGAN = 1040;
export const ENDED = 1042;
export const SOURCE = 'MsiInstaller';

/** 1033 installed, 1034 removed, 1035 reconfigured, 1036 updated, 1037 an update removed: each with a status. */
const WITH_STATUS: readonly number[] = [1033, 1034, 1035, 1036, 1037];
/** An update was installed (1022) or could not be (1024). */
const UPDATES: readonly number[] = [1022, 1024];
/** Message 1500, "another installation is in progress". */
export const REFUSED = 11500;
const OUTCOMES: readonly number[] = [11707, 11708, 11724, 11725, 11728, 11729];

/** The ids that tell of an installation: what an export that names no source is known by. */
export const isKeptId = (id: number): boolean =>
  id === BEGAN ||
  id === ENDED ||
  id === REFUSED ||
  WITH_STATUS.includes(id) ||
  UPDATES.includes(id) ||
  OUTCOMES.includes(id);

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
  /** All of them in one text, with commas between. */
  readonly joined: string | null;
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

/** A table cuts what is longer than its column. */
const isCut = (message: string): boolean => /(?:\.{3}|…)\s*$/u.test(message);

/** Takes what a record says from its insertion strings, else from its sentence. */
export const toRecord = (raw: RawRecord, order = 0): InstallerRecord => {
  const { id, moment, record, computer, line } = raw;
  const data = raw.data.length > 0 ? raw.data : splitData(id, raw.joined ?? '');
  const message = raw.message.trim();
  const said: Said = { data, message: isCut(message) ? '' : message };
  const fields = fieldsOf(id, said);
  return {
    id,
    moment,
    record,
    computer: known(computer ?? undefined),
    line,
    order,
    package: null,
    processId: null,
    product: null,
    status: null,
    ...fields,
    // What stands in the insertion strings as (NULL) is known to be absent.
    unreadable: data.length > 1 ? [] : told(id).filter((field) => (fields[field] ?? null) === null),
  };
};

interface Said {
  readonly data: readonly string[];
  /** Empty where it was cut. */
  readonly message: string;
}

/** What a record of an id tells of. */
const told = (id: number): readonly RecordField[] => {
  if (id === BEGAN || id === ENDED) return ['package', 'processId'];
  if (WITH_STATUS.includes(id)) return ['product', 'status'];
  return OUTCOMES.includes(id) || UPDATES.includes(id) || id === REFUSED ? ['product'] : [];
};

type Fields = Partial<Pick<InstallerRecord, RecordField>>;

const fieldsOf = (id: number, { data, message }: Said): Fields => {
  if (id === BEGAN || id === ENDED) {
    const said = transactionOf(message);
    return {
      package: known(data[0]) ?? said?.package ?? null,
      processId: whole(known(data[1])) ?? said?.processId ?? null,
    };
  }
  if (WITH_STATUS.includes(id)) {
    return {
      product: known(data[0]) ?? STATED_PRODUCT.exec(message)?.[1] ?? null,
      status: whole(known(data[id >= 1036 ? 4 : 3])) ?? statusIn(message),
    };
  }
  if (UPDATES.includes(id)) {
    const status = id === 1024 ? (known(data[2]) ?? /\b(1[67]\d\d|3010)\b/.exec(message)?.[1] ?? null) : null;
    return {
      product: known(data[0]) ?? /[:：]\s*(.+?) - /su.exec(message)?.[1] ?? null,
      status: whole(status),
    };
  }
  if (!OUTCOMES.includes(id) && id !== REFUSED) return {};
  const sentence = known(data[0]) ?? message;
  return { product: /[:：]\s*(.+?) -- /su.exec(sentence)?.[1] ?? null };
};

/** Behind the first label, which a sentence of its own precedes: what begins with a label has lost what came before. */
const STATED_PRODUCT = /^[^:：]*[^\s.。:：][.。][^.。:：]*[:：]\s*(.+?)[.。]\s*[^.。:：]*[:：]/su;

/**
 * At the end of the sentence; without a full stop behind it only where it is not the beginning of a code.
 * A full stop may be of a code page that was not read.
 */
const statusIn = (message: string): number | null => {
  const [, digits, stop] = /[:：]\s*(\d{1,10})(\s*(?:[.。]|\ufffd{1,2}\p{L}?))?\s*$/u.exec(message) ?? [];
  if (digits === undefined) return null;
  return stop !== undefined || digits.length >= 4 || digits === '0' ? Number(digits) : null;
};

/** Values that were joined with commas, which they may hold themselves: the numbers among them tell where they part. */
const splitData = (id: number, joined: string): readonly string[] => {
  const text = joined.replace(/(?:,\s*(?:\(NULL\))?)*\s*$/u, '');
  if (text === '') return [];
  const shape =
    id === BEGAN || id === ENDED
      ? /^(.+), (\d{1,10})$/s
      : WITH_STATUS.includes(id) && id < 1036
        ? /^(.+), ([^,]*), (\d{1,5}), (\d{1,10}), (.*)$/s
        : OUTCOMES.includes(id) || id === REFUSED
          ? /^(.+)$/s
          : undefined;
  return shape?.exec(text)?.slice(1) ?? [];
};

const ENGLISH = /transaction: (.*)\. Client Process Id: (\d+)(?=(\D)?)/s;
/** In another language: a path, URL or product code behind a colon, and a number behind the last colon. */
const ANY_LANGUAGE =
  /[:：]\s*((?:[A-Za-z]:[\\/]|\\\\|https?:|file:|\{).*)[.。]\s*[^.。:：]*[:：]\s*(\d+)(\s*[.。])?\s*$/su;

/** A sentence that says by itself that a transaction begins or ends. */
export const isTransactionSentence = (text: string): boolean =>
  /(?:Beginning|Ending) a Windows Installer transaction: /.test(text) && ENGLISH.test(text);

/** Package and process id out of a rendered 1040 or 1042. */
export const transactionOf = (
  message: string,
): { package: string; /** `null` where it may have been cut. */ processId: number | null } | undefined => {
  const found = ENGLISH.exec(message) ?? ANY_LANGUAGE.exec(message);
  const [, path, processId, behind] = found ?? [];
  if (path === undefined) return undefined;
  return { package: path.trim(), processId: behind === undefined ? null : Number(processId) };
};
