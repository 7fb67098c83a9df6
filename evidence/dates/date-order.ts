import type { DateOrder, DateReading, HeaderDate } from './header-date.ts';

/** LANGIDs of users whose Windows writes the month first: United States, Philippines, Spanish (United States). */
const MONTH_FIRST_LANGUAGES: ReadonlySet<number> = new Set([0x0409, 0x3409, 0x0464, 0x540a]);

/** A date to be settled, and what may settle it. */
export interface Dated {
  readonly date: HeaderDate;
  readonly userLanguage: number | null;
  /** Days (since 1970) on which other evidence of the same installation was written. */
  readonly knownDays: readonly number[];
  /** The orders in which its log does not end before it begins; both where that is not known. */
  readonly possible?: readonly ('day-first' | 'month-first')[];
}

export interface SettledOrder {
  /** `null`: nothing settles it. */
  readonly order: 'day-first' | 'month-first' | null;
  /** A sentence; `null` when no date is ambiguous. */
  readonly why: string | null;
}

const isAmbiguous = ({ readings }: HeaderDate): boolean => readings.length > 1;

/** One machine writes its dates in one order: what settles one file settles them all. */
export const settleOrder = (dates: readonly Dated[]): SettledOrder => {
  const open = dates.filter(({ date }) => isAmbiguous(date));
  const first = open[0];
  if (first === undefined) return { order: null, why: null };
  const example = `"${first.date.text}"`;
  const firm = distinct(
    dates.flatMap(({ date }) => (isAmbiguous(date) ? [] : orderOf(date.readings[0]?.order))),
  );
  const [only] = firm;
  if (firm.length === 1 && only !== undefined) {
    const witness = dates.find(({ date }) => date.readings.length === 1 && date.readings[0]?.order === only);
    return {
      order: only,
      why: `${example} is read ${only}, since "${witness?.date.text ?? ''}" can be read in no other way`,
    };
  }
  const possible = distinct(open.flatMap(({ possible: orders = [] }) => (orders.length === 1 ? orders : [])));
  const [otherwise] = possible;
  if (possible.length === 1 && otherwise !== undefined) {
    return {
      order: otherwise,
      why: `${example} is read ${otherwise}, since a log would end before it begins in the other order`,
    };
  }
  const met = distinct(open.flatMap(({ date, knownDays }) => matching(date, knownDays)));
  const [byDay] = met;
  if (met.length === 1 && byDay !== undefined) {
    return {
      order: byDay,
      why: `${example} is read ${byDay}, since the event log has the same installation on that day`,
    };
  }
  // A log that does not say its language is of the same machine as those that do.
  const languages = distinct(
    dates.flatMap(({ userLanguage }) => (userLanguage === null ? [] : [userLanguage])),
  );
  const [language] = languages;
  if (languages.length === 1 && language !== undefined) {
    const order = MONTH_FIRST_LANGUAGES.has(language) ? 'month-first' : 'day-first';
    return { order, why: `${example} is read ${order}, as the log's UserLanguageID ${language} has it` };
  }
  return {
    order: null,
    why: `${example} may be day-first or month-first: nothing in these files settles it`,
  };
};

/** The day that a date means in an order. */
export const dayIn = (date: HeaderDate, order: SettledOrder['order']): number =>
  (date.readings.find((reading: DateReading) => reading.order === order) ?? date.readings[0])?.day ?? 0;

const orderOf = (order: DateOrder | 'either' | undefined): readonly ('day-first' | 'month-first')[] =>
  order === 'day-first' || order === 'month-first' ? [order] : [];

const matching = (
  date: HeaderDate,
  knownDays: readonly number[],
): readonly ('day-first' | 'month-first')[] => {
  // A day of slack: the event log is in UTC.
  const near = date.readings.filter(({ day }) => knownDays.some((known) => Math.abs(known - day) <= 1));
  return near.length === 1 ? near.flatMap(({ order }) => orderOf(order)) : [];
};

const distinct = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];
