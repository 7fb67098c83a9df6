/** Longer than 250 lines: each kind of defect, one after the other. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findContradictions, findDefects, readPage } from './index.ts';
import type { DefectKind } from './index.ts';
import { allPages, hasPublishedPages, publishedPages, samplePages } from './testing/pages.ts';

const listed = (text: string): readonly string[] =>
  findDefects(readPage(text)).map(
    ({ place, clause, kind, expected }) => `${place.line} ${clause} ${kind} ${expected}`,
  );

const MUTEX = '_MSIExecute';
const ERROR = 'ERROR_INSTALL_ALREADY_RUNNING';
const FUNCTION = 'QueryServiceStatusEx';
const STRUCTURE = 'SERVICE_STATUS_PROCESS';
const MEMBER = 'dwControlsAccepted';
const VALUE = 'SERVICE_ACCEPT_SHUTDOWN';

/** What a person finds by reading each published page, from top to bottom. */
const BY_EYE: Readonly<Record<string, readonly string[]>> = {
  'en-US.2018-11.md': [],
  'en-US.2025-03.md': [],
  'de-DE.2021-04.bilingual.md': [
    `2 mutex-scope split ${MUTEX}`,
    `14 mutex-scope wrong-case ${MUTEX}`,
    `16 mutex-scope split ${MUTEX}`,
    `16 mutex-scope wrong-case ${MUTEX}`,
    '16 mutex-scope run-together AdvtExecuteSequence',
    `18 1618-mutex translated ${ERROR}`,
    `20 1618-mutex split ${MUTEX}`,
    `20 1618-mutex wrong-case ${MUTEX}`,
    '21 1618-ui link-text AdminUISequence',
    `25 service-running translated ${ERROR}`,
    `25 service-running wrong-case ${FUNCTION}`,
    `25 service-running wrong-case ${MEMBER}`,
    `25 service-running translated ${STRUCTURE}`,
    `25 service-running split ${VALUE}`,
    `25 service-running wrong-case ${VALUE}`,
    '27 service-version decimal-comma 2.0',
    `27 service-version wrong-case ${FUNCTION}`,
    '27 service-version decimal-comma 3.0',
  ],
  'de-DE.2021-08.md': [
    '2 mutex-scope description-differs beim Verarbeiten',
    '16 mutex-scope link-text InstallExecuteSequence',
    '16 mutex-scope link-text AdminExecuteSequence',
    '16 mutex-scope run-together AdminExecuteSequence',
    '16 mutex-scope run-together AdvtExecuteSequence',
    `18 1618-mutex displaced ${ERROR}`,
    `20 1618-mutex split ${MUTEX}`,
    '21 1618-ui link-text AdminUISequence',
    '21 1618-ui run-together AdminUISequence',
    '23 event-log link-text event-logging',
    `25 service-running displaced ${ERROR}`,
    `25 service-running marked-more ${FUNCTION}`,
    `25 service-running marked-more ${MEMBER}`,
    `25 service-running displaced ${STRUCTURE}`,
    `25 service-running marked-more ${STRUCTURE}`,
    `25 service-running displaced ${VALUE}`,
    `27 service-version marked-more ${FUNCTION}`,
  ],
  'es-ES.2021-08.md': [
    '4 mutex-scope title-differs mutex',
    `2 mutex-scope displaced ${MUTEX}`,
    `16 mutex-scope displaced ${MUTEX}`,
    `16 mutex-scope wrong-case ${MUTEX}`,
    '16 mutex-scope orphan-underscore nothing',
    '16 mutex-scope run-together AdminExecuteSequence',
    `18 1618-mutex displaced ${ERROR}`,
    `20 1618-mutex displaced ${MUTEX}`,
    '21 1618-ui link-text InstallUISequence',
    '21 1618-ui link-text AdminUISequence',
    '23 event-log link-text event-logging',
    `25 service-running displaced ${ERROR}`,
    '25 service-running orphan-underscore nothing',
    '25 service-running orphan-underscore nothing',
    `25 service-running link-text ${FUNCTION}`,
    `25 service-running displaced ${STRUCTURE}`,
    `25 service-running displaced ${VALUE}`,
    `27 service-version marked-more ${FUNCTION}`,
  ],
  'fr-FR.2021-08.md': [
    `2 mutex-scope displaced ${MUTEX}`,
    `14 mutex-scope displaced ${MUTEX}`,
    `16 mutex-scope displaced ${MUTEX}`,
    '16 mutex-scope run-together AdminExecuteSequence',
    `18 1618-mutex translated ${ERROR}`,
    `20 1618-mutex displaced ${MUTEX}`,
    '23 event-log space-before-stop événements.',
    '25 service-running lower-case-start Dans',
    `25 service-running translated ${ERROR}`,
    '25 service-running space-before-stop QueryServiceStatusEx.',
    '25 service-running lower-case-start Le',
    `25 service-running translated ${STRUCTURE}`,
    '25 service-running marked-less one emphasis over all of it',
    `25 service-running translated ${VALUE}`,
    `25 service-running illegible ${VALUE}`,
    '27 service-version decimal-comma 2.0',
    '27 service-version lower-case-start L’utilisation',
    '27 service-version decimal-comma 3.0',
  ],
  'ru-RU.2021-09.md': [
    `2 mutex-scope transliterated ${MUTEX}`,
    '2 mutex-scope transliterated InstallExecuteSequence',
    '2 mutex-scope transliterated AdminExecuteSequence',
    '2 mutex-scope transliterated AdvtExecuteSequence',
    `14 mutex-scope transliterated ${MUTEX}`,
    `16 mutex-scope transliterated ${MUTEX}`,
    '16 mutex-scope transliterated InstallExecuteSequence',
    '16 mutex-scope transliterated AdminExecuteSequence',
    '16 mutex-scope run-together AdminExecuteSequence',
    '16 mutex-scope transliterated AdvtExecuteSequence',
    `18 1618-mutex translated ${ERROR}`,
    `20 1618-mutex transliterated ${MUTEX}`,
    '21 1618-ui transliterated InstallUISequence',
    '21 1618-ui transliterated AdminUISequence',
    '23 event-log space-before-stop событий.',
    '25 service-running lower-case-start В',
    `25 service-running translated ${ERROR}`,
    `25 service-running transliterated ${FUNCTION}`,
    '25 service-running space-before-stop куерисервицестатусекс.',
    '25 service-running lower-case-start Служба',
    `25 service-running transliterated ${MEMBER}`,
    `25 service-running illegible ${MEMBER}`,
    `25 service-running translated ${STRUCTURE}`,
    '25 service-running label-space no space there',
    `25 service-running translated ${VALUE}`,
    `25 service-running illegible ${VALUE}`,
    '27 service-version lower-case-start Установщик',
    '27 service-version decimal-comma 2.0',
    '27 service-version lower-case-start Использование',
    `27 service-version transliterated ${FUNCTION}`,
    '27 service-version decimal-comma 3.0',
  ],
  'zh-TW.2021-04.md': [
    `2 mutex-scope displaced ${MUTEX}`,
    `16 mutex-scope displaced ${MUTEX}`,
    `18 1618-mutex translated ${ERROR}`,
    `25 service-running translated ${ERROR}`,
    `25 service-running translated ${STRUCTURE}`,
    `25 service-running wrong-case ${MEMBER}`,
    `25 service-running translated ${VALUE}`,
    `25 service-running illegible ${VALUE}`,
  ],
};

