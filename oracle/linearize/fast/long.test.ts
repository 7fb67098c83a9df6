import { OBSERVATION_NAMES, OBSERVER } from '../../../spec/index.ts';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { DEFAULT_BUDGET, linearize } from '../linearize.ts';
import type { RacingJudgement } from '../linearize.ts';
import { linearizeLong } from './long.ts';
import { histories, withinCalls } from '../testing/histories.ts';
import { byNight } from '../../../testing/bounds.ts';

/** More on demand: MSICONFORM_HISTORIES=100000. */
const RUNS = Number(process.env['MSICONFORM_HISTORIES'] ?? byNight(120, 300));

const places = ({ findings }: RacingJudgement): readonly string[] =>
  findings.map(({ index, clause }) => `${index} ${clause}`);

it('finds what the readable checker finds, however little of the history that is shown', () => {
  let found = 0;
  fc.assert(
    fc.property(histories(60), fc.constantFrom(0, 1, 7, 64), ({ calls, processes, context }, window) => {
      const whole = linearize(calls, processes, context);
      const long = linearizeLong(calls, processes, context, DEFAULT_BUDGET, { window });
      expect(places(long)).toEqual(places(whole));
      if (whole.findings.length > 1) found++;
    }),
    { numRuns: RUNS },
  );
  expect(found).toBeGreaterThan(RUNS / 15);
});

it('counts what a legal history exercises as the readable checker does, and no more for a call that breaks a clause', () => {
  fc.assert(
    fc.property(histories(60), ({ calls, processes, context }) => {
      const whole = linearize(calls, processes, context);
      const { exercised } = linearizeLong(calls, processes, context, DEFAULT_BUDGET);
      for (const [clause, times] of exercised) {
        const exact = whole.exercised.get(clause) ?? 0;
        expect(times).toBeGreaterThanOrEqual(exact);
        // Of a call that breaks a clause it is not asked what else would have borne on it.
        expect(times).toBeLessThanOrEqual(exact + whole.findings.length);
      }
      expect([...exercised.keys()]).toEqual(expect.arrayContaining([...whole.exercised.keys()]));
    }),
    { numRuns: RUNS },
  );
});

it('looks at one kind of observation alone, and says then nothing of what was exercised', () => {
  fc.assert(
    fc.property(
      histories(30),
      fc.constantFrom(...OBSERVATION_NAMES),
      ({ calls, processes, context }, only) => {
        const view = [...calls.entries()].filter(
          ([, { process, operation }]) => process !== OBSERVER || operation.op === only,
        );
        const long = linearizeLong(calls, processes, context, DEFAULT_BUDGET, { only });
        expect(places(long)).toEqual(places(linearize(new Map(view), processes, context)));
        expect(long.exercised.size).toBe(0);
      },
    ),
    { numRuns: RUNS },
  );
});

it('goes on from within the table that a call passes through, or the call that its process dies in', () => {
  fc.assert(
    fc.property(withinCalls, fc.constantFrom(0, 1, 2, 3, 5), ({ calls, processes, context }, window) => {
      expect(places(linearizeLong(calls, processes, context, DEFAULT_BUDGET, { window }))).toEqual(
        places(linearize(calls, processes, context)),
      );
    }),
    { numRuns: Math.max(150, RUNS) },
  );
});
