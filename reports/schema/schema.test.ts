import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { conforming, openReference } from '../../adapters/reference/index.ts';
import { runRaces, runSuite } from '../../properties/index.ts';
import { READINGS } from '../../spec/index.ts';
import { HistoryWriter } from '../history/history-writer.ts';
import { run } from '../testing/runs.ts';
import type { HistoryHead } from './history.ts';
import { HistoryLineSchema, PublishedResultSchema } from './testing/published.ts';

/** After a change of the schemas: `npx vitest run reports/schema -u`. */
test.each([
  ['history', HistoryLineSchema],
  ['result', PublishedResultSchema],
])('schemas/%s.json is what the sources say', async (name, schema) => {
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(`../../schemas/${name}.json`);
});

const published = async (name: string) =>
  new Ajv({ allowUnionTypes: true }).compile(
    JSON.parse(await readFile(join(import.meta.dirname, `../../schemas/${name}.json`), 'utf8')),
  );

test('results of a run and of a shard are of the published schema, and others are not', async () => {
  const validate = await published('result');
  for (const shard of [undefined, { index: 1, count: 2 }]) {
    const result = await run({ behaviour: 'no mutex', seed: 1, numRuns: 40 }, shard);
    expect(validate(JSON.parse(JSON.stringify(result))), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ ...result, verdict: 'fine' })).toBe(false);
    expect(validate({ ...result, clauses: undefined })).toBe(false);
  }
});

test.each(['lockstep', 'racing'] as const)(
  'every line of a %s history is, and others are not',
  async (mode) => {
    const validate = await published('history');
    const folder = await mkdtemp(join(tmpdir(), 'msiconform-schema-'));
    try {
      const machine = openReference({ behaviour: { ...conforming, seesOwnUiSequence: () => false } });
      const head: HistoryHead = {
        format: 'msiconform-history',
        version: 1,
        implementation: { ...machine.identity },
        capabilities: structuredClone(machine.capabilities) as HistoryHead['capabilities'],
        mode,
        seed: 1,
        startedAt: new Date(0).toISOString(),
      };
      const file = join(folder, 'history.jsonl');
      const recorder = new HistoryWriter(file, head, 'logical');
      const options = {
        seed: 1,
        numRuns: 30,
        processes: 3,
        maxSteps: 12,
        readings: READINGS,
        deadline: 5000,
        recorder,
      };
      await (mode === 'racing' ? runRaces : runSuite)(machine, options);
      recorder.end({ end: 'complete', failures: [{ case: 3, message: 'none' }], durationMs: 0 });
      const lines = (await readFile(file, 'utf8')).trim().split('\n');
      expect(lines.length).toBeGreaterThan(100);
      for (const line of lines) {
        const value = JSON.parse(line);
        expect(validate(value), line).toBe(true);
        const [first = ''] = Object.keys(value);
        expect(validate({ ...value, [first]: null }), line).toBe(false);
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
);
