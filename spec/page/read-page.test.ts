/** Longer than 250 lines: each kind of mutation, one after the other. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findContradictions, judgePage, readPage } from './index.ts';
import type { RuleFacts } from './index.ts';
import * as mutations from './testing/mutations.ts';
import type { Mutation } from './testing/mutations.ts';
import { allPages, hasPublishedPages, publishedPages, samplePages } from './testing/pages.ts';
import { VARIATIONS } from './testing/variations.ts';
import { byGrade, byNight } from '../../testing/bounds.ts';

const PAGES = allPages();
const anyPage = fc.constantFrom(...PAGES);
/** A few ways to write the same page at once, always in the order in which they can be put together. */
const anyVariations = fc.subarray([...VARIATIONS], { maxLength: 4 }).map((chosen) => ({
  names: chosen.map(({ name }) => name),
  apply: (text: string) => chosen.reduce((page, { apply }) => apply(page), text),
}));

const ruleFactsOf = (text: string): Partial<RuleFacts> => {
  const {
    pageId: _,
    locale: __,
    revision: ___,
    blocks: ____,
    otherBlocks: _o,
    frontMatter: _f,
    form: _____,
    illegible: ______,
    ...facts
  } = readPage(text).facts;
  return facts;
};

describe('every page', { timeout: 300_000 }, () => {
  test.each(PAGES.map(({ file, text }) => [file, text]))('%s says what our clauses say', (_, text) => {
    const page = readPage(text);
    expect(findContradictions(page)).toEqual([]);
    expect(
      Object.values(judgePage(page).clauses).filter(
        (status) => status === 'contradicts' || status === 'unsupported',
      ),
    ).toEqual([]);
    expect(page.facts).toMatchObject({
      executeTables: ['InstallExecuteSequence', 'AdminExecuteSequence', 'AdvtExecuteSequence'],
      errorCode: 1618,
      caseCount: 2,
      mutexCaseTables: [],
      uiCaseTables: ['InstallUISequence', 'AdminUISequence'],
      eventLogging: 'event-logging',
      statusFunction: 'QueryServiceStatusEx',
      statusStructure: 'SERVICE_STATUS_PROCESS',
      versionFunction: 'QueryServiceStatusEx',
      unsupportedVersion: '2.0',
      minimumVersion: '3.0',
    });
    expect(page.facts.blocks.map(({ block }) => block)).toEqual([
      'title',
      'p1',
      'p2',
      'item1',
      'item2',
      'p3',
      'p4',
      'p5',
    ]);
  });

  test('member and value are legible exactly where they stand in Latin', () => {
    for (const { file, text } of PAGES) {
      const translation = mutations
        .inTranslation(text, (each) => each)
        .replace(/<span class="sxs-lookup">.*?<\/span><\/span>/gs, '');
      const { member, value, illegible } = readPage(text).facts;
      expect([file, member !== null]).toEqual([file, /dwControlsAccepted/i.test(translation)]);
      expect([file, value !== null]).toEqual([
        file,
        /service[\s\\_]*accept[\s\\_]*shutdown/i.test(translation),
      ]);
      expect(illegible.includes('value')).toBe(value === null);
    }
  });

  test('says the same however it is written', () => {
    fc.assert(
      fc.property(anyPage, anyVariations, ({ text }, variation) => {
        const varied = variation.apply(text);
        expect(ruleFactsOf(varied)).toEqual(ruleFactsOf(text));
        expect(findContradictions(readPage(varied))).toEqual([]);
      }),
      { numRuns: byGrade(15, 40, 150) },
    );
  });

  test('each way to write it changes a page, so that the test above tests something', () => {
    for (const { name, apply } of VARIATIONS) {
      expect([name, PAGES.some(({ text }) => apply(text) !== text)]).toEqual([name, true]);
    }
  });
});

const TABLES = ['installexecutesequence', 'adminexecutesequence', 'advtexecutesequence'] as const;
const UI = ['installuisequence', 'adminuisequence'] as const;
const table = fc.constantFrom(
  'customaction',
  'actiontext',
  'installuisequence',
  'adminuisequence',
  'property',
  'event',
);
const word = fc.string({ unit: fc.constantFrom(...'abcdeжщ你好'), minLength: 1, maxLength: 12 });
const version = fc
  .tuple(fc.integer({ min: 0, max: 12 }), fc.constantFrom('.', ','), fc.integer({ min: 0, max: 9 }))
  .map((parts) => parts.join(''))
  .filter((text) => !/^[23]\D0$/.test(text));

const anyMutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc
    .tuple(fc.constantFrom(...TABLES), table)
    .map(([from, to]) => mutations.swapLink(from, to, 'mutex-scope')),
  fc
    .constantFrom(...TABLES)
    .map((slug) => mutations.swapLink(slug, TABLES.find((other) => other !== slug) ?? '', 'mutex-scope')),
  fc.constantFrom(...TABLES).map((slug) => mutations.dropLink(slug, 'mutex-scope')),
  fc
    .tuple(fc.constantFrom(...TABLES), table)
    .map(([slug, other]) => mutations.addTable(slug, other, 'mutex-scope')),
  fc
    .tuple(fc.constantFrom(...UI), fc.constantFrom('customaction', ...TABLES))
    .map(([from, to]) => mutations.swapLink(from, to, '1618-ui')),
  fc.constantFrom(...UI).map((slug) => mutations.dropLink(slug, '1618-ui')),
  fc
    .tuple(fc.constantFrom(...UI), fc.constantFrom('property', ...TABLES))
    .map(([slug, other]) => mutations.addTable(slug, other, '1618-ui')),
  fc.constantFrom(...TABLES).map((slug) => mutations.unlink(slug, 'mutex-scope')),
  fc.constantFrom(...UI).map((slug) => mutations.unlink(slug, '1618-ui')),
  fc.constantFrom('ERROR_INSTALL_SERVICE_FAILURE', 'ERROR_BUSY').map(mutations.otherError),
  fc.constantFrom<0 | 1>(0, 1).map(mutations.otherFunction),
  fc.constant(mutations.otherWordsOverNumber),
  fc.constantFrom(...TABLES).map((slug) => mutations.nameTable(slug, 'AdminUISequence', 'mutex-scope')),
  fc.constantFrom(...UI).map((slug) => mutations.nameTable(slug, 'AdvtExecuteSequence', '1618-ui')),
  fc.constantFrom('property', ...TABLES, ...UI).map(mutations.addFirstCase),
  fc.constant(mutations.otherStructure),
  fc
    .constantFrom('installexecutesequence-table', 'installuisequence-table')
    .map((to) => mutations.swapLink('event-logging', to, 'event-log')),
  word.map(mutations.addCase),
  fc.constant(mutations.dropFirstCase),
  fc.constant(mutations.dropLine('UI case', 'installuisequence', ['1618-ui', '1618-only'])),
  fc
    .integer({ min: 0, max: 99_999 })
    .filter((code) => code !== 1618)
    .map((code) => mutations.otherCode(String(code))),
  fc
    .constantFrom('event-tracing', 'eventlog/event-logging', 'logging-policy')
    .map((to) => mutations.swapLink('event-logging', to, 'event-log')),
  fc.constant(mutations.dropLink('event-logging', 'event-log')),
  fc
    .constantFrom(
      'SERVICE_ACCEPT_STOP',
      'SERVICE_ACCEPT_PAUSE_CONTINUE',
      'SERVICE_ACCEPT_PRESHUTDOWN',
      'SERVICE_RUNNING',
      '0x1',
      '5',
    )
    .map(mutations.otherValue),
  fc.constant(mutations.dropValue),
  fc.constantFrom('dwCurrentState', 'dwServiceFlags', 'dwSomethingNew').map(mutations.otherMember),
  fc.tuple(fc.constantFrom<0 | 1>(0, 1), version).map(([nth, text]) => mutations.otherVersion(nth, text)),
  fc.constantFrom<0 | 1>(0, 1).map((nth) => mutations.otherVersion(nth, nth === 0 ? '3.0' : '4.0')),
  fc.constant(mutations.dropLine('p1', 'advtexecutesequence', ['mutex-scope'])),
  fc.constant(
    mutations.dropLine('p2', '[(（](?:1618|1\\.618|１６１８|١٦١٨)[)）]', ['1618-mutex', '1618-only']),
  ),
  fc.constant(mutations.dropLine('p3', 'event-logging', ['event-log'])),
  fc.constant(mutations.dropLine('p4', 'service_status_process|ms685992', ['service-running'])),
  fc.constant(
    mutations.dropLine('p5', '(?:\\*\\*|__)(?:Windows|Installer|Інсталятор|установщик)[^*_]*(?:2|２|٢)', [
      'service-version',
    ]),
  ),
);

