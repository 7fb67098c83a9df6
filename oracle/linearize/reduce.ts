import type { Context } from '../../spec/index.ts';
import { OBSERVER } from '../../spec/index.ts';
import type { Finding } from '../check.ts';
import type { Call } from '../pairer.ts';
import { judgeRace } from './judge.ts';

/** The fewest calls of a history in which the same call still breaks the same clause. */
export const counterexampleOf = (
  calls: readonly Call[],
  { index, clause }: Pick<Finding, 'index' | 'clause'>,
  processes: number,
  context: Context,
): readonly Call[] => {
  const broken = calls[index];
  if (broken === undefined) throw new RangeError(`there is no call ${index}`);
  // Calls after it have nothing to do with it.
  const before = calls.filter((call) => call.invoked < broken.responded);
  return reduce(
    before,
    (part) =>
      part.includes(broken) &&
      judgeRace(part, processes, context).findings.some(
        (finding) => finding.clause === clause && part[finding.index] === broken,
      ),
  );
};

/**
 * The fewest calls of a concurrent history that still show something: no session (a start with all that
 * follows it in its process until it is over), no single call and no observation can be left out.
 *
 * @param shows whether a part of the history, in its order, still shows it, as the whole does; asked for
 *   about as many parts as the history has sessions, in the worst case for the square of those that matter
 */
export const reduce = (
  calls: readonly Call[],
  shows: (part: readonly Call[]) => boolean,
): readonly Call[] => {
  const { count, last } = unitsOf(calls);
  // What matters is most often near the end: try longer and longer ends before anything else.
  let units = last(1);
  while (units.length < count && !shows(joined(units))) units = last(2 * units.length);
  /** Goes on with fewer if they show it. */
  const willDo = (fewer: readonly Unit[]): boolean => {
    const enough = shows(joined(fewer));
    if (enough) units = fewer;
    return enough;
  };
  for (let size = units.length; size > 1;) {
    size = Math.ceil(size / 2);
    for (let end = units.length; end > 0; end -= size) {
      willDo([...units.slice(0, Math.max(0, end - size)), ...units.slice(end)]);
    }
  }
  // A session may be cut short once the calls around it are gone.
  for (let before: readonly Unit[] | undefined; before !== units;) {
    before = units;
    for (let index = units.length - 1; index >= 0; index--) {
      if (willDo(units.toSpliced(index, 1))) continue;
      let unit = units[index] as Unit;
      for (let place = unit.length - 1; place > 0; place--) {
        // Without a step the later steps of its process would stand elsewhere.
        const isNeeded = place < unit.length - 1 && (unit[place] as Call).operation.op !== 'call';
        const shorter = unit.toSpliced(place, 1);
        if (!isNeeded && willDo(units.with(index, shorter))) unit = shorter;
      }
    }
  }
  return joined(units);
};

type Unit = readonly Call[];

const joined = (units: readonly Unit[]): readonly Call[] =>
  units.flat().sort((a, b) => a.invoked - b.invoked);

/** The sessions and single calls of a history. */
interface Units {
  readonly count: number;
  /** So many of those that end last. The others are not made, for a history may have very many. */
  readonly last: (most: number) => readonly Unit[];
}

const unitsOf = (calls: readonly Call[]): Units => {
  const unitOf = new Int32Array(calls.length);
  const ends = new Float64Array(calls.length);
  let count = 0;
  const sessions = new Map<number, number>();
  for (const [index, { operation, process, response, responded }] of calls.entries()) {
    const unit = sessions.get(process) ?? count++;
    unitOf[index] = unit;
    ends[unit] = responded;
    if (response.type === 'held' && process !== OBSERVER) sessions.set(process, unit);
    else if (operation.op !== 'call' || response.type !== 'returned') sessions.delete(process);
  }
  const order = Int32Array.from({ length: count }, (_, unit) => unit);
  order.sort((a, b) => (ends[a] as number) - (ends[b] as number));
  const last = (most: number): readonly Unit[] => {
    const units = new Map<number, Call[]>();
    for (const unit of order.subarray(-most)) units.set(unit, []);
    for (const [index, call] of calls.entries()) units.get(unitOf[index] as number)?.push(call);
    return [...units.values()];
  };
  return { count, last };
};
