/** What the controller and a worker say to each other: one line of JSON each, one reply to each command. */
import type { Announcement } from '../announcement.ts';
import type { Action, Api, SequenceTable } from '../../spec/index.ts';

/** Environment of a worker that gives its calls another stack than usual, in bytes: to measure what msi.dll needs. */
export const ASYNC_STACK_VARIABLE = 'MSICONFORM_ASYNC_STACK';

/** How a top-level action is made to process its tables. */
export type Route = 'natural' | 'sequence';

export interface Fixture {
  /** Path of the package, as the worker sees it. */
  readonly path: string;
  readonly productName: string;
  readonly productCode: string;
  /** Registers the product when it is installed, so that functions that take a product code succeed. */
  readonly registers: boolean;
  /** Puts markers into AdvtExecuteSequence too, where Windows allows no custom action but Wine does. */
  readonly marksAdvertise: boolean;
}

export interface StartCommand {
  readonly do: 'start';
  readonly action: Action;
  /** INSTALLUILEVEL. */
  readonly level: number;
  readonly withUi: boolean;
  readonly package: string;
  readonly route: Route;
  /** Runs to its return without a hold when false. */
  readonly hold: boolean;
  /** Past the guard, to learn what msi.dll itself offers. */
  readonly plain?: boolean;
  /** Whether msi.dll is called from the thread that also runs the handler, as on Wine; a deadlock if they must differ. */
  readonly sameThread?: boolean;
  /** Buttons to press for errors of these numbers, in turn and then the last one again, instead of the usual. */
  readonly buttons?: Readonly<Record<number, readonly number[]>>;
}

/** A message of the installer that a dialog would have shown, and the button that was pressed. */
export interface Message {
  /** INSTALLMESSAGE, with its style bits. */
  readonly message: number;
  /** Field 1 of its record: for an error, its number in the Error table. */
  readonly number: number;
  readonly answer: number;
}

/** A record of the event log. */
export interface EventRecord {
  readonly id: number;
  readonly record: number;
  readonly data: readonly string[];
}

/** What an API function is called with. */
export interface CallCommand {
  readonly do: 'call';
  readonly api: Api;
  readonly package: string;
  /** A product that is registered, and its feature. */
  readonly product: string;
  readonly feature: string;
  /** A file name that may be written. */
  readonly scratch: string;
  /** Past the guard, to learn what msi.dll itself offers. */
  readonly plain?: boolean;
}

export type Request =
  | { readonly do: 'author'; readonly fixture: Fixture }
  | StartCommand
  | { readonly do: 'advance' }
  | { readonly do: 'cancel' }
  | CallCommand
  /** Installs a package, once or so many times in a row, with no handler. */
  | { readonly do: 'install'; readonly package: string; readonly times?: number }
  | { readonly do: 'remove'; readonly product: string }
  /** Has the installer write a verbose log of what this process does from now on; with null, no more. */
  | { readonly do: 'log'; readonly path: string | null }
  | { readonly do: 'probe' }
  | { readonly do: 'service' }
  /** Records of the installer after this one; with null, the newest record alone. */
  | { readonly do: 'events'; readonly after: number | null }
  /** Waits until a process is no more, so that what it owned is given up. */
  | { readonly do: 'await-end'; readonly pid: number; readonly milliseconds: number }
  | { readonly do: 'extra'; readonly name: string; readonly value?: unknown };

export type Command = Request & { readonly id: number };

export interface Ready {
  readonly type: 'ready';
  /** The process number as Windows counts. */
  readonly pid: number;
  /** Wine's version, null on Windows. */
  readonly wine: string | null;
  /** DllGetVersion of msi.dll: major, minor, build. */
  readonly msi: readonly [number, number, number];
  /** When the worker is the native agent. */
  readonly agent?: Announcement;
}

export interface MutexReply {
  readonly type: 'mutex';
  readonly state: 'absent' | 'free' | 'owned' | 'denied';
  readonly abandoned: boolean;
  /** CurrentCount of MutantBasicInformation. */
  readonly count: number | null;
  /** Process number of the owner as Windows counts, where the system tells it. */
  readonly ownerPid: number | null;
  /** How it was looked at. */
  readonly by: 'NtQueryMutant' | 'WaitForSingleObject' | 'OpenMutexW';
}

export type Answer =
  | { readonly type: 'held'; readonly table: SequenceTable }
  | {
      readonly type: 'returned';
      readonly code: number;
      readonly tables: readonly SequenceTable[];
      readonly messages: readonly Message[];
      /** The agent's word that msi.dll called the handler on another thread than its caller's. */
      readonly otherThread?: boolean;
    }
  | { readonly type: 'events'; readonly records: readonly EventRecord[] }
  | { readonly type: 'done'; readonly code: number; readonly value?: unknown }
  | MutexReply
  | {
      readonly type: 'service';
      readonly state: number;
      readonly controlsAccepted: number;
      readonly pid: number;
    }
  /** The worker could not do it at all. */
  | { readonly type: 'error'; readonly message: string };

export type Reply = Ready | (Answer & { readonly id: number });