describe('a page made wrong in one fact', { timeout: 300_000 }, () => {
  test('is caught, and the right clause is named and no other', () => {
    const applied = new Map<string, number>();
    fc.assert(
      fc.property(anyPage, anyMutation, anyVariations, ({ text }, mutation, variation) => {
        const wrong = mutation.apply(text);
        fc.pre(wrong !== undefined);
        applied.set(mutation.name, (applied.get(mutation.name) ?? 0) + 1);
        for (const page of [wrong, variation.apply(wrong)]) {
          const blamed = new Set(findContradictions(readPage(page)).map(({ clause }) => clause));
          expect([...blamed].toSorted()).toEqual([...mutation.blames].toSorted());
        }
      }),
      { numRuns: byNight(100, 400) },
    );
    expect(applied.size).toBeGreaterThan(byNight(20, 30));
  });
});

test('a constant that nobody knows is another value too', () => {
  for (const { text } of PAGES) {
    const wrong = mutations.otherValue('SERVICE_ACCEPT_SOMETHING_NEW').apply(text) ?? '';
    expect(findContradictions(readPage(wrong)).map(({ clause, found }) => [clause, found])).toEqual([
      ['service-running', 'value: SERVICE_ACCEPT_SOMETHING_NEW'],
    ]);
  }
});

test(
  'the published pages are read too (skipped where ../shared/pages is not there)',
  { skip: !hasPublishedPages },
  () => {
    expect(publishedPages().length).toBeGreaterThanOrEqual(8);
    expect(samplePages().length).toBeGreaterThanOrEqual(5);
  },
);

describe('a page put together otherwise says the same', () => {
  const page = samplePages().find(({ file }) => file === 'en-GB.md')?.text ?? '';
  const value = '**SERVICE\\_ACCEPT\\_SHUTDOWN**';

  test.each<[string, string | RegExp, string]>([
    ['p3 and p4 are one paragraph', /\n\n(?=Whoever )/, ' '],
    ['p4 and p5 are one paragraph', /\n\n(?=\*\*Windows)/, ' '],
    ['the code is 0x652', '(1618)', '(0x652)'],
    ['the code is 1618L', '(1618)', '(1618L)'],
    ['the code stands over a link', '(1618)', '([1618](error-codes.md))'],
    ['a year stands beside the code', '(1618)', '(1618) since 1999'],
    ['the minimum is a whole number', 'Installer 3.0', 'Installer 3'],
    ['the minimum stands over a link', 'Installer 3.0', '[Installer 3.0](released-versions.md)'],
    ['the value is a number', value, '**0x4**'],
    ['the value has its number behind it', value, `${value} (0x00000004)`],
    [
      'the member links to the structure',
      /(?<!\[)(\*\*dwControlsAccepted\*\*)/,
      '[$1](ns-winsvc-service_status_process)',
    ],
  ])('%s', (_, from, to) => {
    const other = page.replace(from, to);
    expect(other).not.toBe(page);
    expect(findContradictions(readPage(other))).toEqual([]);
    expect(ruleFactsOf(other)).toEqual(ruleFactsOf(page));
  });

  test.each<[string, string, string, string]>([
    ['another number behind the value', value, `${value} (0x00000001)`, 'service-running'],
    ['another code over a link', '(1618)', '([1603](error-codes.md))', '1618-mutex'],
    [
      'another minimum over a link',
      'Installer 3.0',
      '[Installer 4.5](released-versions.md)',
      'service-version',
    ],
    ['another whole number', 'Installer 3.0', 'Installer 4', 'service-version'],
  ])('and %s is caught', (_, from, to, clause) => {
    expect(findContradictions(readPage(page.replace(from, to))).map((found) => found.clause)).toEqual([
      clause,
    ]);
  });
});
