import type { Stage } from '../implementation.ts';
import type { Request } from './protocol.ts';

/** Where workers run: the only thing in which Windows and Wine differ. */
export interface Host extends AsyncDisposable {
  readonly id: string;
  readonly name: string;
  /** The version of the implementation, when msi.dll's host does not tell it. */
  readonly version: string;
  readonly launch: Launch;
  /** A folder for fixture packages, as a worker sees it, ending in a backslash. */
  readonly fixtures: string;
  /** A Wine prefix of our own, in which nothing else installs; else a real machine, with whatever runs there. */
  readonly isOurs: boolean;
  /** Why the event log is not offered, where it is not. */
  readonly withoutEvents: string | undefined;
  /** What the mutex has to be before a case: where only we install, nothing of the last case may be left. */
  readonly quietWhen: 'absent' | 'free' | 'not owned';
  /** Clients remember, past the end of a case, that another one was killed: they begin anew after such a case. */
  readonly remembersKills?: boolean;
  /** How the observer is started, when not as a client is. */
  readonly launchObserver?: Launch;
  /** How the worker of the measurements is started, when not as a client is. */
  readonly measurer?: Launch;
  /** A folder for the installer's verbose logs, as a worker sees it, ending in a backslash; none are kept without. */
  readonly logs?: string;
  /**
   * Called once the observer runs, which it does until the end: from then on no server of the host ends by itself, so
   * what one that is killed leaves behind may be ended.
   */
  readonly watch?: () => void;
  /** Asked of the observer before anything else. */
  readonly firstCommand?: Request;
  readonly stage?: Stage;
  /** Facts to keep in the notes. */
  readonly facts: Readonly<Record<string, unknown>>;
}

/** What workers print on standard error, in the folder of the installer's logs. It is no log of the installer. */
export const WORKERS_LOG = 'workers.stderr';

/** How a worker process is started. */
export interface Launch {
  readonly program: string;
  readonly args: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  /** Takes standard error, which must not be a pipe: Node under Wine cannot open one. */
  readonly log: string;
}
