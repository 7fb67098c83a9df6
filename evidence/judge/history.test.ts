import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Tally } from '../../properties/index.ts';
import { HistoryWriter, readHistory, resultOf } from '../../reports/index.ts';
import type { HistoryHead } from '../../reports/index.ts';
import { READINGS } from '../../spec/index.ts';
import { explainFiles, fileSource, readSource } from '../index.ts';
import type { Explanation } from '../index.ts';
import { filesOf } from '../testing/files.ts';
import { plan } from '../testing/plan.ts';
import { sharedFolder } from '../testing/shared-folder.ts';
import { evidenceCases, evidenceHead } from './history.ts';
import { byNight } from '../../testing/bounds.ts';

const RUNS = Math.ceil(Number(process.env['MSICONFORM_EVIDENCE_RUNS'] ?? byNight(60, 150)) / 3);
const PATIENCE = 120_000 + RUNS * 400;

const folder = await mkdtemp(join(tmpdir(), 'msiconform-evidence-'));
let written = 0;

const fileOf = ({ machines, evidence }: Explanation): string => {
  const file = join(folder, `${++written}.jsonl`);
  const cases = evidenceCases(machines);
  const writer = new HistoryWriter(
    file,
    evidenceHead(
      cases,
      evidence.map((each) => each.file),
    ),
    'logical',
  );
  for (const each of cases) {
    writer.beginCase(each.head);
    for (const event of each.events) writer.event(event);
  }
  writer.end({ end: 'complete', failures: [], durationMs: 0 });
  return file;
};

type Verdicts = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** By reading and clause, as `msiconform check --reading` gives them. */
const checked = async (file: string): Promise<Verdicts> => {
  const verdicts: Record<string, Record<string, string>> = {};
  for (const reading of READINGS) {
    const tally = new Tally([reading], '5.0');
    let head: HistoryHead | undefined;
    for await (const part of readHistory(file)) {
      if (part.part === 'head') head = part.head;
      if (part.part === 'case') {
        if (part.calls === undefined) throw new Error('evidence has intervals');
        tally.addRace(part.head, part.calls);
      }
    }
    if (head === undefined) throw new Error('no head');
    const { clauses } = resultOf({
      head,
      tally,
      tail: { end: 'complete', failures: [], durationMs: 0 },
      readings: [reading],
      reading,
      drawn: false,
    });
    verdicts[reading.name] = Object.fromEntries(
      clauses.map(({ id, verdict }) => [
        id,
        verdict === 'not-exercised' || verdict === 'unsupported' ? 'not-in-evidence' : verdict,
      ]),
    );
  }
  return verdicts;
};

const explained = ({ clauses }: Explanation): Verdicts =>
  Object.fromEntries(
    READINGS.map(({ name }) => [
      name,
      Object.fromEntries(
        clauses.map(({ clause, readings }) => [
          clause,
          readings.find(({ reading }) => reading === name)?.verdict ?? '',
        ]),
      ),
    ]),
  );

describe('the history that explain writes', () => {
  it(
    'gets the same verdicts from check, for made-up machines',
    async () => {
      await fc.assert(
        fc.asyncProperty(plan, async (machine) => {
          const explanation = explainFiles(
            await Promise.all(filesOf(machine).map((source) => readSource(source))),
          );
          expect(await checked(fileOf(explanation))).toEqual(explained(explanation));
        }),
        { numRuns: RUNS },
      );
    },
    PATIENCE,
  );

  const shared = sharedFolder('evidence');
  it.skipIf(shared === undefined)(
    'gets the same verdicts from check, for each log and export of real Windows and all together',
    async () => {
      if (shared === undefined) return;
      const names = (await readdir(shared, { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile() && entry.name !== 'facts.json')
        .map((entry) => join(entry.parentPath, entry.name));
      expect(names.length).toBeGreaterThan(30);
      const evidence = await Promise.all(names.map((name) => readSource(fileSource(name, undefined))));
      for (const each of [...evidence.map((one) => [one]), evidence]) {
        const explanation = explainFiles(each);
        expect([each.map(({ file }) => file), await checked(fileOf(explanation))]).toEqual([
          each.map(({ file }) => file),
          explained(explanation),
        ]);
      }
    },
    PATIENCE,
  );
});
