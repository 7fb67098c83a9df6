import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { Command } from 'commander';
import pc from 'picocolors';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { WatchSchema } from '../../reports/spec/index.ts';
import type { WatchReport } from '../../reports/spec/index.ts';
import { samplePages } from '../../spec/page/testing/pages.ts';
import { EXIT } from '../exit-codes.ts';
import { registerSpec } from './spec.ts';
import { byNight, IN_CI } from '../../testing/bounds.ts';

const sample = (name: string): string => samplePages().find(({ file }) => file === name)?.text ?? '';
const english = sample('en-GB.md').replace(
  'ms.date: 02/29/2024',
  'ms.date: 02/29/2024\nms.contentlocale: en-US',
);
const arabic = sample('ar-SA.md');

/** One commit of a `git fast-import` stream. */
interface Commit {
  readonly day: number;
  readonly files: Readonly<Record<string, string | null>>;
  readonly branch?: string;
  readonly from?: number;
  readonly merge?: number;
}

const git = (folder: string, args: readonly string[], input = ''): string => {
  const { status, stdout, stderr } = spawnSync('git', ['-C', folder, ...args], { input, encoding: 'utf8' });
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
  return stdout;
};

const REVISIONS = byNight(100, 1000);
const START = Date.UTC(2024, 0, 1) / 1000;

