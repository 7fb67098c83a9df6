import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { openReference } from '../../adapters/index.ts';
import type { Call } from '../../oracle/index.ts';
import { raceOf, runRace, runRaces } from '../../properties/index.ts';
import type { RaceRun, SuiteOptions } from '../../properties/index.ts';
import { READINGS } from '../../spec/index.ts';
import { readHistory } from './history-reader.ts';
import { HistoryWriter } from './history-writer.ts';
import type { HistoryHead } from '../schema/history.ts';

const OPTIONS: SuiteOptions = {
  seed: 5,
  numRuns: 60,
  processes: 3,
  maxSteps: 15,
  readings: READINGS,
  deadline: 5000,
};

/** Runs races into a history file while the clock of the machine is set forth and back. */
const record = async (clock: 'wall' | 'logical'): Promise<string> => {
  const reference = openReference();
  const head: HistoryHead = {
    format: 'msiconform-history',
    version: 1,
    implementation: { ...reference.identity },
    capabilities: structuredClone(reference.capabilities) as HistoryHead['capabilities'],
    mode: 'racing',
    seed: OPTIONS.seed,
    startedAt: '1970-01-01T00:00:00.000Z',
  };
  const folder = await mkdtemp(join(tmpdir(), 'msiconform-racing-'));
  const writer = new HistoryWriter(join(folder, 'history.jsonl'), head, clock);
  let hour = 0;
  const now = vi.spyOn(Date, 'now').mockImplementation(() => (hour++ % 2 === 0 ? 1 : -1) * hour * 3_600_000);
  try {
    const { tally, failures } = await runRaces(reference, { ...OPTIONS, recorder: writer });
    expect({ divergences: tally.divergences, failures }).toEqual({ divergences: [], failures: [] });
    writer.end({ end: 'complete', failures: [], durationMs: 0 });
  } finally {
    now.mockRestore();
    writer.close();
  }
  return writer.file;
};

it('keeps its order when the clock of the machine steps', async () => {
  let last = 0;
  let cases = 0;
  for await (const part of readHistory(await record('wall'))) {
    if (part.part !== 'case') continue;
    cases++;
    for (const { at } of part.events) {
      expect(at).toBeGreaterThanOrEqual(last);
      last = at;
    }
  }
  expect(cases).toBe(OPTIONS.numRuns);
});

it('is judged alike when its events are dropped, and shares what lines have in common', async () => {
  const file = await record('logical');
  const callsIn = async (events: 'kept' | 'dropped'): Promise<(readonly Call[])[]> => {
    const all: (readonly Call[])[] = [];
    for await (const part of readHistory(file, { events })) {
      if (part.part !== 'case') continue;
      all.push(part.calls ?? []);
      expect(part.events.length === 0).toBe(events === 'dropped');
    }
    return all;
  };
  const calls = await callsIn('dropped');
  expect(calls).toEqual(await callsIn('kept'));
  const responses = calls.flat().map(({ response }) => response);
  const texts = new Set(responses.map((response) => JSON.stringify(response)));
  expect(new Set(responses).size).toBeLessThan(responses.length / 4);
  expect(texts.size).toBeLessThanOrEqual(new Set(responses).size);
});

it('names the line of an event that does not fit', async () => {
  const file = await record('logical');
  const lines = (await readFile(file, 'utf8')).split('\n');
  const first = lines.findIndex((line) => line.includes('"kind":"ok"'));
  const broken = join(dirname(file), 'broken.jsonl');
  await writeFile(broken, lines.toSpliced(first, 0, lines[first] ?? '').join('\n'));
  const read = async (): Promise<void> => {
    for await (const _part of readHistory(broken));
  };
  await expect(read()).rejects.toThrow(/:\d+: event \d+ answers "\w+", which process \d was not asked/);
  await expect(read()).rejects.toMatchObject({ place: `${broken}:${first + 2}` });
});

it('has all that it takes to run each race again, event by event', async () => {
  let killed = 0;
  for await (const part of readHistory(await record('logical'))) {
    if (part.part !== 'case') continue;
    const race = raceOf(part.head, part.events);
    killed += race.faults.length;
    const again: RaceRun = await runRace(openReference(), race, { deadline: 5000, emit: () => {} });
    const strip = (events: readonly object[]): unknown[] =>
      events.map((event) => ({ ...event, seq: undefined, at: undefined }));
    // Where a fault struck, the schedule from there on may be another one.
    if (part.head.faults === undefined) expect(strip(again.events)).toEqual(strip(part.events));
  }
  expect(killed).toBeGreaterThan(0);
});
