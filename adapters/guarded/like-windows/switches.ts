/**
 * What nobody knows of a real Windows, or what may be wrong with one: each can be switched on, so that the
 * suite meets it here first.
 */
export const SWITCHES = {
  'route-hangs': 'an administrative installation with UI never comes back',
  'shows-dialog': 'MsiReinstallProduct opens a dialog and waits for somebody',
  'handler-elsewhere': 'msi.dll calls the handler on another thread than its caller’s',
  'policy-refuses': 'a policy refuses every installation with 1625',
  'log-unreadable': 'the event log cannot be read',
  'foreign-installs': 'somebody else installs something now and then',
  reboots: 'the machine starts again in the middle of it',
} as const;

export type Switch = keyof typeof SWITCHES;
export const SWITCH_NAMES = Object.keys(SWITCHES) as readonly Switch[];

/** How long things take, in milliseconds; all can be shortened for tests, and nothing else reads them. */
export interface Pace {
  /** A busy installer waits so long before it refuses. */
  readonly wait: number;
  /** The longest pause between two installations of somebody else, and how long each takes. */
  readonly pause: number;
  readonly hold: number;
  /** When the machine starts again, from its opening. */
  readonly reboot: number;
}

/** As public logs show it: 3.1 s before a refusal. */
const USUAL: Pace = { wait: 3_100, pause: 20_000, hold: 7_000, reboot: 20_000 };

/** Environment of tests, like `wait=200,hold=1000`. */
export const PACE_VARIABLE = 'MSICONFORM_LIKE_WINDOWS';

export const paceOf = (environment: NodeJS.ProcessEnv): Pace => {
  const named = (environment[PACE_VARIABLE] ?? '').split(',').map((part) => part.split('='));
  const given = Object.fromEntries(named.map(([name = '', value]) => [name, Number(value)]));
  return { ...USUAL, ...given };
};

/** What a worker is told on its command line, as JSON. */
export interface WorkerOptions {
  readonly switches: readonly Switch[];
  readonly pace: Pace;
  /** A folder for what stands in for the event log and for the owner of the mutex. */
  readonly folder: string;
  /** Is no client, but installs something now and then. */
  readonly isForeign?: boolean;
}
