/**
 * Everything that crosses the border may be damaged. Each reader gives a value or one sentence about bad input, and a
 * damaged history or result never says "conforms" where the whole one did not. MSICONFORM_FUZZ_RUNS asks for more.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readResponse } from '../adapters/stdio/messages.ts';
import type { ProgramRequest } from '../adapters/stdio/protocol.ts';
import { openReference } from '../adapters/reference/index.ts';
import { explainFiles, memorySource, readSource } from '../evidence/index.ts';
import { EMPTY_FILE, parseExpectations } from '../reports/index.ts';
import { BEHAVIOURS, run } from '../reports/testing/runs.ts';
import type { BehaviourName } from '../reports/testing/runs.ts';
import { BadInputError, DEFAULT_READING, READINGS } from '../spec/index.ts';
import { judgePage, NotAPage, readPage } from '../spec/page/index.ts';
import { mutations } from '../testing/mutations.ts';
import type { Mutation } from '../testing/mutations.ts';
import { checkHistory } from './check-history.ts';
import { readResults } from './inputs.ts';
import { createOutput } from './output.ts';
import { runSession } from './session.ts';
import { byGrade } from '../testing/bounds.ts';

const numRuns = Number(process.env['MSICONFORM_FUZZ_RUNS'] ?? byGrade(30, 100, 100));

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'msiconform-border-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** The value, or `undefined` for bad input; anything else that is thrown is a defect. */
const orBadInput = async <T>(read: () => T | Promise<T>): Promise<T | undefined> => {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof BadInputError || error instanceof NotAPage)) throw error;
    expect(error.message).not.toBe('');
    return undefined;
  }
};

const forAll = (judge: (mutate: Mutation) => Promise<void>): Promise<void> =>
  fc.assert(fc.asyncProperty(mutations, judge), { numRuns });

/** The history of a short run of an implementation that breaks a clause, and of one that breaks none. */
const historyOf = async (name: string, behaviour: BehaviourName): Promise<string> => {
  const file = join(folder, `${name}.jsonl`);
  const implementation = openReference({ behaviour: BEHAVIOURS[behaviour] });
  await runSession(
    implementation,
    {
      mode: 'lockstep',
      seed: 3,
      numRuns: 30,
      processes: 3,
      maxSteps: 10,
      deadline: 5000,
      readings: READINGS,
      reading: DEFAULT_READING,
      history: file,
      command: 'msiconform run',
    },
    createOutput(),
  );
  return readFile(file, 'utf8');
};

/** What a reader sees of a text: line ends and blank lines say nothing. */
const saidBy = (text: string): string =>
  text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .join('\n');

test.each([
  ['that breaks a clause', 'no mutex'],
  ['that breaks none', 'conforming'],
] as const)('a damaged history of a run %s is refused, or is no proof', async (name, behaviour) => {
  const text = await historyOf(name.replaceAll(' ', '-'), behaviour);
  const file = join(folder, 'damaged.jsonl');
  await forAll(async (mutate) => {
    const damaged = mutate(text);
    await writeFile(file, damaged);
    const result = await orBadInput(() => checkHistory(file, DEFAULT_READING));
    if (result === undefined || saidBy(damaged) === saidBy(text)) return;
    expect(result.verdict).not.toBe('conforms');
    expect([...result.problems, result.end === 'error' ? 'cut' : ''].join('')).not.toBe('');
  });
});

test('a damaged result is refused, or diverges where it did', async () => {
  const text = JSON.stringify(await run({ behaviour: 'no mutex', seed: 3, numRuns: 60 }));
  const file = join(folder, 'damaged.json');
  await forAll(async (mutate) => {
    await writeFile(file, mutate(text));
    for (const result of (await orBadInput(() => readResults([file]))) ?? [])
      expect(result.verdict).not.toBe('conforms');
  });
});

test('a damaged line of a program is a response or a breach', async () => {
  const request: ProgramRequest = { id: 7, op: 'start', process: 1, action: 'INSTALL', ui: 'full' };
  const text = '{"id":7,"type":"held","table":"InstallUISequence","route":"by itself"}';
  await forAll(async (mutate) => {
    const read = readResponse({ kind: 'text', text: mutate(text) }, 9, (id) =>
      id === 7 ? request : undefined,
    );
    expect('response' in read ? read.response.id : read.breach).toBeTruthy();
  });
});

test('damaged expectations are expectations or bad input', async () => {
  const text = await readFile('expectations/wine-8.0.yaml', 'utf8');
  await forAll(async (mutate) => {
    for (const each of [text, EMPTY_FILE]) await orBadInput(() => parseExpectations(mutate(each), 'e.yaml'));
  });
});

test('damaged logs are read or refused', async () => {
  const text = await readFile(join(import.meta.dirname, 'golden', 'refused.log'), 'utf8');
  await forAll(async (mutate) => {
    const source = memorySource('refused.log', Buffer.from(mutate(text)));
    await orBadInput(async () => explainFiles([await readSource(source)]));
  });
});

test('a damaged page is judged or is no page', async () => {
  const text = await readFile('spec/page/samples/en-GB.md', 'utf8');
  await forAll(async (mutate) => {
    await orBadInput(() => judgePage(readPage(mutate(text))));
  });
});
