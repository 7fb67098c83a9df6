import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { CLAUSES } from '../../spec/index.ts';
import { PUBLISHED_FOLDER, hasPublishedPages } from '../../spec/page/testing/pages.ts';
import { EXIT } from '../exit-codes.ts';
import { runSpec } from '../testing/run-spec.ts';

const samples = join(import.meta.dirname, '..', '..', 'spec', 'page', 'samples');
const sample = (name: string): string => join(samples, name);

const spec = runSpec;

let folder = '';
const file = async (name: string, text: string | Uint8Array): Promise<string> => {
  await writeFile(join(folder, name), text);
  return join(folder, name);
};
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'msiconform-spec-'));
});
afterEach(() => {
  process.exitCode = 0;
});

test('verify ends with 0 where the pages agree, and defects are warnings unless --strict', async () => {
  expect((await spec('verify', samples)).code).toBe(EXIT.conforms);
  expect((await spec('verify', samples, '--strict')).code).toBe(EXIT.diverges);
  expect((await spec('verify', sample('en-GB.md'), '--strict')).code).toBe(EXIT.conforms);
});

test.skipIf(!hasPublishedPages)('verify ends with 0 on the published pages', async () => {
  const ended = await spec('verify', PUBLISHED_FOLDER, '--json');
  expect(ended.code).toBe(EXIT.conforms);
  expect(JSON.parse(ended.out)).toMatchObject({ format: 'msiconform-spec', version: 1 });
});

test('verify ends with 1 and names the clause where a page says something else', async () => {
  const text = await readFile(sample('ar-SA.md'), 'utf8');
  const wrong = await file('wrong.md', text.replace('advtexecutesequence', 'actiontext'));
  const ended = await spec('verify', wrong, sample('en-GB.md'));
  expect(ended.code).toBe(EXIT.diverges);
  expect(ended.out).toContain(`contradiction mutex-scope at ${wrong}:10:`);
});

test.each([
  ['nothing', undefined, 'there is no such file or folder: name a page'],
  ['empty.md', '', 'the file is empty: give the Markdown source'],
  [
    'page.html',
    '<!doctype html><p>_MSIExecute</p>',
    'the file is HTML of another page: give the Markdown source',
  ],
  [
    'binary.md',
    new Uint8Array([0x4d, 0x5a, 0x90, 0x00, 0xff, 0xfe]),
    'the file is binary data: give the Markdown source',
  ],
  [
    'latin1.md',
    new Uint8Array([0x63, 0x61, 0x66, 0xe9]),
    'the file is no UTF-8 text: give the Markdown source',
  ],
  ['big.md', new Uint8Array(50_000_000).fill(0x61), 'the file has 50.0 MB and the page has about 5 kB'],
  ['notes.md', '# Notes\n\nOn other things.', 'the file is not the "_MSIExecute Mutex" page'],
])('%s is refused in one sentence that names the file', async (name, content, sentence) => {
  const path = content === undefined ? join(folder, name) : await file(name, content);
  for (const args of [
    ['verify', path],
    ['diff', path, sample('en-GB.md')],
  ]) {
    const { code, out, error } = await spec(...args);
    expect([code, out]).toEqual([EXIT.usage, '']);
    expect(error.startsWith(`${path}: ${sentence}`), error).toBe(true);
    expect(error).not.toContain('\n');
  }
});

test('pages beside a file that is none are reported all the same', async () => {
  const { code, out, error } = await spec(
    'verify',
    await file('none.md', 'none'),
    sample('en-GB.md'),
    '--json',
  );
  expect(code).toBe(EXIT.usage);
  expect(error).toContain('none.md');
  expect(JSON.parse(out)).toMatchObject({ pages: [{ agrees: true }] });
});

test('a page in UTF-16 is read, and a folder may hold other pages', async () => {
  const mixed = join(folder, 'mixed');
  await mkdir(mixed, { recursive: true });
  const text = await readFile(sample('nl-NL.md'), 'utf8');
  await writeFile(join(mixed, 'nl-NL.md'), Buffer.from(`\ufeff${text}`, 'utf16le'));
  await writeFile(join(mixed, 'other.md'), '# Other');
  const ended = await spec('verify', mixed);
  expect(ended.code).toBe(EXIT.conforms);
  expect(ended.out).toContain('nl-NL');
  expect(ended.notes).toBe('1 file passed over, as not the page');
});

