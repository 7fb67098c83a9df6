import type { Capabilities, Observed, Operation, Reading, Response, Step } from '../spec/index.ts';

/** Who was tested. Stands in the head of every history and result. */
export interface Identity {
  /** What the command line calls it, like `reference`, `wine` or `windows`. */
  readonly id: string;
  readonly name: string;
  /** The version of the implementation itself, like `wine-8.0`. */
  readonly version: string;
  /** The Windows Installer version it claims, like `5.0` (clause service-version). */
  readonly windowsInstaller: string;
  /** What it runs on, as it says itself, where `name` is one that it was given: a machine of a lab. */
  readonly system?: string;
}

export interface ResetOptions {
  readonly processes: number;
  /** One of {@link Capabilities.versions}. */
  readonly windowsInstaller?: string;
}

/** What an implementation does not offer, found out when it was opened. */
export interface NotOffered {
  /** An action, a function of the API, or an observation. */
  readonly what: string;
  /** The code that it gave instead. */
  readonly code?: number;
  readonly reason?: string;
}

/**
 * An implementation of the installer, as the suite sees it: all that an implementer writes. One object stands
 * for one machine.
 *
 * `perform` resolves with what came back. It rejects with an {@link ImplementationError} only when the
 * implementation could not be driven: that is never a divergence. Deadlines are the caller's: when
 * `signal` aborts, `perform` gives up, and the next `reset` must work again.
 */
export interface Implementation extends AsyncDisposable {
  readonly identity: Identity;
  readonly capabilities: Capabilities;
  /** Makes a machine on which nothing is installing, with so many idle client processes. */
  reset(options: ResetOptions): Promise<void>;
  /** Process 0 is the observer and does observations only; clients count from 1. */
  perform(process: number, operation: Operation, signal?: AbortSignal): Promise<Response>;
}

/** What the suite can use where others may install on the same machine. */
export interface SharedMachineHooks {
  /**
   * What came into the case that has just ended, in a sentence. Such a case is void. Its being there says
   * that others may install on this machine at all.
   */
  intruder?(): Promise<string | undefined>;
  /** From now on the installer's own logs go to files that begin with this name; nothing is logged without one. */
  keepLogs?(name: string | undefined): Promise<void>;
}

/** What lockstep can use where each exchange with the machine is slow. */
export interface WholeCaseHooks {
  /** Resets and performs a whole interleaving at once. Steps that cannot be done where their client stands are passed over. */
  performAll?(wanted: WholeCase): Promise<readonly Observed[]>;
}

/** What can be begun afresh in a moment, so that nothing of earlier cases is left but what lies outside of it. */
export interface RestartHooks {
  /** The next reset begins with a fresh one. */
  restart?(): Promise<void>;
}

/** An interleaving to be performed at once. */
export interface WholeCase {
  readonly processes: number;
  readonly steps: readonly Step[];
  /** Milliseconds for one operation. */
  readonly deadline: number;
}

/** What racing mode can use beyond an {@link Implementation}. */
export interface RacingHooks extends SharedMachineHooks {
  /**
   * Where everything happens in this process: awaits `pause` between internal steps from now on, so that
   * the runner decides who goes on; `undefined` ends that.
   */
  scheduleWith?(pause: ((process: number) => Promise<void>) | undefined): void;
  /** Keeps a client process from running until what it resolves with is disposed; where that can be done. */
  suspend?(process: number): Promise<AsyncDisposable>;
}

/** What can be measured of a machine that is open already. */
export interface MeasurementHooks {
  /** The names, in the order in which they are made; empty or absent where nothing can be measured. */
  readonly measurementNames?: readonly string[];
  /** Makes one of them. @throws {ImplementationError} when the machine gives no answer */
  measureOne?(name: string): Promise<Measurement>;
}

/** What the history of a run keeps beyond its cases. */
export interface HistoryHooks {
  /** What stands outside of the capabilities because it was tried and did not work. */
  readonly notOffered?: readonly NotOffered[];
  /** Raw facts, such as what a first run on Windows has to measure. */
  readonly notes?: () => Readonly<Record<string, unknown>>;
  /** `logical` where time has no meaning and a history must not depend on it. Default `wall`. */
  readonly clock?: 'wall' | 'logical';
}

/** What detectors need to look at the same machine. */
export interface DetectorHooks {
  /** What a program needs in its environment to run on the same machine, as under Wine. */
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined;
  /** Where a process beside the installer can bring about what no operation does. */
  readonly stage?: Stage | undefined;
}

/** An implementation as an adapter of ours opens it. */
export interface OpenedImplementation
  extends
    Implementation,
    WholeCaseHooks,
    RestartHooks,
    RacingHooks,
    MeasurementHooks,
    HistoryHooks,
    DetectorHooks {}

/** A service that can be kept from becoming ready, and the program that it runs in. */
export interface Stage {
  /** While a mutex of this name exists, the service says that it is still starting. */
  readonly serviceStartsWhile: string;
  /** Where Node for Windows lies under the name msiexec.exe. */
  readonly msiexec: string;
}

