import type { ClauseId } from '../../spec/index.ts';
import type { Result } from '../schema/result.ts';
import { applies } from './expectation.ts';
import type { Expectation } from './expectation.ts';

/** What is known of a divergence, where it is known under each reading that it departs from. */
export type Known = (clause: ClauseId, readings: readonly string[]) => Expectation | undefined;

export const knownOf = (
  { implementation }: Pick<Result, 'implementation'>,
  expectations: readonly Expectation[],
): Known => {
  const applying = expectations.filter((expectation) => applies(expectation, implementation));
  return (clause, readings) => {
    const own = applying.filter((expectation) => expectation.clause === clause);
    const isKnown = readings.every((reading) =>
      own.some((expectation) => expectation.readings?.includes(reading) ?? true),
    );
    return isKnown ? own[0] : undefined;
  };
};
