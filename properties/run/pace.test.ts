import { expect, it } from 'vitest';
import { openReference } from '../../adapters/reference/index.ts';
import { READINGS, intended } from '../../spec/index.ts';
import { runExhaustively } from '../power/exhaustive.ts';
import { findFalseAlarms } from '../power/index.ts';
import { runSuite } from './suite.ts';

/** A signal as Ctrl-C gives it: it comes when the event loop has a turn. */
const soon = (): AbortSignal => {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 0);
  return controller.signal;
};

const MANY = 30_000;

it('a run in memory is ended by a signal', async () => {
  const draw = { seed: 1, numRuns: MANY, processes: 3, maxSteps: 20, readings: READINGS, deadline: 60_000 };
  const { stopped, tally } = await runSuite(openReference(), { ...draw, signal: soon() });
  expect(stopped).toBe('signal');
  expect(tally.interleavings).toBeLessThan(MANY);
});

it('a search for false alarms is ended by a signal', async () => {
  const bounds = { seed: 1, interleavings: MANY, processes: 3, maxSteps: 20, readings: READINGS };
  expect((await findFalseAlarms({ ...bounds, signal: soon() })).interleavings).toBeLessThan(MANY);
});

it('an exhaustive run is ended by a signal', async () => {
  const context = { reading: intended, windowsInstaller: '5.0' };
  const bounds = { processes: 2, depth: 4, context, signal: soon() };
  expect((await runExhaustively(openReference(), bounds)).complete).toBe(false);
});
