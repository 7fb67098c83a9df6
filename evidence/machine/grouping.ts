import type { InstallerRecord } from '../events/record.ts';
import type { RestartRecord } from '../events/restart.ts';
import type { FileReading } from '../read/read-source.ts';
import type { Session } from '../log/story.ts';

export interface SessionOf {
  readonly file: string;
  readonly session: Session;
}

export interface RecordOf {
  readonly file: string;
  readonly record: InstallerRecord;
}

export interface RestartOf {
  readonly file: string;
  readonly restart: RestartRecord;
}

/** How it is known that a group's evidence is of one machine. */
export type Basis =
  /** It names the computer, or the user says which one it is. */
  | 'named'
  /** Nothing names a computer; it lies in one folder. */
  | 'folder'
  /** One file among the evidence of several computers. */
  | 'alone';

/** The evidence that is of one machine, as far as names and folders tell. */
export interface Group {
  /** `null` where nothing names the computer. */
  readonly computer: string | null;
  readonly basis: Basis;
  readonly sessions: readonly SessionOf[];
  readonly records: readonly RecordOf[];
  readonly restarts: readonly RestartOf[];
  readonly notes: readonly string[];
}

export interface GroupOptions {
  /** All files are of one machine, whatever names they bear. */
  readonly oneMachine?: boolean;
  /** Folders whose files are of a machine, for those that do not name one. */
  readonly machines?: readonly { readonly name: string; readonly folder: string }[];
}

/** `PC-1.example.org` and `pc-1` are one computer. */
const labelOf = (computer: string | null): string | null =>
  computer?.split('.')[0]?.trim().toUpperCase() || null;

/** Of a path as the user wrote it, on either kind of system. */
const folderOf = (file: string): string => file.replace(/[^/\\]*$/, '').replace(/[/\\]+$/, '');

const isWithin = (folder: string, outer: string): boolean =>
  folder === outer || folder.startsWith(`${outer}/`) || folder.startsWith(`${outer}\\`);

interface Item {
  readonly file: string;
  readonly folder: string;
  readonly label: string | null;
}

/**
 * Sorts sessions and records by the computer they name. What names none belongs to the computer that alone
 * is named in its folder; a folder in which none is named is taken to be of one machine of its own. Anything
 * else is judged alone: nothing tells whose it is.
 */
export const groupByMachine = (evidence: readonly FileReading[], options: GroupOptions): readonly Group[] => {
  const sessions = withoutCopies(
    evidence.flatMap((each) =>
      each.kind === 'log' ? each.log.sessions.map((session) => ({ file: each.file, session })) : [],
    ),
  ).map((each) => ({ ...each, ...itemOf(each.file, each.session.computer, options) }));
  const records = withoutDoubles(
    evidence.flatMap((each) =>
      each.kind === 'events' ? each.events.records.map((record) => ({ file: each.file, record })) : [],
    ),
  ).map((each) => ({ ...each, ...itemOf(each.file, each.record.computer, options) }));
  const restarts = evidence
    .flatMap((each) =>
      each.kind === 'events' ? each.events.restarts.map((restart) => ({ file: each.file, restart })) : [],
    )
    .map((each) => ({ ...each, ...itemOf(each.file, each.restart.computer, options) }));
  const items: readonly Item[] = [...sessions, ...records, ...restarts];
  if (items.length === 0) return [];
  const names = [...new Set(items.flatMap(({ label }) => label ?? []))].toSorted();
  if (options.oneMachine === true) {
    const notes =
      names.length > 1 ? [`taken as one machine, though ${names.length} computers are named`] : [];
    return [{ computer: names[0] ?? null, basis: 'named', sessions, records, restarts, notes }];
  }
  const keyOf = keysOf(items);
  const keys = [...new Set(items.map(keyOf))].toSorted();
  return keys.map((key): Group => {
    const own = <T extends Item>(list: readonly T[]): readonly T[] =>
      list.filter((each) => keyOf(each) === key);
    const placed = new Set(own(items).flatMap(({ file, label }) => (label === null ? [file] : [])));
    const [kind, name = ''] = key.split(':', 2);
    const computer = kind === 'named' ? name : null;
    const basis: Basis = kind === 'named' ? 'named' : kind === 'folder' ? 'folder' : 'alone';
    return {
      computer,
      basis,
      sessions: own(sessions),
      records: own(records),
      restarts: own(restarts),
      notes: notesOf(basis, computer, placed, keys.length),
    };
  });
};

const itemOf = (file: string, computer: string | null, { machines = [] }: GroupOptions): Item => {
  const folder = folderOf(file);
  const stated = machines.find((each) => isWithin(folder, each.folder.replace(/[/\\]+$/, '')))?.name ?? null;
  return { file, folder, label: labelOf(computer) ?? labelOf(stated) };
};

/** Which group an item belongs to. */
const keysOf = (items: readonly Item[]): ((item: Item) => string) => {
  const named = new Map<string, Set<string>>();
  for (const { folder, label } of items)
    if (label !== null) named.set(folder, (named.get(folder) ?? new Set<string>()).add(label));
  const folders = new Map<string, string>();
  const ofFolder = (folder: string): string | undefined => {
    const known = folders.get(folder);
    if (known !== undefined) return known === '' ? undefined : known;
    const labels = new Set([...named].flatMap(([other, own]) => (isWithin(other, folder) ? [...own] : [])));
    const [only] = labels;
    const key = only === undefined ? `folder:${folder}` : labels.size === 1 ? `named:${only}` : '';
    folders.set(folder, key);
    return key === '' ? undefined : key;
  };
  return ({ file, folder, label }) =>
    label === null ? (ofFolder(folder) ?? `alone:${file}`) : `named:${label}`;
};

const notesOf = (
  basis: Basis,
  computer: string | null,
  placed: ReadonlySet<string>,
  groups: number,
): readonly string[] => {
  if (basis === 'alone') return ['names no computer, and the files are of several: judged alone'];
  const [first, ...more] = placed;
  if (basis === 'named' && first !== undefined && groups > 1) {
    const others = more.length === 0 ? '' : ` and ${more.length} more`;
    return [`${first}${others} names no computer; in its folder only ${computer ?? ''} is named`];
  }
  return basis === 'folder' && groups > 1
    ? ['no computer is named: the files of one folder are taken together']
    : [];
};

/** The same call in two files, such as a log and its re-saved copy, is one call. */
const withoutCopies = (sessions: readonly SessionOf[]): readonly SessionOf[] => {
  const seen = new Set<string>();
  return sessions.filter(({ session }) => {
    const { date, began, ended, closed, returned, processIdLowByte, processId, busy } = session;
    const {
      package: path,
      productName,
      productCode,
      computer,
      build,
      grabs,
      sequences,
      marks,
      record,
    } = session;
    // Excerpts without a header or an end, and logs without a process, have too little to be told apart by.
    if (date === null || began === null || !closed || (processIdLowByte ?? processId) === null) return true;
    const key = JSON.stringify([
      [date.text, began, ended, processIdLowByte, processId, path, productName, productCode, computer, build],
      grabs.map(({ clock, side }) => [clock, side]),
      returned.map(({ clock, code }) => [clock, code]),
      sequences.map(({ table, started, ended: end }) => [table, started?.clock, end?.clock]),
      marks.map(({ kind, clock }) => [kind, clock]),
      busy.map(({ shape, clock }) => [shape, clock]),
      record?.status,
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
