import { expect, it } from 'vitest';
import { FAULTS, QUIRKS } from '../../adapters/reference/faults/index.ts';
import { conforming } from '../../adapters/reference/index.ts';
import { CLAUSE_IDS } from '../../spec/index.ts';
import { measurePower } from './index.ts';
import { byNight, firstByDay, IN_CI } from '../../testing/bounds.ts';

/** By day each fault is met once, by the first part of a run. */
const options = {
  seeds: [1],
  numRuns: byNight(250, 1000),
  processes: 3,
  maxSteps: 20,
  longSteps: 200,
  minimal: false,
} as const;

it('has at least 40 faults, each with a name of its own, and breaks every clause', () => {
  expect(FAULTS.length).toBeGreaterThanOrEqual(40);
  const ids = [...FAULTS, ...QUIRKS].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(CLAUSE_IDS.filter((id) => !FAULTS.some(({ clauses }) => clauses[0] === id))).toEqual([]);
  expect(QUIRKS.flatMap(({ clauses }) => clauses)).toEqual([]);
});

/** By day one fault of each clause. */
const faults = IN_CI
  ? FAULTS
  : CLAUSE_IDS.flatMap((id) => FAULTS.find(({ clauses }) => clauses[0] === id) ?? []);

it.each(faults)('$id is killed, blamed on what it breaks and on nothing else', async (fault) => {
  const [report] = await measurePower(options, [fault]);
  expect(report?.problems).toEqual([]);
  expect(report?.survived).toEqual([]);
  expect(report?.killedBy).toContain(fault.clauses[0]);
});

it.each(firstByDay(2, QUIRKS))('$id is forgiven by every reading', async (quirk) => {
  const [report] = await measurePower(options, [quirk]);
  expect(report?.problems).toEqual([]);
  expect(report?.killedBy).toEqual([]);
});

it('says so when a fault survives, and when the blame is wrong', async () => {
  const harmless = {
    id: 'none',
    summary: 'nothing',
    clauses: ['1618-ui'],
    forgivenBy: [],
    behaviour: conforming,
  } as const;
  const [survivor] = await measurePower({ ...options, numRuns: 20 }, [harmless]);
  expect(survivor?.problems).toEqual(['survived under seeds 1']);
  const blamed = { ...harmless, behaviour: { ...conforming, applicationsInLog: () => [] } };
  const [wrong] = await measurePower({ ...options, numRuns: 200 }, [blamed]);
  expect(wrong?.problems).toEqual([
    'blamed on event-log, which it does not break',
    'not blamed on 1618-ui, which it breaks, under seeds 1',
  ]);
  const unforgiven = { ...blamed, clauses: ['event-log'], forgivenBy: ['lenient'] } as const;
  const [strict] = await measurePower({ ...options, numRuns: 200 }, [unforgiven]);
  expect(strict?.problems.join()).toContain('lenient does not forgive it: event-log');
});

it('knows when a counterexample could be shorter', async () => {
  const [report] = await measurePower(
    { ...options, minimal: true },
    FAULTS.filter(({ id }) => id === 'third-process'),
  );
  expect(report?.problems).toEqual([]);
  expect(report?.operations).toBe(3);
});
