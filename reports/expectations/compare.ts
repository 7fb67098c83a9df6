import type { ClauseId } from '../../spec/index.ts';
import { isFirm, isUncertain } from '../problems.ts';
import type { ClauseVerdict, Result } from '../schema/result.ts';
import { counted } from '../text.ts';
import { applies } from './expectation.ts';
import type { Expectation } from './expectation.ts';

/** A divergence that nobody expected. */
export interface Unexpected {
  readonly clause: ClauseId;
  readonly reading: string;
}

/** An expected divergence that was not seen. */
export interface Missing {
  readonly expectation: Expectation;
  readonly reading: string;
  readonly verdict: ClauseVerdict;
}

/** How a result and the known divergences go together. */
export interface Comparison {
  /** How many of the expectations are about this implementation and version. */
  readonly applying: number;
  /** Divergences that were expected and seen, a clause under a reading each. */
  readonly met: number;
  readonly unexpected: readonly Unexpected[];
  /** Divergences that nobody expected and that did not recur, so that they prove nothing. */
  readonly uncertain: readonly Unexpected[];
  /** Expected, exercised, and conforming now. */
  readonly gone: readonly Missing[];
  /** Expected, and the run cannot tell. */
  readonly untold: readonly Missing[];
}

/** Compares a result with what is known of its implementation, under each reading that was judged. */
export const compare = (result: Result, expectations: readonly Expectation[]): Comparison => {
  const applying = expectations.filter((expectation) => applies(expectation, result.implementation));
  const unexpected: Unexpected[] = [];
  const uncertain: Unexpected[] = [];
  const missing: Missing[] = [];
  let met = 0;
  for (const { id: clause, readings } of result.clauses) {
    for (const [reading, verdict] of Object.entries(readings)) {
      const expected = applying.filter(
        (expectation) => expectation.clause === clause && (expectation.readings?.includes(reading) ?? true),
      );
      const isFlaky = isUncertain(verdict, result.mode);
      const diverges = isFirm(verdict, result.mode) || isFlaky;
      if (diverges && expected.length > 0) met++;
      if (diverges && expected.length === 0) (isFlaky ? uncertain : unexpected).push({ clause, reading });
      if (!diverges) missing.push(...expected.map((expectation) => ({ expectation, reading, verdict })));
    }
  }
  // A run that did not come to its end may have missed what is there.
  const told = ({ verdict }: Missing): boolean => verdict === 'conforms' && result.problems.length === 0;
  return {
    applying: applying.length,
    met,
    unexpected,
    uncertain,
    gone: missing.filter(told),
    untold: missing.filter((each) => !told(each)),
  };
};

/** The verdict of a run that is measured by what is known of its implementation. */
export const verdictByExpectations = (comparison: Comparison, result: Result): Result['verdict'] => {
  if (comparison.unexpected.length > 0 || comparison.gone.length > 0) return 'diverges';
  return [...comparison.untold, ...comparison.uncertain, ...result.problems].length > 0
    ? 'inconclusive'
    : 'conforms';
};

/** What a person is told: each line names a clause, a reading, and the place in the file. */
export const describeComparison = (comparison: Comparison, result: Result, file: string): string => {
  const { applying, met, unexpected, uncertain, gone, untold } = comparison;
  const { id, version } = result.implementation;
  const under = ({ expectation, reading }: Missing): string =>
    `${expectation.place}: ${expectation.clause} under ${reading}`;
  return [
    ...unexpected.map(
      ({ clause, reading }) => `new: ${clause} diverges under ${reading}, which ${file} does not expect`,
    ),
    ...uncertain.map(
      ({ clause, reading }) =>
        `flaky: ${clause} under ${reading} diverged, and not each time that it was run again`,
    ),
    ...gone.map((each) => `gone: ${under(each)} conforms now; remove it, or use --update-expectations`),
    ...untold.map((each) => `cannot tell: ${under(each)} is expected, and the run says ${each.verdict}`),
    `expectations: ${counted(met, 'known divergence')} met, ${unexpected.length} new, ${gone.length} gone` +
      (applying === 0 ? `; none of ${file} is about ${id} ${version}` : ''),
    `verdict measured by expectations: ${verdictByExpectations(comparison, result)}`,
  ].join('\n');
};
