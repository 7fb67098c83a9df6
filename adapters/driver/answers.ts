import { match } from 'ts-pattern';
import type { Response } from '../../oracle/index.ts';
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

export const describeAnswer = (answer: Answer | Gone): string =>
  match(answer)
    .with({ type: 'error' }, ({ message }) => message)
    .with({ type: 'gone' }, ({ reason }) => reason)
    .with({ type: 'done' }, { type: 'returned' }, ({ code }) => `code ${code}`)
    .otherwise(({ type }) => type);

/** The answer to what this machine does not offer. */
export const unsupported = (code: number | undefined, reason: string): Response => ({
  type: 'unsupported',
  ...(code === undefined ? {} : { code }),
  reason,
});

export const outOfTurn = (answer: Answer | Gone): ImplementationError =>
  new ImplementationError(`a worker answered out of turn: ${describeAnswer(answer)}`);
