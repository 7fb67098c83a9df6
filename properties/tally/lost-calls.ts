/** Calls of which it is not known whether they would have been refused, for they did not come back. */
import { KILLED } from '../../oracle/index.ts';
import type { Call } from '../../oracle/index.ts';
import { isOverdue, REFUSAL_OVERDUE_MS, ROLES } from '../../spec/index.ts';
import type { ClauseId, Observed, Response } from '../../spec/index.ts';

/** Clauses by which a refusal was due, by what became of the call. */
export interface Lost {
  /** It was given up too early to tell whether the refusal would have come. */
  readonly givenUp: ReadonlySet<ClauseId>;
  /** The case ended before it came back, so that nobody waited for it. */
  readonly cutOff: ReadonlySet<ClauseId>;
  /** Its process ended in it, though nobody killed it. */
  readonly died: ReadonlySet<ClauseId>;
}

/** A call that never came back, as far as it was waited for, or that its process did not survive. */
export const isLost = (event: Observed): boolean =>
  ROLES[event.operation.op] === 'call' &&
  (event.response.type === 'open' ? !isOverdue(event) : isUnaskedEnd(event.response));

/** Whether the process of a call ended in it, though nobody killed it. */
export const isUnaskedEnd = (response: Response): boolean => response.type === 'gone' && response !== KILLED;

export const howLost = (response: Response): keyof Lost =>
  response.type === 'gone'
    ? 'died'
    : response.type === 'open' && response.waited !== undefined
      ? 'givenUp'
      : 'cutOff';

/** What is certain not to be a refusal. */
export const NEVER: Response = { type: 'open', reason: 'it never came back', waited: REFUSAL_OVERDUE_MS };

/** Why a race cannot be decided in which this call was lost. */
export const doubtOf = ({ process, operation, response }: Call): string =>
  `${operation.op} of process ${process} ${response.type === 'gone' ? 'ended its process' : 'never came back'}, ` +
  'so that it cannot be told whether it was to be refused';
