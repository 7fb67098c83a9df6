import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { DEFAULT_BUDGET, linearize } from './linearize.ts';
import { linearizeLong } from './long.ts';
import { histories } from './testing/histories.ts';

/** More on demand: MSICONFORM_HISTORIES=100000. */
const RUNS = Number(process.env['MSICONFORM_HISTORIES'] ?? 300);

it('finds what the readable checker finds, however little of the history that is shown', () => {
  let found = 0;
  fc.assert(
    fc.property(histories(60), fc.constantFrom(0, 1, 7, 64), (history, window) => {
      const { calls, processes } = history;
      const whole = linearize(calls, processes, history.context);
      const long = linearizeLong(calls, processes, history.context, DEFAULT_BUDGET, { window });
      const places = ({ findings }: typeof whole) =>
        findings.map(({ index, clause }) => `${index} ${clause}`);
      expect(places(long)).toEqual(places(whole));
      if (whole.findings.length > 1) found++;
    }),
    { numRuns: RUNS },
  );
  expect(found).toBeGreaterThan(RUNS / 15);
});
