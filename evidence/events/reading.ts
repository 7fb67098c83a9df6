import type { InstallerRecord } from './record.ts';
import type { RestartRecord } from './restart.ts';

/** What an export of the event log holds. */
export interface EventsReading {
  readonly encoding: string;
  readonly form: 'xml' | 'csv' | 'json' | 'text';
  readonly lines: number;
  readonly records: readonly InstallerRecord[];
  /** What the System log tells of starts and shutdowns of the machine. */
  readonly restarts: readonly RestartRecord[];
  /** Records of other sources, or of MsiInstaller with an id that tells nothing here. */
  readonly others: number;
  readonly unread: Readonly<{ record: number; overlong: number }>;
  readonly notes: readonly string[];
}