test.skipIf(!hasPublishedPages)(
  'the defects of the published pages are those a person finds by reading',
  () => {
    for (const { file, text } of publishedPages()) expect([file, listed(text)]).toEqual([file, BY_EYE[file]]);
  },
);

/** Damaged names and numbers, markup and links in what a person counted on the five published translations. */
const NAMES: readonly DefectKind[] = [
  'translated',
  'transliterated',
  'split',
  'displaced',
  'lost',
  'wrong-case',
  'decimal-comma',
];

test.skipIf(!hasPublishedPages)('the damaged names and numbers of the five translations are 43 of 43', () => {
  const counted = { 'zh-TW': 6, 'ru-RU': 17, 'de-DE': 5, 'fr-FR': 9, 'es-ES': 6 };
  const named = Object.keys(counted).map((locale) => {
    const page = publishedPages().find(({ file }) => file.startsWith(locale) && !/bilingual/.test(file));
    const rows = findDefects(readPage(page?.text ?? '')).filter(
      ({ kind, block }) => NAMES.includes(kind) && block !== 'front matter',
    );
    return [locale, new Set(rows.map(({ place, expected }) => JSON.stringify([place, expected]))).size];
  });
  expect(Object.fromEntries(named)).toEqual(counted);
});

test.skipIf(!hasPublishedPages)('each of the five translations has a row of its front matter', () => {
  const five = publishedPages().filter(({ file }) => !/^en-US|bilingual/.test(file));
  const told = five.filter(({ text }) =>
    findDefects(readPage(text)).some(({ block }) => block === 'front matter'),
  );
  expect(told.map(({ file }) => file.slice(0, 5))).toEqual(['de-DE', 'es-ES', 'fr-FR', 'ru-RU', 'zh-TW']);
});

