/** Longer than 250 lines: each way in which a mend may meet a file. */
import { spawnSync } from 'node:child_process';
import { chmod, lstat, mkdtemp, readFile, readdir, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { findDefects, fixPage, readPage } from '../../spec/page/index.ts';
import type { DefectKind } from '../../spec/page/index.ts';
import { allPages, samplePages } from '../../spec/page/testing/pages.ts';
import { EXIT } from '../exit-codes.ts';
import { runSpec } from '../testing/run-spec.ts';

const sample = (name: string): string => samplePages().find(({ file }) => file === name)?.text ?? '';
const english = sample('en-GB.md');
/** A page with what translation does to names, each of which can be mended. */
const damaged = english
  .replace('**dwControlsAccepted**', '**DwControlsAccepted**')
  .replace('SERVICE\\_ACCEPT\\_SHUTDOWN', 'SERVICE ACCEPT \\_ \\_ SHUTDOWN')
  .replace('ERROR\\_INSTALL\\_ALREADY\\_RUNNING (1618)', 'ERROR \\_ INSTALL \\_ ALREADY \\_ RUNNING (1618)');
const SAFE: readonly DefectKind[] = [
  'split',
  'displaced',
  'wrong-case',
  'run-together',
  'transliterated',
  'translated',
];
const safeIn = (text: string): readonly string[] =>
  findDefects(readPage(text))
    .filter(({ kind }) => SAFE.includes(kind))
    .map(({ found }) => found);

let folder = '';
const file = async (name: string, text: string | Uint8Array): Promise<string> => {
  await writeFile(join(folder, name), text);
  return join(folder, name);
};
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'msiconform-mend-'));
});
afterEach(() => {
  process.exitCode = 0;
  vi.restoreAllMocks();
});

const withInput = async (text: string, ...args: string[]): ReturnType<typeof runSpec> => {
  vi.spyOn(process, 'stdin', 'get').mockReturnValue(Readable.from([Buffer.from(text)]) as never);
  return runSpec(...args);
};

describe('--fix', () => {
  test('the damaged page has what is to be mended', () => {
    expect(safeIn(damaged)).toHaveLength(3);
  });

  test('writes the names as the API has them, and nothing else', async () => {
    const page = await file('page.md', damaged);
    const ended = await runSpec('verify', '--fix', page);
    expect([ended.code, ended.notes]).toEqual([EXIT.conforms, `${page}: mended`]);
    expect(await readFile(page, 'utf8')).toBe(english);
    expect(await readdir(folder)).toEqual(['page.md']);
  });

  test('what is left is told with its place, to be mended by hand', async () => {
    const left = damaged.replace(
      'ERROR \\_ INSTALL \\_ ALREADY \\_ RUNNING (1618)',
      '\\_ \\_ taken already \\_ (1618)',
    );
    const page = await file('page.md', left);
    expect((await runSpec('verify', '--patch', page)).notes).toBe(`${page}: by hand 12:79`);
    const ended = await runSpec('verify', '--fix', page);
    expect(ended.out).toMatch(/12:79 +1618-mutex +translated .*, by hand$/m);
    expect(await readFile(page, 'utf8')).toContain('\\_ \\_ taken already \\_ (1618)');
  });

  test('a page in good order is not written at all', async () => {
    const page = await file('page.md', english);
    const before = await stat(page);
    expect((await runSpec('verify', '--fix', page)).notes).toBe('');
    expect((await stat(page)).mtimeMs).toBe(before.mtimeMs);
    expect((await stat(page)).ino).toBe(before.ino);
  });

  test.each<[string, (text: string) => string]>([
    ['CRLF', (text) => text.replace(/\n/g, '\r\n')],
    ['a byte order mark', (text) => `\ufeff${text}`],
    ['no final newline', (text) => text.trimEnd()],
    ['CR', (text) => text.replace(/\n/g, '\r')],
  ])('%s is kept', async (_, form) => {
    const page = await file('page.md', form(damaged));
    await runSpec('verify', '--fix', page);
    expect(await readFile(page, 'utf8')).toBe(form(english));
  });

  test('a file that may only be read is refused, and stays', async () => {
    const page = await file('page.md', damaged);
    await chmod(page, 0o444);
    const { code, error } = await runSpec('verify', '--fix', page);
    expect([code, error]).toEqual([
      EXIT.usage,
      `${page}: the file may only be read: allow it to be written, or use --patch`,
    ]);
    expect(await readFile(page, 'utf8')).toBe(damaged);
  });

  test('a link stays a link, what it leads to is mended, and the file keeps its rights', async () => {
    const page = await file('page.md', damaged);
    await chmod(page, 0o640);
    await symlink(page, join(folder, 'link.md'));
    await runSpec('verify', '--fix', join(folder, 'link.md'));
    expect((await lstat(join(folder, 'link.md'))).isSymbolicLink()).toBe(true);
    expect(await readFile(page, 'utf8')).toBe(english);
    expect((await stat(page)).mode & 0o777).toBe(0o640);
  });

  test('a page in UTF-16 or on standard input is not written', async () => {
    const utf16 = await file('page.md', Buffer.from(`\ufeff${damaged}`, 'utf16le'));
    expect((await runSpec('verify', '--fix', utf16)).error).toContain('cannot be mended in place');
    expect((await withInput(damaged, 'verify', '--fix', '-')).error).toContain('cannot be mended in place');
  });
});

