import { expect, test } from 'vitest';
import { summaryOf } from './rows.ts';
import type { FaultResult, PowerResult } from './power-result.ts';

const fault: FaultResult = {
  id: 'late',
  summary: 'shows after many operations',
  clause: '1618-ui',
  reading: 'intended',
  forgivenBy: [],
  survived: false,
  killedBy: ['1618-ui'],
  interleavings: { median: 3, worst: 9 },
  operations: 11,
  problems: [],
};
const resultOf = (...faults: readonly FaultResult[]): PowerResult => ({
  format: 'msiconform-power',
  version: 1,
  seeds: [1, 2],
  numRuns: 1000,
  faults: [...faults],
  reference: { interleavings: 10, operations: 100 },
  falseAlarms: 0,
});

test('what could not be compared with all that is shorter is told, and how far it was', () => {
  const kind = { signature: 'late', searched: 6 };
  const compared = summaryOf(resultOf(fault));
  const [killed, longer] = summaryOf(
    resultOf({ ...fault, notCompared: [11, 12].map((operations) => ({ ...kind, operations })) }),
  );
  expect(killed).toBe(compared[0]);
  expect(longer).toBe(
    'too long for all shorter counterexamples to be tried: late (11 to 12 operations, all of up to 6 were tried)',
  );
  expect(compared.join('\n')).not.toContain('too long');
});

test('a rare fault that one seed missed is counted as missed, and named', () => {
  const [killed] = summaryOf(resultOf(fault, { ...fault, id: 'rare', survived: true }));
  expect(killed).toBe(
    '1 of 2 faults killed under each of 2 seeds, within 1000 interleavings; missed by one in twenty: rare',
  );
});
