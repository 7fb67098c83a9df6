import type { Observed, Operation, Response } from '../../spec/index.ts';
import { OBSERVER } from '../../spec/index.ts';
import { within } from '../../adapters/deadline.ts';
import { ImplementationError } from '../../adapters/implementation.ts';
import type { Implementation, WholeCaseHooks } from '../../adapters/implementation.ts';
import { argumentsOf, responseKindOf } from '../../oracle/index.ts';
import type { UnstampedEvent } from '../../oracle/index.ts';
import { Whereabouts } from '../interleaving/interleaving.ts';
import type { Interleaving } from '../interleaving/interleaving.ts';

export interface RunCaseOptions {
  /** Milliseconds for one operation, and for a reset; `Infinity` for an implementation that cannot hang. */
  readonly deadline: number;
  /** Takes each event as it happens: the invocation before the call is made, the response after it. */
  readonly emit: (event: UnstampedEvent) => void;
  /** Ends the case early, as Ctrl-C does. */
  readonly signal?: AbortSignal;
}

/** One interleaving as it went. */
export interface CaseRun {
  readonly observed: readonly Observed[];
  /** Why the implementation could not be driven to the end; such a case is no divergence. */
  readonly failure: ImplementationError | undefined;
}

/** Runs one interleaving in lockstep: each response before the next invocation. */
export const runCase = async (
  implementation: Implementation & WholeCaseHooks,
  interleaving: Interleaving,
  options: RunCaseOptions,
): Promise<CaseRun> => {
  if (implementation.performAll !== undefined) return runWhole(implementation, interleaving, options);
  const observed: Observed[] = [];
  const whereabouts = new Whereabouts(interleaving.processes);
  const failed = (cause: unknown): CaseRun => ({ observed, failure: asImplementationError(cause) });
  try {
    await resetFor(implementation, interleaving, options.deadline);
  } catch (error) {
    return failed(error);
  }
  for (const step of interleaving.steps) {
    if (options.signal?.aborted === true) break;
    if (!whereabouts.allows(step)) continue;
    const { process, operation } = step;
    options.emit({ process, kind: 'invoke', op: operation.op, args: argumentsOf(operation) });
    let response: Response;
    let failure: unknown;
    const asked = performance.now();
    try {
      const pending = perform(implementation, process, operation, options.deadline);
      const answered = options.deadline === Infinity ? pending : unlessEnded(pending, options.signal);
      response = withWait(await answered, asked);
    } catch (error) {
      if (!(error instanceof Ended)) failure = error;
      response = openAfter(asImplementationError(error));
    }
    options.emit({ process, kind: responseKindOf(response), op: operation.op, value: response });
    observed.push({ process, operation, response });
    if (failure !== undefined) return failed(failure);
    if (process !== OBSERVER) whereabouts.follow(process, operation, response);
  }
  return { observed, failure: undefined };
};

/** How long a call was waited for that the installer itself says will never come back. */
export const withWait = (response: Response, asked: number): Response =>
  response.type !== 'open' || response.waited !== undefined
    ? response
    : { ...response, waited: Math.floor(performance.now() - asked) };

/** The response of an operation that could not be driven to its end. */
export const openAfter = ({ message, waited }: ImplementationError): Response => ({
  type: 'open',
  reason: message,
  ...(waited === undefined ? {} : { waited }),
});

/** Sends the whole interleaving at once, where each exchange is slow. Its events are known when it is over. */
const runWhole = async (
  implementation: WholeCaseHooks,
  { processes, steps }: Interleaving,
  { deadline, emit, signal }: RunCaseOptions,
): Promise<CaseRun> => {
  try {
    const pending = implementation.performAll?.({ processes, steps, deadline }) ?? Promise.resolve([]);
    const observed = await unlessEnded(pending, signal);
    for (const { process, operation, response } of observed) {
      const { op } = operation;
      emit({ process, kind: 'invoke', op, args: argumentsOf(operation) });
      emit({ process, kind: responseKindOf(response), op, value: response });
    }
    return { observed, failure: undefined };
  } catch (error) {
    return { observed: [], failure: error instanceof Ended ? undefined : asImplementationError(error) };
  }
};

/** The user ended the run in the middle of an operation. */
class Ended extends Error {}

/** Waits for an operation, but no longer than the run is wanted. */
const unlessEnded = async <T>(pending: Promise<T>, signal: AbortSignal | undefined): Promise<T> => {
  if (signal === undefined) return pending;
  let onAbort = (): void => {};
  const ended = new Promise<never>((_resolve, reject) => {
    onAbort = () => reject(new Ended('the run was ended before a response'));
    signal.addEventListener('abort', onAbort, { once: true });
  });
  pending.catch(() => {}); // It may still fail when nobody waits any more.
  try {
    return await Promise.race([pending, ended]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
};

/** Makes the machine that an interleaving begins on. @throws {ImplementationError} when it is not made in time */
export const resetFor = async (
  implementation: Implementation,
  { processes, windowsInstaller }: Interleaving,
  deadline: number,
): Promise<void> => {
  const reset = implementation.reset(
    windowsInstaller === undefined ? { processes } : { processes, windowsInstaller },
  );
  await within(reset, deadline, noAnswer(deadline, 'the reset before a case'));
};

/**
 * One operation with a deadline, unless that is `Infinity`.
 * @throws {ImplementationError} when there is no answer in time
 */
export const perform = async (
  implementation: Implementation,
  process: number,
  operation: Operation,
  deadline: number,
): Promise<Response> => {
  if (deadline === Infinity) return implementation.perform(process, operation);
  const abort = new AbortController();
  try {
    const pending = implementation.perform(process, operation, abort.signal);
    return await within(pending, deadline, noAnswer(deadline, `${operation.op} of process ${process}`));
  } catch (error) {
    // Not after a response: nothing is left to end then, and each abort makes an error with a stack.
    abort.abort();
    throw error;
  }
};

const noAnswer = (deadline: number, what: string) => (): ImplementationError => {
  const hint = 'Raise --timeout if the implementation is only slow.';
  return new ImplementationError(`no answer to ${what} within ${deadline} ms`, { hint, waited: deadline });
};

export const asImplementationError = (error: unknown): ImplementationError =>
  error instanceof ImplementationError
    ? error
    : new ImplementationError(error instanceof Error ? error.message : String(error), { cause: error });