const sample = (name: string): string => samplePages().find(({ file }) => file === name)?.text ?? '';

test('a page in good order has no defects', () => {
  expect(listed(sample('en-GB.md'))).toEqual([]);
});

test('digits, commas and thousands of other scripts are told', () => {
  expect(listed(sample('nl-NL.md'))).toEqual([
    '5 1618-mutex grouped-digits 1618',
    '14 service-version decimal-comma 2.0',
    '14 service-version decimal-comma 3.0',
  ]);
  expect(listed(sample('ar-SA.md')).filter((line) => line.includes('foreign-digits'))).toHaveLength(3);
});

test('a reader is told where the member and its value can be read nowhere', () => {
  const illegible = (name: string): readonly string[] =>
    listed(sample(name)).filter((line) => line.includes('illegible'));
  expect(illegible('uk-UA.md')).toEqual([
    `20 service-running illegible ${MEMBER}`,
    `20 service-running illegible ${VALUE}`,
  ]);
  expect(illegible('ja-JP.md')).toEqual([`18 service-running illegible ${VALUE}`]);
});

test('each defect is where it says it is', () => {
  for (const { file, text } of allPages()) {
    const lines = text.split('\n');
    for (const { place, end, found, kind } of findDefects(readPage(text))) {
      const line = (lines[place.line - 1] ?? '').slice(place.column - 1, end.column - 1);
      // As a reader sees it: no escapes, no marks, no addresses, no tags.
      const shown = line
        .replace(/\\(?=_)|\*\*|__|<[^<>]*>|\]\([^()]*\)|\]\[[^\]]*\]|[[\]]/g, '')
        .replace(/[\p{Cc}\s]+/gu, ' ')
        .trim();
      const wanted = found.replace(/…$/, '').replace(/\*\*/g, '').trim();
      expect(wanted).not.toBe('');
      expect([file, kind, end.line, shown.slice(0, wanted.length)]).toEqual([file, kind, place.line, wanted]);
    }
  }
});

describe('a constant damaged in one way', () => {
  const damage: Readonly<Partial<Record<DefectKind, (words: readonly string[]) => string>>> = {
    split: (words) => words.join(' \\_ '),
    displaced: (words) => `${words.join(' ')} \\_ \\_`,
    'wrong-case': (words) => words.map((word) => word[0] + word.slice(1).toLowerCase()).join('\\_'),
    translated: (words) => words.map((word) => `mot${word.length}`).join(' \\_ '),
  };
  const names = { [VALUE]: 'service-running', [STRUCTURE]: 'service-running' } as const;

  test.each(Object.keys(damage))('is found as %s, and is no contradiction', (kind) => {
    fc.assert(
      fc.property(fc.constantFrom(VALUE, STRUCTURE), (name) => {
        const written = name.replaceAll('_', '\\_');
        const damaged = damage[kind as DefectKind]?.(name.split('_')) ?? '';
        const page = sample('en-GB.md').replaceAll(written, damaged);
        const defects = findDefects(readPage(page));
        expect(findContradictions(readPage(page))).toEqual([]);
        expect(
          defects.some(
            (defect) => defect.kind === kind && defect.expected === name && defect.clause === names[name],
          ),
        ).toBe(true);
        expect(defects.every(({ expected }) => expected === name)).toBe(true);
      }),
      { numRuns: 4 },
    );
  });
});

test('a link whose words name another table is told, and one whose brackets stand apart', () => {
  const page = sample('ar-SA.md');
  const other = page.replace('[جدول AdminExecuteSequence]', '[جدول AdvtExecuteSequence]');
  // A name that can be read and is the wrong one is no defect.
  expect(findContradictions(readPage(other))).toMatchObject([
    { clause: 'mutex-scope', kind: 'name', place: { line: 10 }, expected: 'name: AdminExecuteSequence' },
  ]);
  expect(listed(other)).toEqual(listed(page));
  expect(listed(page.replace('](event-logging.md)', '] (event-logging.md)'))).toContain(
    '17 event-log broken-link event-logging',
  );
});

