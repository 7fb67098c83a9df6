import type { ClauseId } from '../../spec/index.ts';
import type { ClauseResult, ClauseVerdict, Result } from '../schema/result.ts';

/**
 * What became of a clause: `new` diverges now and did not, `gone` diverged and does not, `changed` is
 * another verdict or another kind of divergence, `same` is neither.
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
}

/** Compares two sets of results, implementation by implementation. */
export const compareResults = (baseline: readonly Result[], current: readonly Result[]): Diff => {
  const [before, after] = keyed(baseline, current);
  const both = [...before].flatMap(([key, old]) => {
    const now = after.get(key);
    return now === undefined ? [] : [compareImplementation(old, now)];
  });
  return {
    implementations: both,
    added: [...after.keys()].filter((key) => !before.has(key)),
    removed: [...before.keys()].filter((key) => !after.has(key)),
  };
};

export const regressionsOf = (diff: Diff): readonly ReadingDiff[] =>
  diff.implementations.flatMap(({ readings }) => readings.filter((each) => each.regression));

type ByKey = ReadonlyMap<string, Result>;

/** By id where that tells them apart, else by id, name and version. */
const keyed = (baseline: readonly Result[], current: readonly Result[]): readonly [ByKey, ByKey] => {
  const unique = [baseline, current].every(
    (results) => new Set(results.map(({ implementation }) => implementation.id)).size === results.length,
  );
  const keyOf = ({ implementation: { id, name, version } }: Result): string =>
    unique ? id : `${id} (${name} ${version})`;
  const map = (results: readonly Result[]): ByKey =>
    new Map(results.map((result) => [keyOf(result), result]));
  return [map(baseline), map(current)];
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
          .map((reading) => compareReading(old, clause, reading));
  }),
});

const compareReading = (before: ClauseResult, after: ClauseResult, reading: string): ReadingDiff => {
  const [old, now] = [before.readings[reading] ?? 'unknown', after.readings[reading] ?? 'unknown'];
  const [oldKinds, nowKinds] = [kinds(before, reading), kinds(after, reading)];
  const newKinds = [...nowKinds].filter((kind) => !oldKinds.has(kind));
  const goneKinds = [...oldKinds].filter((kind) => !nowKinds.has(kind));
  const diverged = isDivergence(old);
  const diverges = isDivergence(now);
  const differs = old !== now || newKinds.length > 0 || goneKinds.length > 0;
  const change =
    diverges && !diverged ? 'new' : diverged && !diverges ? 'gone' : differs ? 'changed' : 'same';
  return {
    clause: after.id,
    reading,
    change,
    before: old,
    after: now,
    newKinds,
    goneKinds,
    regression: diverges && (!diverged || newKinds.length > 0),
  };
};

const isDivergence = (verdict: ClauseVerdict): boolean => verdict === 'diverges' || verdict === 'flaky';

const kinds = (clause: ClauseResult, reading: string): ReadonlySet<string> =>
  new Set(
    clause.divergences
      .filter((divergence) => divergence.readings.includes(reading))
      .map((divergence) => divergence.signature),
  );
