import type { Finding } from '../check.ts';
import { OBSERVER } from '../events.ts';
import type { Context } from '../rules.ts';
import type { Call } from './calls.ts';
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
  const later = calls.findIndex((call) => call.invoked >= broken.responded);
  const before = later < 0 ? calls : calls.slice(0, later);
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
 * @param shows whether a part of the history, in its order, still shows it; asked for about as many parts
 *   as the history has sessions, in the worst case for the square of those that matter
 */
export const reduce = (
  calls: readonly Call[],
  shows: (part: readonly Call[]) => boolean,
): readonly Call[] => {
  // What matters is most often near the end: try longer and longer ends before anything else.
  const lastUnits = lastUnitsOf(calls);
  let units: readonly Unit[] = [];
  for (let length = 1; ; length *= 2) {
    units = lastUnits(length);
    if (units.length < length || shows(joined(units))) break;
  }
  for (let size = Math.ceil(units.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = units.length - size; from > -size; from -= size) {
      const fewer = [...units.slice(0, Math.max(0, from)), ...units.slice(from + size)];
      if (fewer.length < units.length && shows(joined(fewer))) units = fewer;
    }
  }
  // A session may be cut short once the calls around it are gone.
  for (let again = true; again;) {
    again = false;
    for (let index = units.length - 1; index >= 0; index--) {
      const unit = units[index] as Unit;
      const candidates = [units.toSpliced(index, 1)];
      for (let place = unit.length - 1; place >= 1; place--) {
        const last = place === unit.length - 1;
        // What comes after would stand elsewhere without it.
        if (!last && unit[place]?.operation.op !== 'call') continue;
        candidates.push(units.with(index, unit.toSpliced(place, 1)));
      }
      const smaller = candidates.find((candidate) => shows(joined(candidate)));
      if (smaller === undefined) continue;
      units = smaller;
      again = true;
    }
  }
  return joined(units);
};

type Unit = readonly Call[];

const joined = (units: readonly Unit[]): readonly Call[] =>
  units.flat().sort((a, b) => a.invoked - b.invoked);

/**
 * Sessions and single calls, by the place of their last response: gives so many of the last ones. The others
 * are not made, for a history may have very many.
 */
const lastUnitsOf = (calls: readonly Call[]): ((most: number) => readonly Unit[]) => {
  const unitOf = new Int32Array(calls.length);
  const ends = new Float64Array(calls.length);
  let count = 0;
  const sessions = new Map<number, number>();
  for (const [index, { operation, process, response, responded }] of calls.entries()) {
    const session = process === OBSERVER ? undefined : sessions.get(process);
    const unit = session ?? count++;
    unitOf[index] = unit;
    ends[unit] = responded;
    if (response.type === 'held' && process !== OBSERVER) sessions.set(process, unit);
    else if (operation.op !== 'call' || response.type !== 'returned') sessions.delete(process);
  }
  const order = new Int32Array(count);
  for (let unit = 0; unit < count; unit++) order[unit] = unit;
  order.sort((a, b) => (ends[a] ?? 0) - (ends[b] ?? 0));
  return (most) => {
    const units = new Map<number, Call[]>();
    for (const unit of order.subarray(-most)) units.set(unit, []);
    for (const [index, call] of calls.entries()) units.get(unitOf[index] ?? 0)?.push(call);
    return [...units.values()];
  };
};