/** The implementation could not be driven: it did not start, it broke the protocol, it is not there. */
export class ImplementationError extends Error {
  override readonly name = 'ImplementationError';
  /** What the user can do about it, in one sentence. */
  readonly hint: string | undefined;
  /** Milliseconds that were waited for an answer, where none came in time. */
  readonly waited: number | undefined;

  constructor(
    message: string,
    options: { readonly hint?: string; readonly cause?: unknown; readonly waited?: number } = {},
  ) {
    super(message, { cause: options.cause });
    this.hint = options.hint;
    this.waited = options.waited;
  }
}

/** A case ended or hung the machine that it ran on, each time that it was tried: it is set apart, and no divergence. */
export class CrashedMachineError extends ImplementationError {}

/** It was asked to be a Windows Installer that it cannot be: who asked has to ask for another. */
export class VersionError extends ImplementationError {}

/** What a person is told: what happened, then what to do about it, then the program's own last words. */
export const told = ({ message, hint }: ImplementationError): string => {
  if (hint === undefined) return message;
  const [first = '', ...more] = message.split('\n');
  return [`${first.replace(/\.$/, '')}. ${hint}`, ...more].join('\n');
};

/** What client processes can be: Node with koffi, or the native agent (docs/agent.md). */
export const DRIVER_NAMES = ['node', 'agent'] as const;
export type DriverName = (typeof DRIVER_NAMES)[number];

/** Opens implementations by name. Each adapter folder exports one. */
export interface ImplementationFactory {
  readonly id: string;
  /** One line for the list of implementations. */
  readonly summary: string;
  /** How many interleavings are worth its time when the user names no number; 1,000 when not given. */
  readonly numRuns?: number;
  /** The most steps of an interleaving when the user names no number; 20 when not given. */
  readonly maxSteps?: number;
  /** Milliseconds, where operations take long, of shrinking (reruns have half as much) and of a default run that diverges. */
  readonly budgets?: { readonly shrink: number; readonly run: number };
  /** What its client processes can be, where there is a choice. */
  readonly drivers?: readonly DriverName[];
  /** Where it can run; everywhere when not given. */
  readonly platforms?: readonly NodeJS.Platform[];
  /** Whether a run measures the machine first. */
  readonly measuresFirst?: boolean;
  /** Decides when the user names no reading: the one under which a fault put in on purpose shows. */
  readonly reading?: Reading;
  /** @throws {ImplementationError} when it cannot run on this machine, with a hint. */
  open(options: OpenOptions): Promise<OpenedImplementation>;
  /**
   * The first half of `open`: a machine that can be measured, of which nothing has been tried yet.
   * @throws {ImplementationError} as `open` does
   */
  prepare?(options: OpenOptions): Promise<PreparedMachine>;
  /** Whether this machine has what it needs, point by point; changes nothing and starts nothing long. */
  diagnose?(): Promise<readonly Diagnosis[]>;
}

/** A machine before anything of it is tried. Disposing of it ends it, unless it was opened. */
export interface PreparedMachine extends AsyncDisposable {
  readonly identity: Identity;
  /** What will be tried; what of it is offered, `open` finds out. */
  readonly capabilities: Capabilities;
  /** Whether it can be told that something else installed in the middle of a case; see {@link SharedMachineHooks}. */
  readonly isShared: boolean;
  /** The names of all measurements, in the order in which they are made. */
  readonly measurements: readonly string[];
  /** Makes the measurements, one after the other. Nothing that one of them meets ends the others. */
  measure(signal?: AbortSignal): AsyncIterable<Measurement>;
  /** Finds out what is offered. @throws {ImplementationError} when nothing can be tested */
  open(): Promise<OpenedImplementation>;
}

/** Raw values that no public source tells. */
export interface Measurement {
  readonly name: string;
  /** Milliseconds that it took. */
  readonly durationMs: number;
  /** None when it failed. */
  readonly values?: unknown;
  /** Why there are no values. */
  readonly failed?: string;
}

/** One thing that an implementation needs from the machine. */
export interface Diagnosis {
  readonly what: string;
  readonly ok: boolean;
  /** False for what is better so, and can be done without. */
  readonly isNeeded?: boolean;
  /** What was found, or how to mend it. */
  readonly detail: string;
}

export interface OpenOptions {
  /** The Windows Installer version for implementations that can choose one. */
  readonly windowsInstaller?: string;
  /** Long steps report here (fetching, making a prefix). */
  readonly onProgress?: (message: string) => void;
  /** What the client processes are, where there is a choice; the first of {@link ImplementationFactory.drivers} else. */
  readonly driver?: DriverName;
  /** The user's word that this machine may be installed on (Windows outside CI). */
  readonly disposableMachine?: boolean;
  /** The user wants to run without the rights of an administrator (Windows). */
  readonly unelevated?: boolean;
  /** A folder for the installer's own verbose logs; none are kept when it is not given. */
  readonly logs?: string;
}
