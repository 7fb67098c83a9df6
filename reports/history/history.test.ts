import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { openReference } from '../../adapters/index.ts';
import { runCase, suiteArbitrary } from '../../properties/index.ts';
import type { CaseHead, CaseRun, Interleaving } from '../../properties/index.ts';
import { BadInputError } from '../../spec/index.ts';
import { readHistory } from './history-reader.ts';
import type { HistoryPart } from './history-part.ts';
import { HistoryWriter } from './history-writer.ts';
import type { HistoryHead } from '../schema/history.ts';

const reference = openReference();
const HEAD: HistoryHead = {
  format: 'msiconform-history',
  version: 1,
  implementation: { ...reference.identity },
  capabilities: structuredClone(reference.capabilities) as HistoryHead['capabilities'],
  mode: 'lockstep',
  seed: 0,
  startedAt: '1970-01-01T00:00:00.000Z',
};

let folder = '';
let files = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'msiconform-history-'));
});

const partsOf = async (file: string): Promise<HistoryPart[]> => {
  const parts: HistoryPart[] = [];
  for await (const part of readHistory(file)) parts.push(part);
  return parts;
};

/** Writes the cases as a run does, and gives the file and what was observed. */
const write = async (cases: readonly Interleaving[]): Promise<{ file: string; runs: CaseRun[] }> => {
  const file = join(folder, `${++files}.jsonl`);
  const writer = new HistoryWriter(file, HEAD, 'logical');
  const runs: CaseRun[] = [];
  for (const [index, interleaving] of cases.entries()) {
    const { processes } = interleaving;
    writer.beginCase({ case: index + 1, phase: 'random', processes } satisfies CaseHead);
    runs.push(
      await runCase(reference, interleaving, { deadline: 5000, emit: (event) => writer.event(event) }),
    );
  }
  writer.end({ end: 'complete', failures: [], durationMs: 0 });
  return { file, runs };
};

const cases = fc.array(suiteArbitrary(reference, { processes: 3, maxSteps: 12 }), {
  minLength: 1,
  maxLength: 5,
});

test('what is read is what was observed', async () => {
  await fc.assert(
    fc.asyncProperty(cases, async (interleavings) => {
      const { file, runs } = await write(interleavings);
      const parts = await partsOf(file);
      expect(parts.map(({ part }) => part)).toEqual(['head', ...runs.map(() => 'case'), 'tail']);
      const read = parts.flatMap((part) => (part.part === 'case' ? [part.observed] : []));
      expect(read).toEqual(runs.map(({ observed }) => observed));
    }),
    { numRuns: 50 },
  );
});

describe('a file that is cut anywhere', () => {
  test('gives every whole case before the cut, and never another one', async () => {
    const { file, runs } = await write(
      fc.sample(suiteArbitrary(reference, { processes: 2, maxSteps: 6 }), { numRuns: 4, seed: 1 }),
    );
    const whole = await readFile(file, 'utf8');
    const end = whole.indexOf('\n') + 1;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: end, max: whole.length - 2 }), async (length) => {
        const cut = join(folder, 'cut.jsonl');
        await writeFile(cut, whole.slice(0, length));
        const parts = await partsOf(cut);
        const heads = parts.flatMap((part) => (part.part === 'case' ? [part] : []));
        for (const [index, { observed }] of heads.slice(0, -1).entries()) {
          expect(observed).toEqual(runs[index]?.observed);
        }
        expect(parts.some(({ part }) => part === 'tail')).toBe(false);
      }),
      { numRuns: 60 },
    );
  });
});

test('a line of another kind is named with file and line', async () => {
  const { file } = await write(
    fc.sample(suiteArbitrary(reference, { processes: 1, maxSteps: 3 }), { numRuns: 2, seed: 2 }),
  );
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
  const damages: readonly (readonly [string, string])[] = [
    ['[]', 'neither a case'],
    ['{"case":0,"phase":"random","processes":1}', 'the case line is not of the history format at /case'],
    [
      '{"seq":1,"at":0,"process":1,"kind":"invoke","op":"call","args":{"api":"MsiFly"}}',
      'the invocation is not',
    ],
    [
      '{"seq":1,"at":0,"process":0,"kind":"ok","op":"probe","value":{"type":"mutex","state":"set"}}',
      'the response is not',
    ],
    ['no json', 'no JSON'],
  ];
  for (const [line, text] of damages) {
    const damaged = join(folder, 'damaged.jsonl');
    await writeFile(damaged, `${lines.with(2, line).join('\n')}\n`);
    const error: unknown = await partsOf(damaged).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(BadInputError);
    expect(String(error)).toContain(text);
    expect(String(error)).toContain(`${damaged}:3`);
  }
});

test('measurements, what is offered, and void cases are read as they were written', async () => {
  const file = join(folder, `${++files}.jsonl`);
  const writer = new HistoryWriter(file, HEAD, 'wall');
  writer.measurement({ name: 'refusals', durationMs: 3, values: { silent: { code: 1618 } } });
  writer.measurement({ name: 'machine', durationMs: 20_000, failed: 'no answer within 20 seconds' });
  writer.offered({
    capabilities: reference.capabilities,
    notOffered: [{ what: 'ADMIN', reason: 'no answer' }],
  });
  writer.beginCase({ case: 1, phase: 'random', processes: 1 });
  writer.voidCase('another installation was on this machine');
  writer.beginCase({ case: 2, phase: 'random', processes: 1 });
  writer.end({ end: 'complete', failures: [], durationMs: 0 });
  const [, first, second, offered, voided, judged] = await partsOf(file);
  expect(first).toMatchObject({ measurement: { name: 'refusals', values: { silent: { code: 1618 } } } });
  expect(second).toMatchObject({ measurement: { name: 'machine', failed: 'no answer within 20 seconds' } });
  expect(offered).toMatchObject({ offered: { notOffered: [{ what: 'ADMIN', reason: 'no answer' }] } });
  expect(voided).toMatchObject({ part: 'case', void: 'another installation was on this machine' });
  expect(judged).not.toHaveProperty('void');
});

test.each([
  ['with a mark', '\uFEFF'],
  ['without one', ''],
])('a history that Windows PowerShell made UTF-16, %s, is the same history', async (_, mark) => {
  const interleaving = { processes: 1, steps: [{ process: 0, operation: { op: 'probe' } as const }] };
  const { file } = await write([interleaving]);
  const copy = join(folder, `${++files}.jsonl`);
  await writeFile(copy, mark + (await readFile(file, 'utf8')).replaceAll('\n', '\r\n'), 'utf16le');
  expect(await partsOf(copy)).toEqual(await partsOf(file));
});
