import { compareVersions } from '../../spec/index.ts';
import type { ClauseId } from '../../spec/index.ts';
import type { Identity } from '../../adapters/implementation.ts';

/** One known divergence. */
export interface Expectation {
  readonly clause: ClauseId;
  /** The implementation's id. */
  readonly implementation: string;
  /** On which versions of it; on each when not given. */
  readonly versions: VersionRange | undefined;
  /** Under which readings; under each when not given. */
  readonly readings: readonly string[] | undefined;
  readonly reason: string;
  readonly link: string | undefined;
  /** Where it stands, like `wine-8.0.yaml:12`. */
  readonly place: string;
}

/** `8.0`, or comparisons that must all hold, like `>=8 <10 !=9.3`. */
export interface VersionRange {
  readonly text: string;
  readonly comparisons: readonly { readonly operator: Operator; readonly version: string }[];
}

const OPERATORS = ['>=', '<=', '!=', '>', '<', '='] as const;
type Operator = (typeof OPERATORS)[number];

/** @returns `undefined` when it is no range */
export const parseRange = (text: string): VersionRange | undefined => {
  const words = text.trim().split(/\s+/);
  const comparisons = words.flatMap((word) => {
    const operator = OPERATORS.find((candidate) => word.startsWith(candidate));
    const version = operator === undefined ? word : word.slice(operator.length);
    return /^\d+(\.\d+)*$/.test(version) ? [{ operator: operator ?? ('=' as const), version }] : [];
  });
  return comparisons.length === words.length ? { text, comparisons } : undefined;
};

/** The numbers of an implementation's version: `wine-8.0 (Debian)` is 8.0. `undefined` when it has none. */
export const versionNumber = (version: string): string | undefined => /\d+(?:\.\d+)*/.exec(version)?.[0];

export const includes = (range: VersionRange, version: string): boolean =>
  range.comparisons.every((comparison) => {
    const order = compareVersions(version, comparison.version);
    if (comparison.operator === '=') return order === 0;
    if (comparison.operator === '!=') return order !== 0;
    if (comparison.operator === '>=') return order >= 0;
    if (comparison.operator === '<=') return order <= 0;
    return comparison.operator === '>' ? order > 0 : order < 0;
  });

/** Whether the expectation is about this implementation, in this version. */
export const applies = (expectation: Expectation, { id, version }: Identity): boolean => {
  if (expectation.implementation !== id) return false;
  if (expectation.versions === undefined) return true;
  const number = versionNumber(version);
  return number !== undefined && includes(expectation.versions, number);
};
