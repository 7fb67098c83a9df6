import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expandFiles } from './files.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'msiconform-files-'));
  for (const name of ['b.jsonl', 'a.jsonl', 'c.txt', '[x].jsonl']) await writeFile(join(folder, name), '');
});
afterAll(() => rm(folder, { recursive: true }));
const at = (name: string): string => join(folder, name);

test('a pattern is expanded in order, and a file that is named twice comes once', async () => {
  expect(await expandFiles([at('[ab].jsonl'), at('a.jsonl'), at('c.txt')])).toEqual(
    ['a.jsonl', 'b.jsonl', 'c.txt'].map(at),
  );
});

test('a file that is called like a pattern is that file', async () => {
  expect(await expandFiles([at('[x].jsonl')])).toEqual([at('[x].jsonl')]);
});

test('what matches nothing stays, for whoever reads it to name', async () => {
  expect(await expandFiles([at('*.xml'), at('no.jsonl')])).toEqual([at('*.xml'), at('no.jsonl')]);
});
