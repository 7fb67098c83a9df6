import { BadInputError, CLAUSES, SEQUENCE_TABLES } from '../../spec/index.ts';
import { chooseOrigins, compareOrigins } from '../../properties/index.ts';
import type { Origin } from '../../properties/index.ts';
import { calledByAny } from '../kind-report.ts';
import { problemsOf, verdictOf } from '../problems.ts';
import { ENDS } from '../schema/history.ts';
import { CLAUSE_VERDICTS } from '../schema/result.ts';
import type { ClauseResult, ClauseVerdict, DivergenceReport, Result } from '../schema/result.ts';
import { listed } from '../text.ts';
import { nameOfUnsupported } from '../unsupported.ts';
import { missingShards, partsOf, sameRun } from './parts.ts';

/**
 * Puts the results of shards together: in any order, in any grouping, and the same shard twice, it gives
 * the same. All shards of a run give the result of the whole run; while some are missing, the result is
 * inconclusive unless it diverges, and keeps its parts so that more can be added.
 *
 * @returns one result for each run, in the order of their first appearance
 * @throws {BadInputError} when shards overlap: cut differently, or two results of one shard
 */
export const mergeResults = (results: readonly Result[]): Result[] => {
  const runs = new Map<string, Result[]>();
  for (const result of results) {
    const key = sameRun(result);
    runs.set(key, [...(runs.get(key) ?? []), result]);
  }
  return [...runs.values()].map(mergeRun);
};

const mergeRun = (results: readonly Result[]): Result => {
  const parts = partsOf(results);
  const whole = parts.find((part) => part.shard === undefined);
  if (whole !== undefined) return whole;
  const missing = missingShards(parts);
  if (missing.length === 0) return sum(parts);
  return sum(parts, `the shards ${listed(missing)} are missing`);
};

const sum = (parts: readonly Result[], lack?: string): Result => {
  const [first] = parts;
  if (first === undefined) throw new BadInputError('there is no result to put together');
  // The edges of a tour cannot be summed: which ones a shard covered is not in its result.
  const { shard: _shard, tour: _tour, ...head } = first;
  const chosen = chosenOf(parts);
  const clauses = CLAUSES.map((clause) => sumClause(clause.id, parts, first.reading, chosen));
  const interleavings = total(parts.map((part) => part.interleavings));
  const failures = parts.flatMap((part) => part.failures ?? []);
  const end = ENDS[Math.max(...parts.map((part) => ENDS.indexOf(part.end ?? 'complete')))] ?? 'error';
  const drawn = first.draw !== undefined;
  const known = problemsOf({ mode: first.mode, interleavings, clauses, end, failures, drawn });
  const problems = lack === undefined ? known : [...known, lack];
  return {
    ...head,
    startedAt: parts.map((part) => part.startedAt).sort()[0] ?? head.startedAt,
    interleavings,
    operations: total(parts.map((part) => part.operations)),
    durationMs: total(parts.map((part) => part.durationMs)),
    verdict: verdictOf(clauses, problems, first.mode),
    end,
    failures,
    problems,
    tables: sumTables(parts),
    ...sumCalled(parts),
    unsupported: sumUnsupported(parts),
    clauses,
    ...(lack === undefined ? {} : { parts: [...parts] }),
  };
};

const total = (numbers: readonly number[]): number => numbers.reduce((sum_, number) => sum_ + number, 0);

/** Of each kind the divergence that the whole run would show. */
const chosenOf = (parts: readonly Result[]): ReadonlyMap<string, DivergenceReport> =>
  new Map([...chooseOrigins(divergencesOf(parts).map(originOf))].map(([kind, { report }]) => [kind, report]));

const originOf = (report: DivergenceReport): Origin & { readonly report: DivergenceReport } => {
  const { signature, first = 0, via = [], toured = false } = report;
  return { signature, first, via, toured, report };
};

const divergencesOf = (parts: readonly Result[]): DivergenceReport[] =>
  parts.flatMap((part) => part.clauses.flatMap((clause) => clause.divergences));