const repositoryOf = async (commits: readonly Commit[]): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'msiconform-watch-'));
  git(folder, ['init', '-q', '-b', 'main']);
  const stream = commits.map(({ day, files, branch = 'main', from, merge }, index) => {
    const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}\n`;
    const changes = Object.entries(files).map(([path, text]) =>
      text === null ? `D ${path}\n` : `M 100644 inline ${path}\n${data(text)}`,
    );
    return [
      `commit refs/heads/${branch}\nmark :${index + 1}\n`,
      `committer A <a@example.org> ${START + day * 86_400} +0000\n`,
      data(`revision ${index}`),
      from === undefined ? '' : `from :${from + 1}\n`,
      merge === undefined ? '' : `merge :${merge + 1}\n`,
      ...changes,
    ].join('');
  });
  git(folder, ['fast-import', '--quiet'], `${stream.join('')}done\n`);
  git(folder, ['reset', '-q', '--hard', 'main']);
  return folder;
};

/** 40 revisions in two locales: renames, a branch with its merge, a contradiction that is mended again. */
const fortyRevisions = (): readonly Commit[] => {
  const commits: Commit[] = [
    { day: 0, files: { 'desktop/msi/page.md': english, 'README.md': '# Other' } },
    { day: 1, files: { 'ar/page.md': arabic } },
  ];
  for (let day = 2; day < 20; day++) {
    commits.push({ day, files: { 'desktop/msi/page.md': english.replace('02/29/2024', `03/${day}/2024`) } });
  }
  // The file moves, and nothing else.
  commits.push({
    day: 20,
    files: { 'desktop/msi/page.md': null, 'new/-page.md': english.replace('02/29/2024', '03/19/2024') },
  });
  const wrong = english.replace('whenever \\_MSIExecute is set', 'whenever \\_MSIExecute is not set');
  commits.push({ day: 21, files: { 'new/-page.md': wrong } });
  commits.push({ day: 22, files: { 'new/-page.md': english } });
  // A branch of its own, merged later.
  commits.push({
    day: 23,
    branch: 'side',
    from: 22,
    files: { 'ar/page.md': arabic.replace('١٦١٨', '١٦٠٣') },
  });
  commits.push({ day: 24, from: 22, files: { 'new/-page.md': english.replace('stays set', 'is set') } });
  commits.push({
    day: 25,
    from: 24,
    merge: 23,
    files: { 'ar/page.md': arabic.replace('١٦١٨', '١٦٠٣') },
  });
  commits.push({ day: 26, files: { 'ar/page.md': arabic } });
  for (let day = 27; commits.length < 40; day++) {
    commits.push({ day, files: { 'ar/page.md': `${arabic}\n<!-- ${day} -->\n` } });
  }
  return commits;
};

interface Ended {
  readonly code: number | string | undefined;
  readonly out: string;
}

const watch = async (...args: string[]): Promise<Ended> => {
  const out: string[] = [];
  const program = new Command().exitOverride();
  registerSpec(program, {
    colors: pc.createColors(false),
    print: (text) => void out.push(text),
    note: () => {},
    status: () => {},
    progress: () => ({ update: () => {}, stop: () => {} }),
  });
  process.exitCode = 0;
  await program.parseAsync(['spec', 'watch', ...args], { from: 'user' });
  return { code: process.exitCode, out: out.join('\n') };
};

let repository = '';
/** What is said of it. */
let whole: Ended;
beforeAll(async () => {
  repository = await repositoryOf(fortyRevisions());
  whole = await watch(repository, '--json');
});
afterEach(() => {
  process.exitCode = 0;
});

const reportOf = ({ out }: Ended): WatchReport => JSON.parse(out) as WatchReport;
const revisionsOf = (report: WatchReport, locale: string): WatchReport['locales'][number]['revisions'] =>
  report.locales.find((each) => each.locale === locale)?.revisions ?? [];

test('every revision is found under every name, in both locales, and its JSON is as its schema says', async () => {
  expect(whole.code).toBe(EXIT.conforms);
  const report = reportOf(whole);
  const validate = new Ajv({ allowUnionTypes: true, strict: false }).compile(WatchSchema);
  expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
  expect(report.locales.map(({ locale }) => locale)).toEqual(['ar-SA', 'en-US']);
  const [ar, en] = [revisionsOf(report, 'ar-SA'), revisionsOf(report, 'en-US')];
  // The merge takes over what the branch has: that is no revision of its own.
  expect(ar.length + en.length).toBe(39);
  expect(en.filter(({ movedFrom }) => movedFrom !== null)).toMatchObject([
    { path: 'new/-page.md', movedFrom: 'desktop/msi/page.md', change: 'unchanged' },
  ]);
  expect(en.every(({ change }) => change !== 'removed')).toBe(true);
});

test('a contradiction is gained in one revision and lost in the next, under its clause', async () => {
  const report = reportOf(whole);
  const en = revisionsOf(report, 'en-US');
  const gained = en.filter((each) => each.gained.contradictions.length > 0);
  expect(gained.map((each) => each.gained.contradictions.map(({ clause, kind }) => [clause, kind]))).toEqual([
    [['1618-mutex', 'polarity']],
  ]);
  const at = en.findIndex((each) => each.gained.contradictions.length > 0);
  expect(en[at + 1]?.lost.contradictions).toMatchObject([{ clause: '1618-mutex' }]);
  const ar = revisionsOf(report, 'ar-SA').filter((each) => each.gained.contradictions.length > 0);
  expect(ar).toMatchObject([{ date: '2024-01-24T00:00:00+00:00', contradictions: 1 }]);
});

test('a bare clone says the same', async () => {
  const bare = join(await mkdtemp(join(tmpdir(), 'msiconform-bare-')), 'clone.git');
  git(tmpdir(), ['clone', '-q', '--bare', repository, bare]);
  const [here, there] = [reportOf(whole), reportOf(await watch(bare, '--json'))];
  expect(JSON.stringify(there.locales).replaceAll(/"repository":"[^"]*"/g, '')).toBe(
    JSON.stringify(here.locales).replaceAll(/"repository":"[^"]*"/g, ''),
  );
});

test('the exit code is 1 only where something is worse than in the last run', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'msiconform-since-'));
  const last = join(folder, 'last.json');
  expect((await watch(repository, '--output', last)).code).toBe(EXIT.conforms);
  expect((await watch(repository, '--since', last)).out).toContain('no regression since the last run');
  // A run of an earlier state of the version, without the fields that were added since.
  const written = await readFile(last, 'utf8');
  await writeFile(last, written.replaceAll(/,"mend":"\w+"/g, ''));
  expect((await watch(repository, '--since', last)).out).toContain('no regression since the last run');
  const worse = await repositoryOf([
    ...fortyRevisions(),
    { day: 80, files: { 'new/-page.md': english.replace('Installer 3.0', 'Installer 3.0 or earlier') } },
  ]);
  const ended = await watch(worse, '--since', last, '--html', join(folder, 'time.html'));
  expect(ended.code).toBe(EXIT.diverges);
  expect(ended.out).toMatch(/^regression en-US at [0-9a-f]{10} new\/-page\.md: worse: service-version/);
  expect(await readFile(join(folder, 'time.html'), 'utf8')).toContain('<h2>en-US</h2>');
});

test('a translation is traced to the English revision it was made from, and its lag is told', async () => {
  const source = await repositoryOf([
    { day: 0, files: { 'page.md': english } },
    { day: 10, files: { 'page.md': english.replace('stays set', 'is set') } },
    { day: 20, files: { 'page.md': english } },
  ]);
  const first = git(source, ['rev-list', '--max-parents=0', 'HEAD']).trim();
  const translation = await repositoryOf([
    {
      day: 15,
      files: { 'page.md': arabic.replace('ms.translationtype: MT', `ms.sourcegitcommit: ${first}`) },
    },
    {
      day: 16,
      files: { 'page.md': arabic.replace('ms.translationtype: MT', 'ms.lasthandoff: 01/12/2024') },
    },
  ]);
  const ar = revisionsOf(reportOf(await watch(source, translation, '--json')), 'ar-SA');
  expect(ar.map((each) => each.source)).toMatchObject([
    { revision: first, told: 'commit', behind: 2, daysBehind: 10 },
    { told: 'date', behind: 1, daysBehind: 0 },
  ]);
});

test('a repository without the page is inconclusive, and what is no repository is refused in one sentence', async () => {
  const other = await repositoryOf([{ day: 0, files: { 'README.md': '# Other' } }]);
  expect((await watch(other)).code).toBe(EXIT.inconclusive);
  const folder = await mkdtemp(join(tmpdir(), 'msiconform-none-'));
  await writeFile(join(folder, 'page.md'), english);
  await expect(watch(folder)).rejects.toThrow(/git rev-parse failed: .*: name a git repository/);
});

test.runIf(IN_CI)(`${REVISIONS} revisions are judged`, async () => {
  const many = await repositoryOf(
    Array.from({ length: REVISIONS }, (_, day) => ({
      day,
      files: { 'page.md': english.replace('for as long as', `for as long, ${day} says, as`) },
    })),
  );
  const started = performance.now();
  const report = reportOf(await watch(many, '--json'));
  console.info(`${REVISIONS} revisions in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  expect(revisionsOf(report, 'en-US')).toHaveLength(REVISIONS);
});
