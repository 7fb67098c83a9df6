import { match, P } from 'ts-pattern';
import type { Reading } from '../readings.ts';
import type { State } from './state.ts';
import type { MutexState, Response } from './vocabulary.ts';

/** Whether a probe saw the mutex set, as the reading has it (mutexSet); `undefined` where it cannot tell. */
export const isSet = (mutex: MutexState, { mutexSet }: Reading): boolean | undefined =>
  match([mutex, mutexSet])
    .with(['absent', P.any], () => false)
    .with(['owned', P.any], () => true)
    .with(['free', 'exists'], ['denied', 'exists'], () => true)
    .with(['free', 'owned'], () => false)
    .with(['denied', 'owned'], () => undefined)
    .exhaustive();

/** The client that a probe named as the owner of the mutex; `undefined` where it named none of them. */
export const ownerNamed = (response: Response): number | undefined =>
  response.type === 'mutex' && response.state === 'owned' && typeof response.owner === 'number'
    ? response.owner
    : undefined;

/** Whether a probe named a client as the owner that is in no execute table. */
export const isOwnedElsewhere = ({ clients }: State, response: Response): boolean => {
  const owner = ownerNamed(response);
  return owner !== undefined && clients[owner - 1]?.at !== 'execute';
};
