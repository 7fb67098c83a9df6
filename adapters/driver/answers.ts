import type { Response } from '../../spec/index.ts';
import { match } from 'ts-pattern';
import { within as withinDeadline } from '../deadline.ts';
import { ImplementationError } from '../implementation.ts';
import type { Answer, Request } from './protocol.ts';
import type { Gone, WorkerProcess } from './worker-process.ts';

/** Milliseconds for what is no test: authoring, observing, cleaning up. */
export const CONTROL_DEADLINE_MS = 30_000;

/** @throws {ImplementationError} when the promise is not settled in time */
export const within = <T>(promise: Promise<T>, milliseconds: number, what: string): Promise<T> =>
  withinDeadline(
    promise,
    milliseconds,
    () => new ImplementationError(`${what} did not end within ${milliseconds / 1000} seconds`),
  );

/** Asks for something that must succeed. @throws {ImplementationError} when it does not, or not in time */
export const control = async (worker: WorkerProcess, request: Request): Promise<unknown> => {
  const answer = await within(worker.ask(request), CONTROL_DEADLINE_MS, request.do);
  if (answer.type === 'done' && answer.code === 0) return answer.value;
  const what = request.do === 'extra' ? request.name : request.do;
  throw new ImplementationError(`a worker could not ${what}: ${describeAnswer(answer)}`);
};

/** Where a client's worker comes from, and who ends it. */
interface Clients {
  readonly client: (process: number) => Promise<WorkerProcess>;
  readonly kill: (process: number) => Promise<unknown>;
}

/** Milliseconds for one route, function or measured operation; a busy installer answers after some 3 seconds. */
export const TRY_DEADLINE_MS = 20_000;

/** A client's answer to what may never come back. One that gives none in time is ended, so that nothing waits behind it. */
export const attempt = async (workers: Clients, client: number, request: Request): Promise<Answer | Gone> => {
  const worker = await workers.client(client);
  const answer = await within(worker.ask(request), TRY_DEADLINE_MS, request.do).catch(() => undefined);
  if (answer !== undefined) return answer;
  await workers.kill(client);
  return { type: 'gone', reason: NO_ANSWER };
};

/** What is said of that. */
export const NO_ANSWER = `no answer within ${TRY_DEADLINE_MS / 1000} seconds`;

export const describeAnswer = (answer: Answer | Gone): string =>
  match(answer)
    .with({ type: 'error' }, ({ message }) => message)
    .with({ type: 'gone' }, ({ reason }) => reason)
    .with({ type: 'done' }, { type: 'returned' }, ({ code }) => `code ${code}`)
    .otherwise(({ type }) => type);

/** The code that came instead of what is needed, or why none came. */
export type Refusal = { readonly code: number } | { readonly reason: string };

/** The answer to what this machine does not offer. */
export const unsupported = (given: Refusal | undefined, reason: string): Response => ({
  type: 'unsupported',
  ...(given === undefined || 'reason' in given ? {} : { code: given.code }),
  reason: given !== undefined && 'reason' in given ? `${reason}: ${given.reason}` : reason,
});

export const outOfTurn = (answer: Answer | Gone): ImplementationError =>
  new ImplementationError(`a worker answered out of turn: ${describeAnswer(answer)}`);
