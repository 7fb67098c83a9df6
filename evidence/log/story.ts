/** What one log tells. Everything has its line, so that every claim can be looked up. */
import type { Action, SequenceTable, UiLevel } from '../../spec/index.ts';
import type { Clock } from '../dates/day-clock.ts';
import type { HeaderDate } from '../dates/header-date.ts';

/** The client's process, or the installer service. */
export type Side = 'client' | 'server';

/** A line that was written at a time. */
export interface Written {
  /** From 1. */
  readonly line: number;
  /** `null` where the line bears no time and none came before it. */
  readonly clock: Clock | null;
}

/** One sequence table as the log shows it being processed. */
export interface Sequence {
  readonly table: SequenceTable;
  readonly side: Side;
  /** `null`: it had begun before the log does. */
  readonly started: Written | null;
  /** `null`: the log ends first. */
  readonly ended: Written | null;
  /** The top-level action's return value: 1 success, 2 cancelled, 3 failed; `null` where the log does not say. */
  readonly returnValue: number | null;
  /** It ran inside another installation of the same call (RemoveExistingProducts). */
  readonly nested: boolean;
}

/** Where in its session a `Grabbed execution mutex.` stands. */
export type GrabPlace =
  /** Client, none or basic UI, before the service is called. */
  | 'client-before-server'
  /** Client, reduced or full UI, at ExecuteAction, before the service is called. */
  | 'client-at-execute-action'
  /** Client, at the end of its session, for the clean-up of packages. */
  | 'client-clean-up'
  /** Service, before it opens the package. */
  | 'server-before-package'
  | 'elsewhere';

export interface Grab extends Written {
  readonly side: Side;
  readonly place: GrabPlace;
}

/** A `Failed to grab execution mutex.` line. */
export interface Refusal extends Written {
  readonly side: Side;
  /** 258 is WAIT_TIMEOUT; `null` where the line was cut. */
  readonly systemError: number | null;
  /** Milliseconds since the line before which the client began to wait; `null` where that is not shown. */
  readonly waited: number | null;
}

/** A `MainEngineThread is returning` line. */
export interface Returned extends Written {
  readonly side: Side;
  readonly code: number;
}

/** An installation that was started inside another one. */
export interface Nested extends Written {
  readonly product: string;
  readonly returnValue: number | null;
}

/** How a 1618 shows itself. */
type BusyShape =
  /** The client waited for the mutex in vain. */
  | 'could-not-grab'
  /** The client has grabbed it, and the service still refused. */
  | 'server-refused-after-grab'
  /** 1618 came back, and no line tells where it was refused. */
  | 'returned'
  /** A custom action's own installer came back with 1618. */
  | 'custom-action'
  /** Message 1500: a session with UI met the mutex at its ExecuteAction. */
  | 'message-1500'
  /** A 1033, 1034 or 1035 record with status 1618. */
  | 'record';

/** One occasion on which somebody was refused. */
export interface Busy extends Written {
  readonly shape: BusyShape;
  readonly waited: number | null;
}

export type MarkKind =
  | 'engine-started'
  | 'server-called'
  | 'server-began'
  | 'restore-point'
  | 'package-opened'
  | 'execute-action'
  | 'script'
  | 'back-from-server'
  | 'clean-up'
  /** A top-level action ended that began before the log does. */
  | 'ended'
  | 'log-lock-lost';

/** A line that is worth a row of the timeline, beside the sequences, grabs and returns. */
export interface Mark extends Written {
  readonly kind: MarkKind;
  readonly side: Side | null;
  readonly text: string;
}

/** Why a call ended as it did, as far as the log shows. */
export interface Cause extends Written {
  readonly what: 'action' | 'custom-action' | 'message';
  readonly text: string;
}

/** One call of a client, from its log's header (or first line) to its footer (or last line). */
export interface Session {
  readonly line: number;
  readonly endLine: number;
  readonly verbose: boolean;
  readonly date: HeaderDate | null;
  readonly stoppedDate: HeaderDate | null;
  /** `SHIP UNICODE 5.00.10011.00`. */
  readonly build: string | null;
  /** `5.0`, from the build. */
  readonly windowsInstaller: string | null;
  readonly callingProcess: string | null;
  readonly action: Action | null;
  readonly ui: UiLevel | 'none or basic' | 'reduced or full' | null;
  readonly package: string | null;
  /** What the service calls the transaction it runs this in: the package, or the name that MsiBeginTransaction was given. */
  readonly transaction: string | null;
  readonly productName: string | null;
  readonly productCode: string | null;
  /** The client's process id, or the low byte of it that stands in each line. */
  readonly processId: number | null;
  readonly processIdLowByte: string | null;
  readonly computer: string | null;
  /** LANGID of the user: tells the order of day and month. */
  readonly userLanguage: number | null;
  /** First and last time of the session. */
  readonly began: Clock | null;
  readonly ended: Clock | null;
  /** The clock went back while the log was written, so its times do not tell what came first. */
  readonly isClockSetBack: boolean;
  readonly closed: boolean;
  readonly topActions: readonly string[];
  readonly actionsDone: Readonly<Record<Side, number>>;
  readonly executeAction: boolean;
  readonly sequences: readonly Sequence[];
  readonly grabs: readonly Grab[];
  readonly refusals: readonly Refusal[];
  readonly returned: readonly Returned[];
  /** `Back from server. Return value: N`. */
  readonly answer: (Written & { readonly code: number }) | null;
  /** The sentence of the 1033, 1034 or 1035 that the log has too. */
  readonly record: (Written & { readonly product: string; readonly status: number }) | null;
  readonly nested: readonly Nested[];
  readonly busy: readonly Busy[];
  readonly marks: readonly Mark[];
  readonly cause: Cause | null;
  /** What the reader had to assume or could not settle, in sentences. */
  readonly notes: readonly string[];
}

/** The kinds of lines, read and unread. */
export interface LineCounts {
  engine: number;
  action: number;
  property: number;
  header: number;
  record: number;
  blank: number;
}

/** Lines that were not read, by kind. */
export interface UnreadCounts {
  /** Bears the engine's prefix, in a shape that cannot be read. */
  engine: number;
  /** Begins like an action line and cannot be read. */
  action: number;
  /** Begins with `===` and says nothing known. */
  header: number;
  /** Message bodies and the words of custom actions: no grammar. */
  text: number;
  /** Longer than the cap: the head was read, the rest was not. */
  overlong: number;
}

export interface LogReading {
  readonly encoding: string;
  readonly lines: number;
  readonly read: Readonly<LineCounts>;
  readonly unread: Readonly<UnreadCounts>;
  readonly sessions: readonly Session[];
  /** Calls beyond the most that are kept. */
  readonly callsDropped: number;
}