test('a mended page has no damaged name that could be mended, and mending it again changes nothing', () => {
  for (const { file: name, text } of allPages()) {
    const mended = fixPage(readPage(text));
    expect([name, fixPage(readPage(mended))]).toEqual([name, mended]);
    // What stays is a translated constant in a sentence: which of its words are its own cannot be told.
    const left = findDefects(readPage(mended)).filter(({ kind }) => SAFE.includes(kind));
    expect([name, left.filter(({ kind }) => kind !== 'translated')]).toEqual([name, []]);
  }
});

test('--fix and --patch together are refused, and nothing is written', async () => {
  const page = await file('page.md', damaged);
  const ended = await runSpec('verify', '--fix', '--patch', page);
  expect([ended.code, ended.error]).toEqual([
    EXIT.usage,
    '--fix writes the pages and --patch writes nothing: give one of the two',
  ]);
  expect(await readFile(page, 'utf8')).toBe(damaged);
});

test('--patch prints a diff that git applies, and writes nothing', async () => {
  const form = `${damaged.trimEnd()}\n\n \n \n`;
  const page = await file('page.md', form);
  const ended = await runSpec('verify', '--patch', page);
  expect(await readFile(page, 'utf8')).toBe(form);
  const patch = ended.out.replaceAll(page, 'page.md');
  const applied = spawnSync('git', ['apply', '-p0', '-'], {
    cwd: folder,
    input: `${patch}\n`,
    encoding: 'utf8',
  });
  expect([applied.stderr, applied.status]).toEqual(['', 0]);
  expect(safeIn(await readFile(page, 'utf8'))).toEqual([]);
  const none = await runSpec('verify', '--patch', await file('good.md', english));
  expect([none.out, none.notes]).toEqual(['', 'nothing can be mended without a choice of words']);
});

describe('accept', () => {
  test('what was accepted agrees, and any other word of it is for review', async () => {
    const [page, baseline] = [await file('page.md', english), join(folder, 'baseline.json')];
    expect((await runSpec('accept', page, '--baseline', baseline)).code).toBe(EXIT.conforms);
    expect((await runSpec('verify', page, '--baseline', baseline, '--strict')).code).toBe(EXIT.conforms);
    await writeFile(page, english.replace('stays set', 'remains set'));
    const ended = await runSpec('verify', page, '--baseline', baseline, '--strict', '--json');
    expect(ended.code).toBe(EXIT.diverges);
    expect(JSON.parse(ended.out)).toMatchObject({
      pages: [{ agrees: true, reviews: [{ clause: 'mutex-scope', block: 'p1', kind: 'accepted' }] }],
    });
  });

  test('it keeps no wording', async () => {
    const [page, baseline] = [await file('page.md', english), join(folder, 'baseline.json')];
    await runSpec('accept', page, '--baseline', baseline);
    expect(await readFile(baseline, 'utf8')).not.toMatch(/mutex|installation|whenever/i);
  });

  test('a wrong fact is never accepted, and a wrong word only by --words', async () => {
    const baseline = join(folder, 'baseline.json');
    const fact = await file('fact.md', english.replace('(1618)', '(1603)'));
    const refused = await runSpec('accept', fact, '--words', '--baseline', baseline);
    expect(refused.code).toBe(EXIT.diverges);
    expect(refused.out).toContain('not accepted, as they contradict a clause: p2');
    const word = await file('word.md', english.replace('is set;', 'is not set;'));
    expect((await runSpec('accept', word, '--baseline', baseline)).out).toContain('a clause: item1');
    expect((await runSpec('accept', word, '--words', '--baseline', baseline)).code).toBe(EXIT.conforms);
    expect((await runSpec('verify', word, '--baseline', baseline)).code).toBe(EXIT.conforms);
  });

  test('pages of other locales stay accepted', async () => {
    const baseline = join(folder, 'baseline.json');
    await runSpec('accept', await file('en.md', english), '--baseline', baseline);
    const ended = await runSpec('accept', await file('nl.md', sample('ja-JP.md')), '--baseline', baseline);
    expect(ended.out).toContain(`${baseline}: 2 pages`);
  });

  test.each([
    ['no JSON', '{', 'the baseline is no JSON'],
    ['other JSON', '{"format":"x"}', 'the file is no baseline of spec accept'],
  ])('%s is refused and stays', async (_, text, sentence) => {
    const [page, baseline] = [await file('page.md', english), await file('baseline.json', text)];
    expect((await runSpec('accept', page, '--baseline', baseline)).error).toContain(sentence);
    expect((await runSpec('verify', page, '--baseline', baseline)).error).toContain(sentence);
    expect(await readFile(baseline, 'utf8')).toBe(text);
  });

  test('a baseline that is not there is refused by verify', async () => {
    const ended = await runSpec(
      'verify',
      await file('page.md', english),
      '--baseline',
      join(folder, 'none.json'),
    );
    expect([ended.code, ended.out]).toEqual([EXIT.usage, '']);
    expect(ended.error).toContain('there is no such file: name the baseline');
  });
});

