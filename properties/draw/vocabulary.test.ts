import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { REFERENCE_CAPABILITIES } from '../../adapters/reference/index.ts';
import { OPERATION_NAMES } from '../../spec/index.ts';
import { interleavings } from './interleavings.ts';

it('every operation of the vocabulary is drawn', () => {
  const drawn = fc.sample(
    interleavings({ capabilities: REFERENCE_CAPABILITIES, maxProcesses: 3, maxSteps: 20 }),
    { seed: 1, numRuns: 300 },
  );
  const names = new Set(drawn.flatMap(({ steps }) => steps.map(({ operation }) => operation.op)));
  expect([...names].toSorted()).toEqual(OPERATION_NAMES.toSorted());
});
