import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../reports/testing/runs.ts';
import { EXIT } from '../exit-codes.ts';
import { msiconform } from '../testing/in-process.ts';

let folder = '';
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'msiconform-reports-'));
  const draw = { seed: 7, numRuns: 300 };
  const write = async (name: string, value: unknown): Promise<void> =>
    writeFile(at(name), JSON.stringify(value));
  await write('good.json', await run({ behaviour: 'conforming', ...draw }));
  await write('faulty.json', await run({ behaviour: 'no mutex', ...draw }));
  for (const index of [1, 2, 3]) {
    await write(`${index}.json`, await run({ behaviour: 'no mutex', ...draw }, { index, count: 3 }));
  }
  await writeFile(at('text.json'), 'no JSON');
  await write('other.json', { format: 'somebody-else' });
  await write('evidence.json', { format: 'msiconform-evidence', version: 1 });
});

afterEach(() => {
  process.exitCode = 0;
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test('merge gives the whole run, in any order, a shard twice', async () => {
  const merged = await msiconform('merge', at('3.json'), at('1.json'), at('2.json'), at('1.json'), '--json');
  expect(merged.code).toBe(EXIT.diverges);
  expect(merged.out).toBe(await readFile(at('faulty.json'), 'utf8'));
});

test('diff ends with 1 on a regression, with 0 the other way round', async () => {
  expect((await msiconform('diff', at('good.json'), at('faulty.json'))).code).toBe(EXIT.diverges);
  expect((await msiconform('diff', at('faulty.json'), at('good.json'))).code).toBe(EXIT.conforms);
  expect((await msiconform('diff', at('faulty.json'), at('faulty.json'))).out).toContain('no regression');
});

test('report writes each reporter to its file, and leaves stdout to the rest', async () => {
  const reporters = ['--reporter', 'default,junit,badge'];
  const files = [
    '--output-file',
    `junit=${at('deep/er/junit.xml')}`,
    '--output-file',
    `badge=${at('badge.svg')}`,
  ];
  const ended = await msiconform('report', at('faulty.json'), ...reporters, ...files);
  expect(ended.code).toBe(EXIT.diverges);
  expect(ended.out).toContain('verdict: diverges');
  expect(await readFile(at('deep/er/junit.xml'), 'utf8')).toContain('<testsuites');
  expect(await readFile(at('badge.svg'), 'utf8')).toContain('<svg');
});

test('matrix writes a site, again over its own, and the label names the row', async () => {
  for (let time = 0; time < 2; time++) {
    const ended = await msiconform('matrix', `windows-2025=${at('good.json')}`, '-o', at('site'));
    expect(ended.code).toBe(EXIT.conforms);
  }
  expect((await readdir(at('site'))).toSorted()).toEqual(['index.html', 'log.html', 'rules.html']);
  const page = await readFile(at('site/index.html'), 'utf8');
  // Two rows, five versions of the service query, and the legend.
  expect(page.match(/chip never-run/g)).toHaveLength(8);
});

test('a result is read as Windows PowerShell writes it, and with a byte order mark', async () => {
  const text = await readFile(at('good.json'), 'utf8');
  await writeFile(at('utf16.json'), `\ufeff${text}`, 'utf16le');
  await writeFile(at('bom.json'), `\ufeff${text}`);
  for (const name of ['utf16.json', 'bom.json'])
    expect((await msiconform('report', at(name), '--json')).out).toBe(text);
});

describe('bad input gets one sentence that names the place', () => {
  const cases: readonly (readonly [string, readonly string[], RegExp])[] = [
    [
      'no JSON',
      ['report', 'text.json'],
      /text\.json: this is no JSON .* make one with msiconform run --json$/,
    ],
    [
      'another format',
      ['diff', 'other.json', 'good.json'],
      /other\.json: a result was expected.*somebody-else/,
    ],
    [
      'not of its format',
      ['matrix', 'evidence.json', '-o', 'x'],
      /evidence\.json: the document is not of the evidence format/,
    ],
    ['no such file', ['merge', 'nowhere.json'], /nowhere\.json: the file cannot be read \(ENOENT\)/],
    ['a folder of others', ['matrix', 'good.json', '-o', '.'], /holds other files than a matrix site/],
    ['an unknown reporter', ['report', 'good.json', '--reporter', 'tap'], /no reporter "tap": name default/],
    ['two on stdout', ['report', 'good.json', '--reporter', 'junit,default'], /would mix on stdout/],
    [
      'a file for nobody',
      ['report', 'good.json', '--reporter', 'junit,badge', '--output-file', 'x.xml'],
      /does not say which of junit, badge goes there/,
    ],
    [
      'over its own input',
      ['report', 'good.json', '--reporter', 'junit', '--output-file', 'good.json'],
      /would overwrite a history/,
    ],
    ['one page of two', ['diff', 'good.json', 'good.json', '--spec', 'a.md'], /--spec takes two pages/],
  ];
  test.each(cases)('%s', async (_name, args, sentence) => {
    const placed = args.map((each) => (/\.(json|xml)$|^\.$|^x$/.test(each) ? at(each) : each));
    const ended = await msiconform(...placed);
    expect(ended.code).toBe(EXIT.usage);
    expect(ended.error).toMatch(sentence);
  });
});
