import type { InstallerRecord } from '../events/record.ts';
import type { Evidence } from '../read/read-source.ts';
import type { Session } from '../log/story.ts';

export interface SessionOf {
  readonly file: string;
  readonly session: Session;
}

interface RecordOf {
  readonly file: string;
  readonly record: InstallerRecord;
}

/** The evidence that is of one machine, as far as names tell. */
export interface Group {
  /** `null` where nothing names the computer. */
  readonly computer: string | null;
  readonly sessions: readonly SessionOf[];
  readonly records: readonly RecordOf[];
  readonly notes: readonly string[];
}

/** `PC-1.example.org` and `pc-1` are one computer. */
const labelOf = (computer: string | null): string | null =>
  computer?.split('.')[0]?.trim().toUpperCase() || null;

/**
 * Sorts sessions and records by the computer they name. Evidence that names none belongs to the one
 * machine there is; where there are several it is judged alone, for nothing tells whose it is.
 */
export const groupByMachine = (evidence: readonly Evidence[], oneMachine: boolean): readonly Group[] => {
  const sessions = withoutCopies(
    evidence.flatMap((each) =>
      each.kind === 'log' ? each.log.sessions.map((session) => ({ file: each.file, session })) : [],
    ),
  );
  const records = withoutDoubles(
    evidence.flatMap((each) =>
      each.kind === 'events' ? each.events.records.map((record) => ({ file: each.file, record })) : [],
    ),
  );
  const names = new Set(
    [
      ...sessions.map(({ session }) => labelOf(session.computer)),
      ...records.map(({ record }) => labelOf(record.computer)),
    ].filter((name) => name !== null),
  );
  if (oneMachine || names.size <= 1) {
    const [computer = null] = names;
    const notes =
      oneMachine && names.size > 1 ? [`taken as one machine, though ${names.size} computers are named`] : [];
    return sessions.length + records.length === 0 ? [] : [{ computer, sessions, records, notes }];
  }
  const named = [...names].toSorted().map((computer): Group => ({
    computer,
    sessions: sessions.filter(({ session }) => labelOf(session.computer) === computer),
    records: records.filter(({ record }) => labelOf(record.computer) === computer),
    notes: [],
  }));
  const unnamed = [
    ...new Set(
      [
        ...sessions.filter(({ session }) => session.computer === null),
        ...records.filter(({ record }) => record.computer === null),
      ].map(({ file }) => file),
    ),
  ];
  const alone = unnamed.map((file): Group => ({
    computer: null,
    sessions: sessions.filter((each) => each.file === file && each.session.computer === null),
    records: records.filter((each) => each.file === file && each.record.computer === null),
    notes: ['names no computer, and the files are of several: judged alone'],
  }));
  return [...named, ...alone];
};

/** The same call in two files, such as a log and its re-saved copy, is one call. */
const withoutCopies = (sessions: readonly SessionOf[]): readonly SessionOf[] => {
  const seen = new Set<string>();
  return sessions.filter(({ session }) => {
    const { date, began, ended, processIdLowByte, package: path, grabs, returned, closed } = session;
    // Excerpts without a header or an end have too little to be told apart by.
    if (date === null || began === null || !closed) return true;
    const key = JSON.stringify([
      date.text,
      began,
      ended,
      processIdLowByte,
      path,
      grabs.map(({ clock }) => clock),
      returned.map(({ clock }) => clock),
    ]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
};

/** The same record in two exports. */
const withoutDoubles = (records: readonly RecordOf[]): readonly RecordOf[] => {
  const seen = new Set<string>();
  return records.filter(({ record }) => {
    if (record.record === null || record.moment?.zone !== 'utc') return true;
    const key = `${record.computer ?? ''} ${record.record} ${record.id} ${record.moment.at}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
};
