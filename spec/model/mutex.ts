import { match, P } from 'ts-pattern';
import type { Reading } from '../readings.ts';
import type { MutexState } from './vocabulary.ts';

/** Whether a probe saw the mutex set, as the reading has it (mutexSet); `undefined` where it cannot tell. */
export const isSet = (mutex: MutexState, { mutexSet }: Reading): boolean | undefined =>
  match([mutex, mutexSet])
    .with(['absent', P.any], () => false)
    .with(['owned', P.any], () => true)
    .with(['free', 'exists'], ['denied', 'exists'], () => true)
    .with(['free', 'owned'], () => false)
    .with(['denied', 'owned'], () => undefined)
    .exhaustive();
