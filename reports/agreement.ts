import { BadInputError, CLAUSE_IDS } from '../spec/index.ts';
import { counted } from './text.ts';
import { verdictOf } from './problems.ts';
import type { ClauseResult, ClauseVerdict, Result } from './schema/result.ts';

/**
 * A result whose parts say the same: one that was put together by hand, or damaged, may say "conforms" above a
 * clause that diverges.
 *
 * @returns the result
 * @throws {BadInputError} naming the place and the first thing that contradicts another
 */
export const agreeing = (result: Result, place: string): Result => {
  const wrong = contradictionIn(result);
  if (wrong !== undefined) throw new BadInputError(`the result contradicts itself: ${wrong}`, place);
  return result;
};

const contradictionIn = (result: Result): string | undefined => {
  const { clauses, interleavings, mode, problems, reading, shard, verdict } = result;
  const absent = CLAUSE_IDS.filter((id) => clauses.filter((clause) => clause.id === id).length !== 1);
  if (absent.length > 0) return `${absent.join(', ')} must stand among its clauses, once`;
  if (shard !== undefined && shard.index > shard.count)
    return `it is of the shard ${shard.index}/${shard.count}`;
  const readings = Object.keys(clauses[0]?.readings ?? {}).toSorted();
  for (const clause of clauses) {
    const wrong = contradictionOf(clause, reading, readings);
    if (wrong !== undefined) return `${clause.id} ${wrong}`;
  }
  if (interleavings === 0 && verdict === 'conforms') return 'it conforms, and no interleaving was run';
  const due = verdictOf(clauses, problems, mode);
  if (verdict === due) return undefined;
  const because =
    due === 'inconclusive' ? counted(problems.length, 'problem') : 'the verdicts of its clauses';
  return `its verdict is "${verdict}", and by ${because} it is "${due}"`;
};

const contradictionOf = (
  { verdict, readings, exercised, divergences }: ClauseResult,
  decisive: string,
  names: readonly string[],
): string | undefined => {
  if (Object.keys(readings).toSorted().join('\n') !== names.join('\n'))
    return 'is judged under other readings than the first clause';
  if (readings[decisive] !== verdict)
    return `is "${verdict}", and under the reading that decides, ${decisive}, "${readings[decisive] ?? 'not judged'}"`;
  const shown = new Set(divergences.flatMap((divergence) => divergence.readings));
  const unknown = [...shown].find((name) => !names.includes(name));
  if (unknown !== undefined)
    return `has a divergence under ${unknown}, a reading that it is not judged under`;
  for (const [name, each] of Object.entries(readings)) {
    if (shown.has(name) && !isBroken(each)) return `is "${each}" under ${name}, where it has a divergence`;
    if (!shown.has(name) && isBroken(each)) return `is "${each}" under ${name} without a divergence`;
    if (each === 'conforms' && exercised === 0) return `conforms under ${name}, and was never exercised`;
  }
  return undefined;
};

const isBroken = (verdict: ClauseVerdict): boolean => verdict === 'diverges' || verdict === 'flaky';
