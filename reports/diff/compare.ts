import { BadInputError } from '../../spec/index.ts';
import type { ClauseId } from '../../spec/index.ts';
import { isFirm, isUncertain } from '../problems.ts';
import type { ClauseResult, ClauseVerdict, Result } from '../schema/result.ts';
import { oneLine } from '../text.ts';

/**
 * What became of a clause: `new` diverges now and did not, `gone` diverged and conforms, `changed` is
 * another verdict or another kind of divergence, also a divergence that nobody looked for again,
 * `same` is neither.
 */
export type Change = 'new' | 'gone' | 'changed' | 'same';

export interface ReadingDiff {
  readonly clause: ClauseId;
  readonly reading: string;
  readonly change: Change;
  readonly before: ClauseVerdict;
  readonly after: ClauseVerdict;
  /** Kinds of divergence, by signature. */
  readonly newKinds: readonly string[];
  readonly goneKinds: readonly string[];
  /** Whether it got worse: a divergence, or a kind of divergence, that was not there. */
  readonly regression: boolean;
}

export interface ImplementationDiff {
  readonly id: string;
  readonly name: string;
  readonly before: string;
  readonly after: string;
  readonly readings: readonly ReadingDiff[];
}

export interface Diff {
  readonly implementations: readonly ImplementationDiff[];
  /** Implementations of one side only, which are not compared. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Implementations of both sides, where one side ran no interleaving. */
  readonly empty: readonly string[];
}

/**
 * Compares two sets of results, implementation by implementation. A run that did nothing is not compared.
 *
 * @throws {BadInputError} when a side has two results that cannot be told apart
 */
export const compareResults = (baseline: readonly Result[], current: readonly Result[]): Diff => {
  const [before, after] = keyed(baseline, current);
  const both = [...before].flatMap(([key, old]) => {
    const now = after.get(key);
    return now === undefined || isEmpty(old) || isEmpty(now) ? [] : [compareImplementation(old, now)];
  });
  return {
    implementations: both,
    added: [...after.keys()].filter((key) => !before.has(key)),
    removed: [...before.keys()].filter((key) => !after.has(key)),
    empty: [...before].flatMap(([key, old]) => {
      const now = after.get(key);
      return now !== undefined && (isEmpty(old) || isEmpty(now)) ? [key] : [];
    }),
  };
};

const isEmpty = ({ interleavings }: Result): boolean => interleavings === 0;

export const regressionsOf = (diff: Diff): readonly ReadingDiff[] =>
  diff.implementations.flatMap(({ readings }) => readings.filter((each) => each.regression));

type ByKey = ReadonlyMap<string, Result>;

/** By id where that tells them apart, else by id, name, version and mode. */
const keyed = (baseline: readonly Result[], current: readonly Result[]): readonly [ByKey, ByKey] => {
  const unique = [baseline, current].every(
    (results) => new Set(results.map(({ implementation }) => implementation.id)).size === results.length,
  );
  const keyOf = ({ implementation: { id, name, version }, mode }: Result): string =>
    unique ? id : `${id} (${name} ${version}${mode === 'lockstep' ? '' : `, ${mode}`})`;
  const map = (results: readonly Result[], side: string): ByKey => {
    const byKey = new Map<string, Result>();
    for (const result of results) {
      const key = keyOf(result);
      if (byKey.has(key))
        throw new BadInputError(
          `${side} has two results of ${oneLine(key)}, so it is not known which to compare: keep one, or merge them`,
        );
      byKey.set(key, result);
    }
    return byKey;
  };
  return [map(baseline, 'the baseline'), map(current, 'the current side')];
};

const compareImplementation = (before: Result, after: Result): ImplementationDiff => ({
  id: after.implementation.id,
  name: after.implementation.name,
  before: before.implementation.version,
  after: after.implementation.version,
  readings: after.clauses.flatMap((clause) => {
    const old = before.clauses.find(({ id }) => id === clause.id);
    return old === undefined
      ? []
      : Object.keys(clause.readings)
          .filter((reading) => Object.hasOwn(old.readings, reading))
          .map((reading) => compareReading([before.mode, old], [after.mode, clause], reading));
  }),
});

type Side = readonly [Result['mode'], ClauseResult];

/** What is flaky in lockstep decides nothing, so it is neither a divergence nor a kind of one here. */
const compareReading = (before: Side, after: Side, reading: string): ReadingDiff => {
  const [old, now] = [verdictIn(before, reading), verdictIn(after, reading)];
  const [oldKinds, nowKinds] = [kinds(before, reading), kinds(after, reading)];
  const newKinds = [...nowKinds].filter((kind) => !oldKinds.has(kind));
  const goneKinds = [...oldKinds].filter((kind) => !nowKinds.has(kind));
  const diverged = isFirm(old, before[0]);
  const diverges = isFirm(now, after[0]);
  const differs = old !== now || newKinds.length > 0 || goneKinds.length > 0;
  const change =
    diverges && !diverged ? 'new' : diverged && now === 'conforms' ? 'gone' : differs ? 'changed' : 'same';
  return {
    clause: after[1].id,
    reading,
    change,
    before: old,
    after: now,
    newKinds,
    goneKinds,
    regression: diverges && (!diverged || newKinds.length > 0),
  };
};

const verdictIn = ([, { readings }]: Side, reading: string): ClauseVerdict => readings[reading] ?? 'unknown';

const kinds = ([mode, clause]: Side, reading: string): ReadonlySet<string> =>
  new Set(
    clause.divergences
      .filter(({ readings, flaky }) => readings.includes(reading) && !(flaky && isUncertain('flaky', mode)))
      .map(({ signature }) => signature),
  );