const sumClause = (
  id: ClauseResult['id'],
  parts: readonly Result[],
  decisive: string,
  chosen: ReadonlyMap<string, DivergenceReport>,
): ClauseResult => {
  const clauses = parts.flatMap((part) => part.clauses.filter((clause) => clause.id === id));
  const names = Object.keys(clauses[0]?.readings ?? {});
  const divergences = sumDivergences(
    clauses.flatMap((clause) => clause.divergences),
    names,
    chosen,
  );
  const verdictUnder = (reading: string): ClauseVerdict => {
    const shown = divergences.filter((divergence) => divergence.readings.includes(reading));
    const silent = clauses.map((clause) =>
      undiverged(clause.readings[reading] ?? 'unknown', clause.exercised),
    );
    return weightiest([...silent, ...shown.map(({ flaky }) => (flaky ? 'flaky' : 'diverges'))]);
  };
  const readings = Object.fromEntries(names.map((name) => [name, verdictUnder(name)]));
  return {
    id,
    verdict: readings[decisive] ?? 'unknown',
    readings,
    exercised: total(clauses.map((clause) => clause.exercised)),
    divergences,
  };
};

/** What a part's verdict comes to without its divergences, which are counted by themselves. */
const undiverged = (verdict: ClauseVerdict, exercised: number): ClauseVerdict => {
  if (verdict !== 'diverges' && verdict !== 'flaky') return verdict;
  return exercised > 0 ? 'conforms' : 'not-exercised';
};

const weightiest = (verdicts: readonly ClauseVerdict[]): ClauseVerdict =>
  CLAUSE_VERDICTS[Math.max(0, ...verdicts.map((verdict) => CLAUSE_VERDICTS.indexOf(verdict)))] ?? 'unknown';

const sumDivergences = (
  all: readonly DivergenceReport[],
  names: readonly string[],
  chosen: ReadonlyMap<string, DivergenceReport>,
): DivergenceReport[] =>
  all
    .filter((report) => chosen.get(report.signature) === report)
    .sort((left, right) => compareOrigins({ ...originOf(left), via: [] }, { ...originOf(right), via: [] }))
    .map((shown) => {
      const seen = all.filter((each) => each.signature === shown.signature && each.seen > 0);
      const { drawnUnder: _drawnUnder, via: _via, toured: _toured, ...report } = shown;
      const under = new Set([...shown.readings, ...seen.flatMap((each) => each.drawnUnder ?? each.readings)]);
      return {
        ...report,
        ...sumKind(shown, seen),
        seen: total(seen.map((each) => each.seen)),
        readings: names.filter((name) => under.has(name)),
      };
    });

/** With what drawn interleavings of any part showed it. */
const sumKind = (
  { kind }: DivergenceReport,
  seen: readonly DivergenceReport[],
): Pick<DivergenceReport, 'kind'> => {
  if (kind === undefined || seen.length === 0) return {};
  return { kind: { ...kind, by: calledByAny(seen.flatMap((each) => each.kind?.by ?? [])) } };
};

const sumCalled = (parts: readonly Result[]): Pick<Result, 'called'> => {
  const known = parts.flatMap(({ called }) => called ?? []);
  return known.length === 0 ? {} : { called: calledByAny(known) };
};

const sumTables = (parts: readonly Result[]): Result['tables'] =>
  SEQUENCE_TABLES.flatMap((table) => {
    const reached = parts.flatMap((part) => part.tables.filter((reach) => reach.table === table));
    if (reached.length === 0) return [];
    const routes = new Set(reached.flatMap((reach) => reach.routes));
    return [{ table, held: total(reached.map((reach) => reach.held)), routes: [...routes].sort() }];
  });

const sumUnsupported = (parts: readonly Result[]): Result['unsupported'] => {
  const known = new Map<string, Result['unsupported'][number]>();
  for (const each of parts.flatMap((part) => part.unsupported)) {
    const name = nameOfUnsupported(each);
    const other = known.get(name);
    if (other === undefined || (each.code ?? Infinity) < (other.code ?? Infinity)) known.set(name, each);
  }
  return [...known].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, each]) => each);
};