const wrong = english
  .replace('is set;', 'is not set;')
  .replace('**dwControlsAccepted**', '**DwControlsAccepted**');

test('SARIF has a result for each row, at its lines, with the rule it is of', async () => {
  const [page, sarif] = [await file('a page.md', wrong), join(folder, 'page.sarif')];
  await runSpec('verify', page, '--sarif', sarif);
  const log = JSON.parse(await readFile(sarif, 'utf8')) as {
    version: string;
    runs: { tool: { driver: { rules: { id: string }[] } }; results: Record<string, unknown>[] }[];
  };
  expect(log.version).toBe('2.1.0');
  const [run] = log.runs;
  expect(run?.results).toMatchObject([
    {
      ruleId: 'contradiction/polarity',
      level: 'error',
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: expect.stringMatching(/a%20page\.md$/) },
            region: { startLine: 14, startColumn: 28, endLine: 14, endColumn: 31 },
          },
        },
      ],
      properties: { clause: '1618-mutex', block: 'item1' },
    },
    { ruleId: 'defect/wrong-case', level: 'warning', properties: { clause: 'service-running' } },
  ]);
  for (const { ruleId, ruleIndex } of run?.results ?? []) {
    expect(run?.tool.driver.rules[Number(ruleIndex)]?.id).toBe(ruleId);
  }
});

test('annotations stand at the lines, one for each row, and JSON stays JSON', async () => {
  const page = await file('page.md', wrong);
  const ended = await runSpec('verify', page, '--github');
  const annotations = ended.out.split('\n').filter((line) => line.startsWith('::'));
  expect(annotations).toHaveLength(2);
  expect(annotations[0]).toMatch(
    /^::error .*line=14,.*title=contradiction 1618-mutex.*::1618-mutex: expected/,
  );
  expect(annotations[1]).toMatch(/^::warning .*line=19,/);
  expect(() => JSON.parse('') as unknown).toThrow();
  expect(JSON.parse((await runSpec('verify', page, '--github', '--json')).out)).toHaveProperty('pages');
  expect((await runSpec('verify', page, '--no-github')).out).not.toContain('::');
});

describe('--original', () => {
  const dutch = sample('nl-NL.md');

  test('a translation of the same says nothing', async () => {
    const [page, original] = [await file('nl.md', dutch), await file('en.md', english)];
    const rows = await originalRows(page, original);
    expect(rows).toEqual([]);
  });

  test.each([
    [
      'a sentence that was dropped',
      'Windows Installer 2,0:__ kent dit niet.',
      'Windows Installer 2,0:__',
      'p5',
      'sentences',
    ],
    ['a version', 'Windows Installer 3,0', 'Windows Installer 3,1', 'p5', 'numbers'],
    ['a negation', 'kent dit niet', 'kent dit', 'p5', 'negation'],
  ])('%s is told', async (_, from, to, block, about) => {
    expect(dutch).toContain(from);
    const page = await file('nl.md', dutch.replace(from, to));
    const rows = await originalRows(page, await file('en.md', english));
    expect(rows).toMatchObject([{ block, kind: 'original', expected: expect.stringContaining(about) }]);
  });

  test('a folder or another file is no original', async () => {
    const page = await file('nl.md', dutch);
    expect((await runSpec('verify', page, '--original', join(folder, 'none.md'))).code).toBe(EXIT.usage);
    await file('en.md', english);
    expect((await runSpec('verify', page, '--original', folder)).error).toContain('more than one page');
  });

  const originalRows = async (page: string, original: string): Promise<readonly unknown[]> => {
    const { out } = await runSpec('verify', page, '--original', original, '--json');
    const report = JSON.parse(out) as { pages: { reviews: { kind: string }[] }[] };
    return (report.pages[0]?.reviews ?? []).filter(({ kind }) => kind === 'original');
  };
});