test('reports are written where they are asked for, and never over a page', async () => {
  const [markdown, html] = [join(folder, 'table.md'), join(folder, 'table.html')];
  expect((await spec('verify', samples, '--markdown', markdown, '--html', html)).code).toBe(EXIT.conforms);
  expect(await readFile(markdown, 'utf8')).toContain('| uk-UA |');
  expect(await readFile(html, 'utf8')).toContain('<th scope="row">uk-UA</th>');
  const page = await file('own.md', await readFile(sample('nl-NL.md'), 'utf8'));
  expect((await spec('verify', page, '--markdown', page)).error).toContain('would overwrite a page');
  expect(await readFile(page, 'utf8')).toContain('# De mutex');
  expect((await spec('verify', page, '--html', join(folder, 'no', 'where.html'))).error).toContain(
    'cannot be written',
  );
});

test('diff ends with 1 only when facts changed', async () => {
  const text = await readFile(sample('en-GB.md'), 'utf8');
  const reworded = await file('reworded.md', text.replace('is run, and', 'runs, and'));
  const changed = await file('changed.md', text.replace('Installer 3.0', 'Installer 4.0'));
  expect((await spec('diff', sample('en-GB.md'), reworded)).code).toBe(EXIT.conforms);
  const ended = await spec('diff', sample('en-GB.md'), changed);
  expect(ended.code).toBe(EXIT.diverges);
  expect(ended.out).toContain('minimumVersion: 3.0 -> 4.0');
});

test('diff of folders pairs the pages, and tells pages of one side only', async () => {
  const newer = join(folder, 'newer');
  await mkdir(newer, { recursive: true });
  for (const name of ['en-GB.md', 'ar-SA.md']) {
    const text = await readFile(sample(name), 'utf8');
    await writeFile(join(newer, name), name === 'ar-SA.md' ? text.replace('١٦١٨', '١٦٠٣') : text);
  }
  const ended = await spec('diff', samples, newer);
  expect(ended.code).toBe(EXIT.diverges);
  expect(ended.out).toContain('errorCode: 1618 -> 1603');
  expect(ended.out).toContain('uk-UA.md (uk-UA): page removed');
  const alone = join(folder, 'alone');
  await mkdir(alone, { recursive: true });
  await writeFile(join(alone, 'nl-NL.md'), await readFile(sample('nl-NL.md'), 'utf8'));
  await writeFile(join(newer, 'unused.txt'), '');
  expect((await spec('diff', alone, newer)).code).toBe(EXIT.inconclusive);
});

/** A change of what is printed is a change of the README. */
test('the README shows a contradiction of words as it is told', async () => {
  const readme = await readFile(join(samples, '..', '..', '..', 'README.md'), 'utf8');
  const [, shown = ''] = /\$ msiconform spec verify page\.md\n([\s\S]*?)\n\n(?=\S)/.exec(readme) ?? [];
  const text = await readFile(sample('en-GB.md'), 'utf8');
  const page = await file('page.md', text.replace('is set;', 'is not set;'));
  const { out } = await spec('verify', page, '--no-github');
  expect(shown.replace(/^ {4}/gm, '')).toBe(out.replaceAll(page, 'page.md'));
});

test('list prints every clause', async () => {
  const ended = await spec('list');
  expect([ended.code, ended.out.match(/^\S+ \((stated|implied)/gm)?.length]).toEqual([
    EXIT.conforms,
    CLAUSES.length,
  ]);
  expect(JSON.parse((await spec('list', '--json')).out)).toHaveProperty('clauses.length', CLAUSES.length);
});

test('patterns are expanded, which the shells of Windows leave to the program', async () => {
  const all = JSON.parse((await spec('verify', sample('*.md'), '--json')).out) as {
    pages: { file: string }[];
  };
  expect(all.pages.map((page) => page.file)).toContain(sample('en-GB.md'));
  expect(all.pages.length).toBeGreaterThan(3);
  const same = await spec('diff', sample('en-*.md'), sample('en-*.md'));
  expect(same.code).toBe(EXIT.conforms);
  expect((await spec('verify', sample('none-*.md'))).error).toContain('none-*.md');
});
