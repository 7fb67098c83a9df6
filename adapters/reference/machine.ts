import { applicationOf } from '../../spec/index.ts';
import type { ExecuteTable, SequenceTable, UiTable } from '../../spec/index.ts';
import { KernelMutex } from './mutex.ts';

/** A call that a client process is in the middle of. */
export interface Session {
  readonly ui: UiTable | undefined;
  readonly execute: ExecuteTable;
  /** The table that is processed now, waiting at its hold point. */
  readonly table: SequenceTable;
}

/** One record of the MsiInstaller event source: 1040 begins a transaction, 1042 ends it. */
export interface LogEntry {
  readonly id: 1040 | 1042;
  readonly application: string;
}

/** The parts of a computer that the installer works with. */
export class Machine {
  readonly mutex = new KernelMutex();
  readonly log: LogEntry[] = [];
  /** The calls in progress, by process number. */
  readonly sessions = new Map<number, Session>();
  /** Installations that ran to their end since the machine came up. */
  installations = 0;
  /** What a faulty variant remembers besides; the conforming installer needs nothing more. */
  readonly memory = new Map<string, number>();

  readonly processes: number;
  /** The Windows Installer version, like `3.1`. */
  readonly windowsInstaller: string;

  constructor(processes: number, windowsInstaller: string) {
    this.processes = processes;
    this.windowsInstaller = windowsInstaller;
  }

  record(id: LogEntry['id'], process: number): void {
    this.log.push({ id, application: applicationOf(process) });
  }
}
