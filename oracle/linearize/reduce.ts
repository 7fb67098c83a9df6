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
 * @param shows whether a part of the history, in its order, still shows it; asked for about as many parts
 *   as the history has sessions, in the worst case for the square of those that matter
 */
export const reduce = (
  calls: readonly Call[],
  shows: (part: readonly Call[]) => boolean,
): readonly Call[] => {
  let units = unitsOf(calls);
  // What matters is most often near the end: try longer and longer ends before anything else.
  for (let length = 1; length < units.length; length *= 2) {
    const end = units.slice(-length);
    if (shows(joined(end))) {
      units = end;
      break;
    }
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
      const unit = units[index] ?? [];
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

/** Sessions and single calls, by the place of their last response. */
const unitsOf = (calls: readonly Call[]): readonly Unit[] => {
  const units: Call[][] = [];
  const sessions = new Map<number, Call[]>();
  for (const call of calls) {
    const session = call.process === OBSERVER ? undefined : sessions.get(call.process);
    if (session === undefined) units.push([call]);
    else session.push(call);
    const { operation, process, response } = call;
    if (response.type === 'held' && process !== OBSERVER) {
      sessions.set(process, session ?? units.at(-1) ?? []);
    } else if (operation.op !== 'call' || response.type !== 'returned') {
      sessions.delete(process);
    }
  }
  const last = (unit: Unit): number => unit.at(-1)?.responded ?? 0;
  return units.sort((a, b) => last(a) - last(b));
};
