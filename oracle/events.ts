import type { Action, Api, SequenceTable, UiLevel } from '../spec/index.ts';

/** What a client process does. Each is an invocation that gets one response. */
export type ClientOperation =
  | { readonly op: 'start'; readonly action: Action; readonly ui: UiLevel }
  | { readonly op: 'advance' }
  | { readonly op: 'call'; readonly api: Api }
  | { readonly op: 'cancel' }
  | { readonly op: 'kill' };

/** What the observer, who is no client, looks at. */
export type Observation = { readonly op: 'probe' } | { readonly op: 'service' } | { readonly op: 'events' };

export type Operation = ClientOperation | Observation;
export type OperationName = Operation['op'];
export type ObservationName = Observation['op'];
export const OBSERVATION_NAMES: readonly ObservationName[] = ['probe', 'service', 'events'];

/** The observer's number; client processes are numbered from 1. */
export const OBSERVER = 0;

/** What came back. */
export type Response =
  /** The call is in progress and waits at a hold point inside this table. */
  | { readonly type: 'held'; readonly table: SequenceTable; readonly route?: string }
  /** The call returned this Win32 error code. */
  | { readonly type: 'returned'; readonly code: number }
  /** The client process is no more. */
  | { readonly type: 'gone' }
  /** `denied`: the object exists but cannot be queried. `owner` where it can be known. */
  | {
      readonly type: 'mutex';
      readonly state: MutexState;
      readonly owner?: number | 'other';
      readonly abandoned?: boolean;
    }
  /** Raw dwCurrentState and dwControlsAccepted. */
  | { readonly type: 'service'; readonly state: number; readonly controlsAccepted: number }
  /** The applications that the event log says are being installed now. */
  | { readonly type: 'events'; readonly installing: readonly string[] }
  /** The implementation does not offer this at all; `code` is what it gave instead. */
  | { readonly type: 'unsupported'; readonly code?: number; readonly reason?: string }
  /** The invocation never came back. */
  | { readonly type: 'open'; readonly reason: string };

export type MutexState = 'absent' | 'free' | 'owned' | 'denied';

/** One operation of an interleaving: who does what. */
export interface Step {
  /** A client, from 1, or {@link OBSERVER}. */
  readonly process: number;
  readonly operation: Operation;
}

/** A step together with what came back: what the oracle judges. */
export interface Observed extends Step {
  readonly response: Response;
}

export const isObservation = <T extends Pick<Operation, 'op'>>(operation: T): operation is T & Observation =>
  (OBSERVATION_NAMES as readonly string[]).includes(operation.op);
