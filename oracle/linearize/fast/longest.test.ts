import { expect, it } from 'vitest';
import { CLAUSE_IDS, intended } from '../../../spec/index.ts';
import { callsOf } from '../../pairer.ts';
import { judgeRace } from '../judge.ts';
import { counterexampleOf } from '../reduce.ts';
import { simulate } from '../testing/simulate.ts';

const context = { reading: intended, windowsInstaller: '5.0' };

/** A small linear congruential generator: the same numbers in each run. */
const chooser = (seed: number): ((limit: number) => number) => {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
};

it('finds a violation in the last event of a long history and reduces it to what matters', () => {
  // With these numbers the history ends while nothing is installing.
  const choose = chooser(3);
  const events = simulate({
    processes: 3,
    operations: 5_000,
    context,
    choose,
    oneWrongIn: 0,
    oneLostIn: 0,
  });
  const long = callsOf(events);
  const end = 2 * events.length;
  const planted = [
    ...long.map((call) => ({ ...call, responded: Math.min(call.responded, end) })),
    {
      process: 4,
      operation: { op: 'start', action: 'INSTALL', ui: 'none' } as const,
      response: { type: 'returned', code: 1618 } as const,
      invoked: end + 1,
      responded: end + 2,
    },
  ];
  const legal = judgeRace(long, 4, context);
  expect(legal.findings).toEqual([]);
  // Each clause that such a history has something to say about, however long it is.
  expect([...legal.exercised.keys()].sort()).toEqual(CLAUSE_IDS.toSorted());
  const { findings } = judgeRace(planted, 4, context);
  expect(findings.map(({ clause, index }) => [clause, index])).toEqual([['1618-only', planted.length - 1]]);
  const [finding] = findings;
  if (finding === undefined) throw new Error('no finding');
  expect(counterexampleOf(planted, finding, 4, context)).toEqual(planted.slice(-1));
});
