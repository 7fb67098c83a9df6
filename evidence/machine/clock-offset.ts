import type { InstallerRecord } from '../events/record.ts';
import { BEGAN } from '../events/record.ts';
import { overlap, serverBegan } from './call.ts';
import type { InstallerCall, Span } from './call.ts';

/** Zones differ from UTC by quarters of an hour. */
const QUARTER = 15 * 60_000;
const MAX_ZONE = 14 * 60 * 60_000;
/** The 1040 is written when the service begins, which is when it grabs the mutex. */
const SLACK = 30_000;

/** Local time minus UTC at an instant, learnt from installations that both a log and the event log show. */
export interface Anchor {
  /** UTC. */
  readonly at: number;
  readonly offset: number;
}

/** Finds the 1040 of each call: same package, same client process, a zone's distance away. */
export const findAnchors = (
  calls: readonly InstallerCall[],
  records: readonly InstallerRecord[],
): readonly Anchor[] => {
  const begun = records.flatMap((record) =>
    record.id === BEGAN && record.moment?.zone === 'utc' ? [{ record, at: record.moment.at }] : [],
  );
  return calls.flatMap((call) => {
    const began = serverBegan(call);
    if (began === null) return [];
    const offsets = begun
      .filter(({ record }) => samePackage(record, call) && isSameProcess(record, call))
      .flatMap(({ at }) => {
        const offset = Math.round((began - at) / QUARTER) * QUARTER;
        return Math.abs(offset) <= MAX_ZONE && Math.abs(began - at - offset) <= SLACK ? [{ at, offset }] : [];
      });
    // Two candidates for one call tell nothing.
    return offsets.length === 1 ? offsets : [];
  });
};

/** The offset at an instant: that of the nearest anchor, since summer time changes it. */
export const offsetAt = (anchors: readonly Anchor[], at: number): number | undefined =>
  anchors.toSorted((a, b) => Math.abs(a.at - at) - Math.abs(b.at - at))[0]?.offset;

export const samePackage = (
  record: { readonly package: string | null },
  { session }: InstallerCall,
): boolean => {
  const path = record.package?.toLowerCase();
  if (path === undefined || path === '') return false;
  return path === session.package?.toLowerCase() || path === session.productCode?.toLowerCase();
};

const isSameProcess = (record: { readonly processId: number | null }, { session }: InstallerCall): boolean =>
  record.processId === null || session.processId === null || record.processId === session.processId;

/** Exports may give whole seconds. */
const SAME_TIME = 2_000;

/**
 * The call whose log tells of a transaction: same package, same client process as far as both are known,
 * begun at the same time. @returns its place, or `null`
 */
export const callOfTransaction = (
  transaction: { readonly package: string; readonly processId: number | null },
  span: Span,
  calls: readonly InstallerCall[],
): number | null => {
  const places = calls.flatMap((call, place) => {
    const { session, execute } = call;
    const began = serverBegan(call);
    const distance = began === null ? SAME_TIME : Math.abs(began - span.from);
    if (distance > SAME_TIME) return [];
    if (samePackage(transaction, call)) {
      if (!isSameProcess(transaction, call)) return [];
      return began !== null || overlap(span, call.whole) ? [{ place, distance }] : [];
    }
    // One path may be written in two ways, or not be shown: the process tells, or that a sequence fills the transaction.
    const isSame =
      transaction.processId !== null && session.processId !== null
        ? transaction.processId === session.processId && overlap(span, call.whole)
        : (session.package === null || transaction.package === '') &&
          execute !== null &&
          span.from - SAME_TIME <= execute.from &&
          execute.to <= span.to + SAME_TIME;
    return isSame ? [{ place, distance: distance + SAME_TIME }] : [];
  });
  return places.toSorted((a, b) => a.distance - b.distance)[0]?.place ?? null;
};

/** `+02:00`. */
export const offsetText = (offset: number): string => {
  const minutes = Math.abs(offset) / 60_000;
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
};

/** Every offset that a zone may have. */
export const OFFSETS: readonly number[] = Array.from({ length: 105 }, (_, index) => (index - 48) * QUARTER);
