import type { Api, ExecuteTable, MutexState, UiTable } from '../../spec/index.ts';
import type { Machine } from './machine.ts';

/** How an execute table came to its end. */
export type Ending = 'finished' | 'killed';

/**
 * The points at which an installer keeps, or breaks, the documented rules. The conforming behaviour is in
 * `conforming.ts`; a faulty implementation is that one with a single point replaced.
 */
export interface Behaviour {
  /** Whether this function of the API looks for another installation at all. */
  guards(api: Api): boolean;
  /** Whether the mutex is set, as the installer sees it at the entry of a call. */
  seesMutexSet(machine: Machine, process: number): boolean;
  /** Whether the process is in a UI sequence, as the installer sees it at the entry of a call. */
  seesOwnUiSequence(machine: Machine, process: number): boolean;
  /** Called when a UI table begins. */
  enterUi(machine: Machine, process: number, table: UiTable): void;
  /** Called when the first execute action is due. @returns whether the installation may go on */
  enterExecute(machine: Machine, process: number, table: ExecuteTable): boolean;
  /** Called when an execute table has ended, in whatever way. */
  leaveExecute(machine: Machine, process: number, table: ExecuteTable, ending: Ending): void;
  /** Called when a UI table has ended, with or without its execute table. */
  leaveUi(machine: Machine, process: number, table: UiTable): void;
  /** Called when a call returns, with the code it is about to return. @returns the code to return */
  returning(machine: Machine, process: number, code: number): number;
  /** Called after every operation of any process: what happens late happens here. */
  afterwards(machine: Machine): void;
  /** What an observer sees of the kernel object. */
  mutexState(machine: Machine): MutexState;
  /** Whom an observer is told to own it; `undefined` where nobody is named. */
  mutexOwner(machine: Machine): number | undefined;
  /** Whether the service query is there on this machine's version. */
  offersServiceQuery(machine: Machine): boolean;
  /** `dwCurrentState` and `dwControlsAccepted` of the installer service. */
  serviceStatus(machine: Machine): { readonly state: number; readonly controlsAccepted: number };
  /** The applications that the event log says are being installed. */
  applicationsInLog(machine: Machine): readonly string[];
}
