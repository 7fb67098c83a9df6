import type { MutexState, Response } from '../spec/index.ts';
import { isUiTable, SERVICE_STOPPED } from '../spec/index.ts';
import type { OpenedImplementation } from '../adapters/implementation.ts';

/** A kernel mutex as a detector finds it. */
export interface MutexView {
  readonly state: MutexState;
  /** The last owner went without a release; the next wait gets WAIT_ABANDONED. */
  readonly abandoned: boolean;
}

/** What a deployment tool can see of a machine from outside, raw. */
export interface MachineView {
  /** `Global\_MSIExecute`. */
  readonly mutex: MutexView;
  /** What the name `_MSIExecute` finds in a session other than 0: an object of that session, not the installer's. */
  readonly bareMutex: MutexView;
  /** dwCurrentState and dwControlsAccepted of the installer service; `undefined` where the query is not there. */
  readonly service: { readonly state: number; readonly controlsAccepted: number } | undefined;
  /** How many processes are called msiexec.exe; `undefined` where that cannot be known. */
  readonly msiexecProcesses: number | undefined;
  /** What an installation of the tool's own returns; `undefined` where that was not tried. */
  readonly attempt: number | undefined;
}

export const ABSENT: MutexView = { state: 'absent', abandoned: false };

export interface ViewOptions {
  /** What the bare name finds, where somebody looked; nobody makes such an object otherwise. */
  readonly bareMutex?: MutexView;
  /** What the detector finds of the installer's mutex, where its rights are not the observer's. */
  readonly mutex?: MutexView;
  /** How many the system lists, where somebody counted. */
  readonly msiexecProcesses?: number;
  /** Called with what was seen, when the installation has not been started yet. */
  readonly before: (view: MachineView) => Promise<void>;
}

/**
 * Looks at a machine, and then starts an installation of its own.
 * @param holds what the clients' last responses were
 * @param bystander a client that is idle
 * @param signal makes the deadline of an operation
 */
export const viewOf = async (
  machine: OpenedImplementation,
  holds: ReadonlyMap<number, Response>,
  bystander: number,
  signal: () => AbortSignal,
  { bareMutex = ABSENT, mutex, msiexecProcesses, before }: ViewOptions,
): Promise<MachineView> => {
  const probe = await machine.perform(0, { op: 'probe' }, signal());
  const status = await machine.perform(0, { op: 'service' }, signal());
  const { state = undefined, controlsAccepted = 0 } = status.type === 'service' ? status : {};
  const service = state === undefined ? undefined : { state, controlsAccepted };
  const view: MachineView = {
    mutex: mutex ?? mutexOf(probe),
    bareMutex,
    service,
    // In memory each client is a process of msiexec.exe, as it can be on Windows.
    msiexecProcesses: machine.clock === 'logical' ? countOf(holds, service) : msiexecProcesses,
    attempt: undefined,
  };
  await before(view);
  const attempt = await machine.perform(bystander, { op: 'call', api: 'MsiInstallProduct' }, signal());
  return { ...view, attempt: attempt.type === 'returned' ? attempt.code : undefined };
};

const mutexOf = (probe: Response): MutexView =>
  probe.type === 'mutex' ? { state: probe.state, abandoned: probe.abandoned ?? false } : ABSENT;

/** How many calls are in progress. */
export const callsIn = (holds: ReadonlyMap<number, Response>): number =>
  [...holds.values()].filter(({ type }) => type === 'held').length;

/** One process for each call in progress, and one for the service while it is there. */
const countOf = (holds: ReadonlyMap<number, Response>, service: MachineView['service']): number => {
  const executing = [...holds.values()].some(
    (response) => response.type === 'held' && !isUiTable(response.table),
  );
  const isThere = service === undefined ? executing : service.state !== SERVICE_STOPPED;
  return callsIn(holds) + (isThere ? 1 : 0);
};
