import type { Operation, OperationName, Response } from '../spec/index.ts';

/** The moment an operation was asked for; stands in the history before the call is made. */
export interface Invocation {
  /** Counts the events of the file, from 1. */
  readonly seq: number;
  /** Milliseconds since the start of the run, monotonic; a plain count on a logical clock. */
  readonly at: number;
  readonly process: number;
  readonly kind: 'invoke';
  readonly op: OperationName;
  /** The operation without its name. */
  readonly args: Readonly<Record<string, string>>;
}

/** `ok`: it took effect; `fail`: it did not, for the implementation does not offer it; `info`: unknown. */
export type ResponseKind = 'ok' | 'fail' | 'info';

export interface Completion {
  readonly seq: number;
  readonly at: number;
  readonly process: number;
  readonly kind: ResponseKind;
  readonly op: OperationName;
  readonly value: Response;
}

export type HistoryEvent = Invocation | Completion;

/** An event without its number and time. */
export type UnstampedEvent = WithoutStamp<HistoryEvent>;

/** Distributes over the union, so that each kind of event keeps its own fields. */
type WithoutStamp<E> = E extends unknown ? Omit<E, 'seq' | 'at'> : never;

export const responseKindOf = (response: Response): ResponseKind =>
  response.type === 'unsupported' ? 'fail' : response.type === 'open' ? 'info' : 'ok';

export const argumentsOf = ({ op: _op, ...args }: Operation): Readonly<Record<string, string>> => args;

/** The reverse of {@link argumentsOf}; the arguments were validated when the history was read. */
export const operationOf = ({ op, args }: Pick<Invocation, 'op' | 'args'>): Operation =>
  ({ op, ...args }) as Operation;
