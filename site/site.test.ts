import { expect, test } from 'vitest';
import { run } from '../reports/testing/runs.ts';
import { buildSite, siteOf } from './index.ts';

test('names that are ids of the page, alike, or of no Latin letter: every id once, every link leads there', async () => {
  const result = await run({ behaviour: 'no mutex', seed: 42, numRuns: 200 });
  const labels = [
    'main',
    'matrix',
    'clauses',
    'clause',
    'cell',
    'a',
    'a',
    'a-2',
    'a--1618-mutex',
    'вино',
    '酒',
  ];
  const documents = labels.map((label) => ({ label, document: result }));
  const page = buildSite(siteOf(documents, ['main', 'planned'])).get('index.html') ?? '';
  const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  const targets = [...page.matchAll(/ href="#([^"]*)"/g)].map(([, id]) => id);
  expect(targets.filter((id) => !ids.includes(id))).toEqual([]);
});

test('a row says on what was tested, and service-version stands by version: one that nobody asked says so', async () => {
  const result = await run({ behaviour: 'service always on', seed: 42, numRuns: 200 });
  const machine = (label: string, windowsInstaller: string) => {
    const implementation = { ...result.implementation, id: label, name: label, windowsInstaller };
    const system = `Windows of ${label}`;
    return { label: undefined, document: { ...result, implementation: { ...implementation, system } } };
  };
  const documents = [
    machine('old', '2.0'),
    machine('one', '3.1'),
    machine('other', '3.1'),
    machine('new', '5.1'),
  ];
  const page = buildSite(siteOf(documents, [])).get('index.html') ?? '';
  const text = (html: string): string => html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
  expect(text(page)).toMatch(/old .*Windows of old \S+ Windows Installer 2\.0 /);
  const [, heads = '', cells = ''] =
    /<table class="plain versions">(.*?)<\/thead>(.*?)<\/table>/s.exec(page) ?? [];
  expect(text(heads).trim()).toBe('clause 2.0 3.0 3.1 4.0 4.5 5.0 5.1');
  const [asked, ...others] = cells
    .split('<td>')
    .slice(1)
    .map((cell) => text(cell));
  expect(asked).toMatch(/old/);
  expect(
    others.map((cell) => ['one', 'other', 'new', 'never run'].filter((each) => cell.includes(each))),
  ).toEqual([['never run'], ['one', 'other'], ['never run'], ['never run'], ['never run'], ['new']]);
});
