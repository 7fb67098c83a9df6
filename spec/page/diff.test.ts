import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ClauseId } from '../clause.ts';
import { diffPages, matchPages, readPage } from './index.ts';
import type { ClauseChange, PageDiff } from './index.ts';
import * as mutations from './testing/mutations.ts';
import { allPages, samplePages } from './testing/pages.ts';
import { VARIATIONS } from './testing/variations.ts';

const diff = (old: string, current: string): PageDiff =>
  diffPages(readPage(old).facts, readPage(current).facts);
const page = samplePages().find(({ file }) => file === 'en-GB.md')?.text ?? '';
const changes = ({ clauses }: PageDiff): Readonly<Partial<Record<ClauseId, ClauseChange>>> =>
  Object.fromEntries(
    clauses.flatMap(({ clause, change }) => (change === 'unchanged' ? [] : [[clause, change]])),
  );

describe('two revisions of the page', () => {
  test('no page differs from itself', () => {
    for (const { text } of allPages())
      expect(diff(text, text)).toMatchObject({ extent: 'none', beside: [], frontMatter: [] });
  });

  test('a date in the front matter is no change of the rules, and named', () => {
    const found = diff(page, page.replace('02/29/2024', '03/01/2025'));
    expect(found.extent).toBe('front matter');
    expect(found.frontMatter).toEqual([{ key: 'ms.date', old: '02/29/2024', new: '03/01/2025' }]);
    expect(changes(found)).toEqual({});
  });

  test.each([
    [
      'words of p3',
      'What is being installed stands',
      'The application is named',
      { 'event-log': 'reworded' },
    ],
    [
      'words of a case',
      'whenever the caller itself runs',
      'while the caller runs',
      { '1618-ui': 'reworded' },
    ],
    [
      'the code',
      '(1618)',
      '(1603)',
      { '1618-mutex': 'changed', '1618-ui': 'changed', '1618-only': 'changed' },
    ],
    ['a version', 'Installer 3.0', 'Installer 4.0', { 'service-version': 'changed' }],
    [
      'a table',
      'advtexecutesequence-table',
      'property-table',
      { 'mutex-scope': 'changed', 'mutex-held': 'changed' },
    ],
  ])('%s', (_, from, to, expected) => {
    expect(changes(diff(page, page.replace(from, to)))).toEqual(expected);
  });

  test('a fact is told with both its values', () => {
    const found = diff(page, page.replace('(1618)', '(1603)')).clauses.find(
      ({ clause }) => clause === '1618-mutex',
    );
    expect(found?.facts).toEqual([{ fact: 'errorCode', old: '1618', new: '1603' }]);
  });

  test('a paragraph that is gone is removed, the other way round added, and elsewhere moved', () => {
    const without = mutations.dropLine('p3', 'event-logging', ['event-log']).apply(page) ?? '';
    expect(changes(diff(page, without))).toEqual({ 'event-log': 'removed' });
    expect(changes(diff(without, page))).toEqual({ 'event-log': 'added' });
    const line = /^What is being installed.*\n\n/m.exec(page)?.[0] ?? '';
    expect(changes(diff(page, `${page.replace(line, '')}\n${line}`))).toEqual({ 'event-log': 'moved' });
  });

  test('a new paragraph that belongs to no clause is told', () => {
    const found = diff(page, `${page}\nA new remark.\n`);
    expect(found.beside).toEqual([{ change: 'added', what: 'paragraph', line: 23 }]);
    expect(found.extent).toBe('words');
  });

  test.each([
    ['code', '```cpp\nreturn 1603;\n```'],
    ['HTML', '<table><tr><td>new</td></tr></table>'],
    ['an image', '![new](new.png)'],
  ])('%s is told as a paragraph beside, and a comment is not', (_, added) => {
    const found = diff(page, `${page}\n${added}\n\n<!-- 1603 -->\n`);
    expect(found.beside).toEqual([{ change: 'added', what: 'paragraph', line: 23 }]);
    expect(changes(found)).toEqual({});
  });

  test('a name that can no longer be read is no change of the rule, and told', () => {
    const found = diff(page, page.replace('**SERVICE\\_ACCEPT\\_SHUTDOWN**', '**arrêt du service**'));
    expect(changes(found)).toEqual({ 'service-running': 'reworded' });
    expect(found.clauses.flatMap(({ legibility }) => legibility)).toEqual([
      { fact: 'value', nowLegible: false },
    ]);
  });
});

test('two languages say the same in other words', () => {
  fc.assert(
    fc.property(fc.constantFrom(...allPages()), fc.constantFrom(...allPages()), (a, b) => {
      expect(diff(a.text, b.text).extent).not.toBe('facts');
    }),
    { numRuns: 40 },
  );
});

test('another form of the same page is no change of its clauses', () => {
  for (const { apply, name } of VARIATIONS.filter((each) =>
    /links as|bullets|CRLF|newline|mark|NBSP|emphasis/.test(each.name),
  )) {
    const { clauses, extent } = diff(page, apply(page));
    expect([name, extent, clauses.filter(({ change }) => change !== 'unchanged')]).toEqual([
      name,
      'none',
      [],
    ]);
  }
});

test('pages of two folders are matched by id and locale', () => {
  const named = (file: string, text: string) => ({ file, facts: readPage(text).facts });
  const [arabic, british, , dutch] = samplePages().map(({ file, text }) => named(file, text));
  const later = named('later.md', page.replace('02/29/2024', '03/01/2025'));
  const files = matchPages(
    [british, dutch].filter((each) => each !== undefined),
    [arabic, later].filter((each) => each !== undefined),
  ).map((pair) => [pair.old?.file ?? null, pair.new?.file ?? null]);
  expect(files.toSorted()).toEqual(
    [
      [null, 'ar-SA.md'],
      ['en-GB.md', 'later.md'],
      ['nl-NL.md', null],
    ].toSorted(),
  );
});