test('a paragraph without any links is read by its names, and the loss is told', () => {
  const page = sample('ar-SA.md').replace(/\[(جدول \w+)\]\([^()]*\)/g, '$1');
  expect(findContradictions(readPage(page))).toEqual([]);
  expect(listed(page).filter((line) => line.includes('link-lost'))).toEqual([
    '10 mutex-scope link-lost InstallExecuteSequence, AdminExecuteSequence, AdvtExecuteSequence',
    '15 1618-ui link-lost InstallUISequence, AdminUISequence',
  ]);
});

describe('habits of translation', () => {
  const page = sample('en-GB.md');
  const value = '**SERVICE\\_ACCEPT\\_SHUTDOWN**';
  const table = '](https://docs.microsoft.com/windows/desktop/Msi/advtexecutesequence-table#remarks)';

  test.each<[string, string, string, string]>([
    [
      'full-width underscores',
      value,
      '**SERVICE＿ACCEPT＿SHUTDOWN**',
      `19 service-running displaced ${VALUE}`,
    ],
    ['hyphens', value, '**SERVICE-ACCEPT-SHUTDOWN**', `19 service-running displaced ${VALUE}`],
    ['a space in a version', 'Installer 3.0', 'Installer 3. 0', '21 service-version split 3.0'],
    ['an ideographic comma', 'Installer 3.0', 'Installer 3、0', '21 service-version decimal-comma 3.0'],
    [
      'a file name in pieces',
      table,
      '](advtexecutesequence-table. md)',
      '10 mutex-scope broken-link AdvtExecuteSequence',
    ],
    [
      'spaced hyphens',
      table,
      '](advtexecutesequence - table.md)',
      '10 mutex-scope broken-link AdvtExecuteSequence',
    ],
  ])('%s', (_, from, to, defect) => {
    const other = page.replace(from, to);
    expect(findContradictions(readPage(other))).toEqual([]);
    expect(listed(other)).toEqual([defect]);
  });
});

describe('a description in the front matter', () => {
  const page = sample('en-GB.md');
  const shown = page.replace(/\[([^[\]]*)\]\([^()]*\)|\\/g, '$1');
  const sentence = shown.split('\n').find((line) => line.includes('InstallExecuteSequence')) ?? '';
  const described = (description: string): readonly string[] =>
    listed(
      page.replace(
        /^---\n(?:description:.*\n)?/,
        `---\ndescription: '${description.replaceAll("'", "''")}'\n`,
      ),
    );

  test('that repeats the first paragraph, or says something of its own, is no defect', () => {
    expect(sentence.split(' ').length).toBeGreaterThan(8);
    for (const words of [
      sentence,
      `“${sentence}”`,
      'When two installations meet.',
      sentence.split(' ').slice(0, 7).join(' '),
    ])
      expect([words, described(words)]).toEqual([words, []]);
  });

  test('that repeats it in part, in part in other words, is told at its place', () => {
    const [first = '', second = '', ...rest] = sentence.split(' ');
    expect(described([first, second, 'otherwise', ...rest.slice(1)].join(' '))).toEqual([
      `2 mutex-scope description-differs ${rest[0]}`,
    ]);
  });
});

test('a space at an edge of a link is told, with the word beside it', () => {
  const page = sample('en-GB.md');
  const name = '[**SERVICE\\_STATUS\\_PROCESS**]';
  expect(page).toContain(name);
  for (const other of ['[ **SERVICE\\_STATUS\\_PROCESS**]', '[**SERVICE\\_STATUS\\_PROCESS** ]'])
    expect([other, listed(page.replace(name, other))]).toEqual([
      other,
      ['19 service-running label-space no space there'],
    ]);
});

test('another function over a link is a contradiction', () => {
  const page = sample('en-GB.md').replace(
    '[**QueryServiceStatusEx**](/windows',
    '[**QueryServiceStatus**](/windows',
  );
  expect(findContradictions(readPage(page))).toMatchObject([
    { clause: 'service-version', kind: 'name', place: { line: 21 }, found: 'name: QueryServiceStatus' },
  ]);
  expect(listed(page)).toEqual([]);
});
