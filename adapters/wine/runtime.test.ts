import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { enoughSpace } from '../folders.ts';
import { diagnoseWine } from './index.ts';
import { damageIn, fetchedRuntime, provideRuntime } from './runtime.ts';

const PINNED = join(import.meta.dirname, 'runtime');

let cache = '';
beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'msiconform-cache-'));
  vi.stubEnv('MSICONFORM_CACHE', cache);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(cache, { recursive: true });
});

/** An npm that comes to its end on a full disk: files are there, one of them cut. */
const useNpmThatCuts = async (): Promise<void> => {
  const script = join(cache, 'npm-cli.js');
  await writeFile(
    script,
    `const { mkdirSync, writeFileSync } = require('node:fs');
     const { dirname } = require('node:path');
     for (const name of Object.keys(require(${JSON.stringify(join(PINNED, 'files.json'))}).files)) {
       mkdirSync(dirname(name), { recursive: true });
       writeFileSync(name, 'cut');
     }`,
  );
  vi.stubEnv('npm_execpath', script);
};

test('the pinned files are of the pinned packages', async () => {
  const lock = createHash('sha256').update(await readFile(join(PINNED, 'package-lock.json')));
  const { lock: of } = JSON.parse(await readFile(join(PINNED, 'files.json'), 'utf8')) as { lock: string };
  expect(of).toBe(lock.digest('hex').slice(0, 12));
});

test('a runtime that was cut is told and not kept, so that the next run fetches it again', async () => {
  await useNpmThatCuts();
  for (let time = 0; time < 2; time++) {
    await expect(provideRuntime(() => {})).rejects.toThrow(
      /what npm fetched is damaged: .* has 3 of \d+ bytes$/,
    );
    expect(await fetchedRuntime()).toBeUndefined();
  }
});

test('a runtime that was kept though it is cut is named, by doctor too', async () => {
  await useNpmThatCuts();
  await expect(provideRuntime(() => {})).rejects.toThrow();
  const [unfinished = ''] = (await readdir(cache)).filter((name) => name.endsWith('.unfinished'));
  const folder = join(cache, unfinished.replace('.unfinished', ''));
  const { rename } = await import('node:fs/promises');
  await rename(join(cache, unfinished), folder);
  expect(await damageIn(folder, 'sizes')).toMatch(/has 3 of \d+ bytes/);
  await expect(provideRuntime(() => {})).rejects.toMatchObject({
    hint: `Remove the folder ${folder} and run again.`,
  });
  const [, runtime] = await diagnoseWine();
  expect(runtime).toMatchObject({
    ok: false,
    detail: expect.stringContaining(`remove the folder ${folder}`),
  });
});

test('where there is no space it is said before anything is made', async () => {
  await expect(enoughSpace('/cache', 700, 12_345_678)).rejects.toThrow(
    '/cache needs 700 MB, and 12 MB are free there',
  );
  await expect(enoughSpace('/cache', 700, 700_000_000)).resolves.toBeUndefined();
});
