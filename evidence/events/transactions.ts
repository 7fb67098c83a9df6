import { ERROR_INSTALL_ALREADY_RUNNING } from '../../spec/index.ts';
import { BEGAN, ENDED, REFUSED } from './record.ts';
import type { InstallerRecord } from './record.ts';

/** A record with the instant at which it was written, on the clock of the history it belongs to. */
export interface TimedRecord {
  readonly at: number;
  readonly record: InstallerRecord;
  /** The file, for records of several exports. */
  readonly file: string;
  /** Milliseconds to add where its date, which nothing settles, is read in the other order. */
  readonly otherwise?: number;
}

/** How much later than it says a record may have been written. */
export const latenessOf = (record: TimedRecord | null): number => (record?.record.moment?.precision ?? 1) - 1;

/** What stands between a 1040 and its 1042: the service's transaction for one package. */
export interface Transaction {
  /** The package's path as given, a URL, or a product code; empty when the record names none. */
  readonly package: string;
  readonly processId: number | null;
  /** From a 1033 to 1035 or an 117xx record at its end; `null` where that is not shown. */
  readonly product: string | null;
  readonly status: number | null;
  /** `null`: it had begun before the export does. */
  readonly began: TimedRecord | null;
  /** `null`: no 1042 for it stands in the export. */
  readonly ended: TimedRecord | null;
}

/** At full UI the outcome is written when the user closes the last dialog. */
const OUTCOME_AFTER_END = 60_000;
/** With a silent installation it is written some milliseconds before its end; exports may give minutes. */
const OUTCOME_BEFORE_END = 60_000;
/** The records that tell of one outcome are written together. */
const SAME_OUTCOME = 5_000;

const keyOf = (record: InstallerRecord): string => (record.package ?? '').toLowerCase();

interface Draft {
  package: string;
  processId: number | null;
  product: string | null;
  status: number | null;
  /** An outcome was written meanwhile of which cannot be read whose it is. */
  isUnsure: boolean;
  /** When the outcome was written that names it. */
  namedAt: number | null;
  began: TimedRecord | null;
  ended: TimedRecord | null;
}

/**
 * Pairs 1040 with 1042 by path and order: the newest open one of that path, of the same process where
 * there is one. Process ids alone do not do, since they need not match.
 */
export const pairTransactions = (records: readonly TimedRecord[]): readonly Transaction[] => {
  const drafts: Draft[] = [];
  const open: Draft[] = [];
  const ordered = inOrder(records);
  const refused = ordered.filter(({ record }) => isRefusal(record));
  for (const timed of ordered) {
    const { record } = timed;
    if (record.id === BEGAN) {
      const draft: Draft = {
        package: record.package ?? '',
        processId: record.processId,
        product: null,
        status: null,
        isUnsure: false,
        namedAt: null,
        began: timed,
        ended: null,
      };
      drafts.push(draft);
      open.push(draft);
    } else if (record.id === ENDED) {
      const same = open.filter((draft) => draft.package.toLowerCase() === keyOf(record));
      const own = same.findLast((draft) => draft.processId === record.processId) ?? same.at(-1);
      if (own === undefined) {
        drafts.push({
          package: record.package ?? '',
          processId: record.processId,
          product: null,
          status: null,
          isUnsure: false,
          namedAt: null,
          began: null,
          ended: timed,
        });
      } else {
        own.ended = timed;
        // What was done long before the end was inside of it; its own outcome comes with the end, or after it.
        if (own.namedAt !== null && timed.at - own.namedAt > OUTCOME_BEFORE_END)
          [own.product, own.status] = [null, null];
        open.splice(open.indexOf(own), 1);
      }
    } else {
      if (!isOfRefused(timed, refused)) nameProduct(drafts, timed);
    }
  }
  return drafts.map(({ isUnsure, product, status, package: path, processId, began, ended }) => {
    const isNamed = !isUnsure && ended !== null;
    return {
      package: path,
      processId,
      product: isNamed ? product : null,
      status: isNamed ? status : null,
      began,
      ended,
    };
  });
};

/** Record numbers settle what times of whole seconds leave open. */
export const inOrder = (records: readonly TimedRecord[]): readonly TimedRecord[] =>
  records.toSorted(
    (a, b) =>
      a.at - b.at ||
      (a.record.record ?? 0) - (b.record.record ?? 0) ||
      a.record.order - b.record.order ||
      a.record.line - b.record.line,
  );

/** A record that says that an installation was refused, which leaves no 1040 and no 1042. */
export const isRefusal = ({ id, status }: InstallerRecord): boolean =>
  status === ERROR_INSTALL_ALREADY_RUNNING || id === REFUSED;

/** One refusal for each occasion: the message may be written many times over before the status is. */
export const refusalsIn = (ordered: readonly TimedRecord[]): readonly TimedRecord[] => {
  const kept: TimedRecord[] = [];
  const last = new Map<string, number>();
  for (const timed of ordered) {
    const { at, record } = timed;
    if (!isRefusal(record)) continue;
    const product = record.product ?? '';
    if (at - (last.get(product) ?? Number.NEGATIVE_INFINITY) > SAME_OUTCOME) kept.push(timed);
    last.set(product, at);
  }
  return kept;
};

/** All that is written of an installation that was refused: another one is open meanwhile. */
const isOfRefused = ({ at, record }: TimedRecord, refused: readonly TimedRecord[]): boolean =>
  isRefusal(record) ||
  (record.product !== null &&
    refused.some((each) => each.record.product === record.product && Math.abs(each.at - at) < SAME_OUTCOME));

/**
 * An outcome belongs to the transaction that is open, else to the one that ended last. Of several in an
 * open one the last is its own: what was installed inside it was done before.
 */
const nameProduct = (drafts: readonly Draft[], { at, record }: TimedRecord): void => {
  const last = drafts.findLast(({ ended }) => ended === null) ?? drafts.at(-1);
  if (last === undefined || (last.ended !== null && at - last.ended.at > OUTCOME_AFTER_END)) return;
  // One that was refused meanwhile may have written it.
  if (record.unreadable.some((field) => field === 'product' || field === 'status')) last.isUnsure = true;
  if (last.ended === null) {
    last.namedAt = at;
    last.product = record.product ?? last.product;
    last.status = record.status ?? last.status;
  } else {
    last.product ??= record.product;
    last.status ??= record.status;
  }
};

/**
 * Until when a transaction may have lasted: its 1042, else the next 1040, since there is one at a time;
 * without either it is open-ended.
 */
export const endOf = (transaction: Transaction, all: readonly Transaction[]): number => {
  if (transaction.ended !== null) return transaction.ended.at;
  const began = transaction.began?.at ?? 0;
  const next = all.flatMap((other) =>
    other !== transaction && other.began !== null && other.began.at > began ? [other.began.at] : [],
  );
  return next.length === 0 ? Number.POSITIVE_INFINITY : Math.min(...next);
};
