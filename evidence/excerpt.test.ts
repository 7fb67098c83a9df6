import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { excerpt } from './excerpt.ts';
import { memorySource, readSource } from './index.ts';
import { sharedFolder } from './testing/shared-folder.ts';

const LINES = ['one', 'two', 'three\u00e4', 'four', 'five'];

test.each([
  ['UTF-8', (text: string) => Buffer.from(text)],
  ['UTF-16', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
] as const)('the lines around one, in %s, however the file ends', async (_, encode) => {
  for (const end of ['\r\n', '\n'])
    for (const last of ['', end]) {
      const source = memorySource('a.log', encode(LINES.join(end) + last));
      expect(await excerpt(source, 3, 1)).toEqual([
        { line: 2, text: 'two' },
        { line: 3, text: 'three\u00e4' },
        { line: 4, text: 'four' },
      ]);
      expect((await excerpt(source, 5, 2)).map(({ line }) => line)).toEqual([3, 4, 5]);
      expect(await excerpt(source, 50, 2)).toEqual([]);
    }
});

test('a file that is no text has no lines', async () => {
  expect(await excerpt(memorySource('x.zip', Uint8Array.of(0x50, 0x4b, 3, 4)), 1, 1)).toEqual([]);
  expect(await excerpt(memorySource('empty', new Uint8Array()), 1, 1)).toEqual([]);
});

const corpus = ['evidence/msi', 'cases/evidence'].flatMap((name) => sharedFolder(name) ?? []);

test.skipIf(corpus.length === 0)(
  'in the corpus the line of each grab and refusal is the one that says so',
  async () => {
    let looked = 0;
    for (const folder of corpus)
      for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile()) continue;
        const path = join(entry.parentPath, entry.name);
        const source = memorySource(path, await readFile(path));
        const reading = await readSource(source);
        if (reading.kind !== 'log') continue;
        for (const { grabs, refusals } of reading.log.sessions)
          for (const [places, words] of [
            [grabs, /Grabbed execution mutex/i],
            [refusals, /Failed to grab execution mutex/i],
          ] as const)
            for (const { line } of places) {
              const [shown] = await excerpt(source, line, 0);
              expect([path, line, shown?.text]).toEqual([path, line, expect.stringMatching(words)]);
              looked++;
            }
      }
    expect(looked).toBeGreaterThan(50);
  },
);
