import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import pc from 'picocolors';
import { CLAUSE_IDS } from '../../spec/index.ts';
import { readPage } from '../../spec/page/index.ts';
import { allPages, samplePages } from '../../spec/page/testing/pages.ts';
import {
  BaselineSchema,
  SpecReportSchema,
  WatchSchema,
  clauseListJson,
  diffEntry,
  listClauses,
  pageReport,
  renderClauseList,
  renderSpecDiff,
  renderSpecReport,
  specHtml,
  specMarkdown,
  specReport,
} from './index.ts';
import { SpecDiffSchema } from './testing/diff-schema.ts';

const reportOf = (pages: readonly { file: string; text: string }[]) =>
  specReport(pages.map(({ file, text }) => pageReport(file, readPage(text))));
const plain = { colors: pc.createColors(false), strict: false, isMended: false };
const english = samplePages().filter(({ file }) => file === 'en-GB.md');
const wrong = english.map(({ file, text }) => ({ file, text: text.replace('(1618)', '(1603)') }));

test('the JSON of every page is as its schema says', () => {
  const validate = new Ajv({ allowUnionTypes: true, strict: false }).compile(SpecReportSchema);
  const report: unknown = JSON.parse(JSON.stringify(reportOf([...allPages(), ...wrong])));
  expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
  expect(validate({ format: 'msiconform-spec', version: 1, pages: [{}] })).toBe(false);
});

/** After a change of the schema: `npx vitest run reports/spec -u`. */
test('the schema stands in schemas/ as it is in the sources', async () => {
  const text = `${JSON.stringify(SpecReportSchema, null, 2)}\n`;
  await expect(text).toMatchFileSnapshot('../../schemas/spec.json');
  const published = [
    [SpecDiffSchema, 'spec-diff'],
    [WatchSchema, 'spec-watch'],
    [BaselineSchema, 'spec-baseline'],
  ] as const;
  for (const [schema, name] of published) {
    const also = `${JSON.stringify(schema, null, 2)}\n`;
    await expect(also).toMatchFileSnapshot(`../../schemas/${name}.json`);
  }
});

test('no report keeps the words of a page beyond what is wrong with it', () => {
  const text = JSON.stringify(reportOf(english));
  expect(text).not.toMatch(/stays set|turned away|none of this/);
});

test('a contradiction is told with clause, place, expectation and finding', () => {
  const text = renderSpecReport(reportOf(wrong), plain);
  expect(text).toContain('contradiction 1618-mutex at en-GB.md:12:112');
  expect(text).toContain('expected error code: 1618');
  expect(text).toContain('found    error code: 1603');
  expect(text).toContain('1 page: 1 with contradictions');
});

test('a page that no one can follow is told in a sentence', () => {
  const text = renderSpecReport(reportOf(samplePages().filter(({ file }) => file === 'uk-UA.md')), plain);
  expect(text).toContain('cannot implement service-running: dwControlsAccepted and SERVICE_ACCEPT_SHUTDOWN');
});

test('the tables have a cell for each page and clause', () => {
  const report = reportOf(allPages());
  const [, table = ''] = specMarkdown(report).split('\n\n');
  const rows = table.trim().split('\n').slice(2);
  expect(rows).toHaveLength(allPages().length);
  for (const row of rows) {
    const cells = row.split(/(?<!\\)\|/);
    expect(cells).toHaveLength(CLAUSE_IDS.length + 3);
    for (const cell of cells.slice(2, -1))
      expect(cell).toMatch(/agrees|reworded|contradicts|unreadable|unsupported/);
  }
  const html = specHtml(report);
  expect(html.match(/<th scope="row">/g)).toHaveLength(allPages().length);
  expect(html.match(/<td class="/g)).toHaveLength(allPages().length * CLAUSE_IDS.length);
});

test('words of a page are shown and never interpreted', () => {
  const hostile = wrong.map(({ file, text }) => ({
    file: `${file}<script>|`,
    text: text.replace('./event-logging.md', '<event-logging"\u202e&#27;[31m|&lt;img>.md'),
  }));
  const report = reportOf(hostile);
  expect(report.pages[0]?.contradictions.map(({ clause }) => clause)).toEqual(['1618-mutex', 'event-log']);
  const html = specHtml(report);
  expect(html).not.toMatch(/<script|<img|\u202e/);
  expect(specMarkdown(report)).not.toMatch(/<script|<img|\u202e/);
  expect(renderSpecReport(report, plain).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});

test('each clause is listed with its strength, readings and property', () => {
  const clauses = listClauses();
  expect(clauses.map(({ id }) => id)).toEqual([...CLAUSE_IDS]);
  for (const { properties, statement } of clauses) {
    expect(properties).toHaveLength(1);
    expect(statement).not.toBe('');
  }
  const text = renderClauseList(clauses, plain.colors);
  expect(text).toContain('mutex-held (implied, p1 and item1)');
  expect(text).toMatch(/mutexScope: .*\n.*literal only-while, intended exactly-while/);
  expect(JSON.parse(clauseListJson(clauses))).toMatchObject({ format: 'msiconform-spec-list', version: 1 });
});

test('a change is told in terms of clauses', () => {
  const [old, current] = [english, wrong].map(([page]) => readPage(page?.text ?? ''));
  if (old === undefined || current === undefined) throw new Error('no page');
  const text = renderSpecDiff(
    [
      diffEntry({ file: 'a.md', page: old }, { file: 'b.md', page: current }),
      { ...diffEntry(null, { file: 'c.md', page: current }), locale: 'fr-FR' },
    ],
    plain.colors,
  );
  expect(text).toContain('a.md -> b.md: facts changed');
  expect(text).toContain('  1618-mutex: changed, reworded line 12 -> 12\n    errorCode: 1618 -> 1603');
  expect(text).toContain('  event-log: unchanged');
  expect(text).toContain('c.md (fr-FR): page added');
});

test('what changed is told by the strongest word', () => {
  const old = english[0]?.text ?? '';
  const line = /^What is being installed.*\n\n/m.exec(old)?.[0] ?? '';
  const told = (text: string): string => {
    const entry = diffEntry({ file: 'a.md', page: readPage(old) }, { file: 'b.md', page: readPage(text) });
    return renderSpecDiff([entry], plain.colors).split('\n')[0] ?? '';
  };
  expect(told(old)).toMatch(/: no change$/);
  expect(told(old.replace('02/29', '03/01'))).toMatch(/: only the front matter changed$/);
  expect(told(old.replace('stays set', 'is set'))).toMatch(/: reworded: needs review$/);
  expect(told(`${old.replace(line, '')}\n${line}`)).toMatch(/: the same blocks in another order$/);
  expect(told(`${old}\nNew.\n`)).toMatch(/: no clause changed, only what stands beside them: needs review$/);
  expect(told(old.replace('(1618)', '(1603)'))).toMatch(/: facts changed$/);
});