const LIST = /- While .* is set\.\n- While .*\n/;
const PLAIN = [
  '_MSIExecute Mutex',
  'The _MSIExecute Mutex is set only while the InstallExecuteSequence table, AdminExecuteSequence table, or AdvtExecuteSequence table is processed.',
  'Two installations cannot run in the same process, so a call returns ERROR_INSTALL_ALREADY_RUNNING (1618) in two cases:',
  '- While the _MSIExecute Mutex is set.\n- While the current process is processing the InstallUISequence table or AdminUISequence table.',
  'Event Logging messages tell what application is being installed.',
  'Where it is impractical to return ERROR_INSTALL_ALREADY_RUNNING, retrieve the status of the service by QueryServiceStatusEx before the installation is started. The Windows Installer service is running if dwControlsAccepted of SERVICE_STATUS_PROCESS is SERVICE_ACCEPT_SHUTDOWN.',
  'Windows Installer 2.0: Not supported. QueryServiceStatusEx requires Windows Installer version 3.0 or greater.',
].join('\n\n');

describe('text as copied from a browser', () => {
  test('is read without links, and contradicts nothing', async () => {
    const ended = await runSpec('verify', await file('page.txt', PLAIN), '--json');
    expect(ended.code).toBe(EXIT.conforms);
    expect(JSON.parse(ended.out)).toMatchObject({
      pages: [{ agrees: true, contradictions: [], reviews: [] }],
    });
  });

  test('on standard input too', async () => {
    const ended = await withInput(PLAIN, 'verify', '-', '--json');
    expect(ended.code).toBe(EXIT.conforms);
    expect(JSON.parse(ended.out)).toMatchObject({ pages: [{ file: 'stdin', agrees: true }] });
  });

  test('a list that was lost takes its clauses and no other', async () => {
    expect(PLAIN).toMatch(LIST);
    const ended = await runSpec(
      'verify',
      await file('page.txt', PLAIN.replace(/\n- .*\n- .*\n/, '')),
      '--json',
    );
    const { pages } = JSON.parse(ended.out) as { pages: { contradictions: { clause: string }[] }[] };
    const clauses = new Set(pages[0]?.contradictions.map(({ clause }) => clause));
    expect(clauses.has('1618-only')).toBe(true);
    expect(clauses.has('event-log')).toBe(false);
    expect(clauses.has('mutex-scope')).toBe(false);
  });

  test('a wrong word is found in it', async () => {
    const ended = await runSpec(
      'verify',
      await file('page.txt', PLAIN.replace('Mutex is set.', 'Mutex is not set.')),
    );
    expect(ended.code).toBe(EXIT.diverges);
    expect(ended.out).toContain('contradiction 1618-mutex');
  });
});

describe('HTML as saved', () => {
  const html = (text: string): string =>
    `<!DOCTYPE html><html lang="en-us"><head><title>_MSIExecute Mutex - Win32 apps</title></head><body><nav>not this</nav><main>${text
      .split('\n\n')
      .map((part, index) => {
        if (index === 0) return `<h1>${part}</h1>`;
        if (!part.startsWith('- ')) return `<p>${part}</p>`;
        return `<ul>${part.replace(/^- (.*)$/gm, '<li>$1</li>')}</ul>`;
      })
      .join('\n')}</main><footer>never</footer></body></html>`;

  test('its main is read, and nothing about it', async () => {
    const ended = await runSpec('verify', await file('page.html', html(PLAIN)), '--json');
    expect(ended.code).toBe(EXIT.conforms);
    expect(JSON.parse(ended.out)).toMatchObject({
      pages: [{ agrees: true, contradictions: [], reviews: [] }],
    });
  });

  test('a wrong word is found at its line', async () => {
    const ended = await runSpec(
      'verify',
      await file('page.html', html(PLAIN.replace('is running if', 'is not running if'))),
      '--json',
    );
    expect(ended.code).toBe(EXIT.diverges);
    expect(JSON.parse(ended.out)).toMatchObject({
      pages: [
        { contradictions: [{ clause: 'service-running', kind: 'polarity', found: 'polarity: "not"' }] },
      ],
    });
  });
});
