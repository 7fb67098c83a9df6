import type { Moment, RawRecord } from './record.ts';

/** What a record of the System log tells of the machine's starts. */
export type RestartKind =
  /** Written while the machine starts. */
  | 'started'
  /** Written while the machine shuts down. */
  | 'stopped'
  /** For how long the machine had been up. */
  | 'up'
  /** Somebody asked for a restart or a shutdown, which may not have come, or may have left the services asleep. */
  | 'asked';

/** A record of the System log that tells of a start or a shutdown of the machine. */
export interface RestartRecord {
  readonly kind: RestartKind;
  /** What shows it, in words that complete "the machine was restarted, as … shows". */
  readonly shownBy: string;
  readonly moment: Moment | null;
  readonly computer: string | null;
  /** Milliseconds since the machine started; only of the kind `up`. */
  readonly uptime: number | null;
  /** EventRecordID. */
  readonly record: number | null;
  /** Where the record begins in its file, from 1. */
  readonly line: number;
}

type Sign = readonly [kind: RestartKind, shownBy: string];

/**
 * By the name of the source, in lower case and without `Microsoft-Windows-`, and the id. Their sentences are in the
 * machine's language. Kernel-General writes nothing when a hybrid shutdown puts the services to sleep, nor does the
 * event log service.
 */
const SIGNS: ReadonlyMap<string, ReadonlyMap<number, Sign>> = new Map([
  [
    'eventlog',
    new Map<number, Sign>([
      [6005, ['started', 'the start of its event log service (6005)']],
      [6006, ['stopped', 'the end of its event log service (6006)']],
      [6008, ['started', 'the record of an unexpected shutdown (6008)']],
      [6009, ['started', "the record of Windows' version at its start (6009)"]],
      [6013, ['up', 'its uptime (6013)']],
    ]),
  ],
  [
    'kernel-general',
    new Map<number, Sign>([
      [12, ['started', 'the start of the operating system (Kernel-General 12)']],
      [13, ['stopped', 'the shutdown of the operating system (Kernel-General 13)']],
    ]),
  ],
  [
    'kernel-power',
    new Map<number, Sign>([[41, ['started', 'the record of a start without a shutdown (Kernel-Power 41)']]]),
  ],
  ['user32', new Map<number, Sign>([[1074, ['asked', 'USER32 1074']]])],
]);

const signsOf = (source: string): ReadonlyMap<number, Sign> | undefined =>
  SIGNS.get(
    source
      .trim()
      .toLowerCase()
      .replace(/^microsoft-windows-/, ''),
  );

/** The names of these sources in a pattern, in whichever case. */
export const RESTART_SOURCES = '(?:EventLog|(?:Microsoft-Windows-)?Kernel-(?:General|Power)|User32)';

/** Whether a source writes records that tell of starts. */
export const isRestartSource = (source: string): boolean => signsOf(source) !== undefined;

/** Whether an id is one of a source's that tell of starts; without a source, of any. */
export const isRestartId = (id: number, source?: string): boolean =>
  source === undefined ? [...SIGNS.values()].some((ids) => ids.has(id)) : signsOf(source)?.has(id) === true;

/** @returns `undefined` when the record tells of no start; what names no source tells of none */
export const restartOf = (raw: RawRecord, source: string | undefined): RestartRecord | undefined => {
  const [kind, shownBy] = (source === undefined ? undefined : signsOf(source)?.get(raw.id)) ?? [];
  if (kind === undefined || shownBy === undefined) return undefined;
  const { moment, record, line, computer } = raw;
  const uptime = kind === 'up' ? uptimeIn(raw) : null;
  if (kind === 'up' && uptime === null) return undefined;
  return { kind, shownBy, moment, computer: computer?.trim() || null, uptime, record, line };
};

/** The first number among the insertion strings, else the one number of the sentence: seconds. */
const uptimeIn = ({ data, joined, message }: RawRecord): number | null => {
  const strings = data.length > 0 ? data : (joined ?? '').split(',');
  const first = strings.map((each) => each.trim()).find((each) => /^\d{1,10}$/.test(each));
  if (first !== undefined) return Number(first) * 1_000;
  const [only, ...more] = message.match(/\d+/g) ?? [];
  return only !== undefined && more.length === 0 && only.length <= 10 ? Number(only) * 1_000 : null;
};
