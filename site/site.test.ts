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
