/** Files that are not what they are taken for, and outputs that would fall on inputs. */
import { copyFile, link, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../reports/testing/runs.ts';
import type { Result } from '../../reports/index.ts';
import { EXIT } from '../exit-codes.ts';
import { msiconform } from '../testing/in-process.ts';

let folder = '';
const at = (name: string): string => join(folder, name);
let result: Result;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'msiconform-hostile-'));
  result = await run({ behaviour: 'conforming', seed: 1, numRuns: 60 });
  await writeFile(at('good.json'), JSON.stringify(result));
  await msiconform('run', 'reference', '--seed', '1', '--num-runs', '20', '--history', at('h.jsonl'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('no report falls on what a command uses', () => {
  const refused = async (...args: readonly string[]): Promise<void> => {
    const before = await readFile(at('h.jsonl'), 'utf8');
    const ended = await msiconform(...args);
    expect(ended.error).toMatch(/would overwrite/);
    expect(ended.code).toBe(EXIT.usage);
    expect(await readFile(at('h.jsonl'), 'utf8')).toBe(before);
  };
  const junit = ['--reporter', 'junit', '--output-file'];

  test('under another name, by a link of either kind or through a linked folder', async () => {
    await symlink(at('h.jsonl'), at('soft'));
    await link(at('h.jsonl'), at('hard'));
    await symlink(folder, at('same'));
    for (const name of ['soft', 'hard', 'same/h.jsonl', './/h.jsonl'])
      await refused('check', at('h.jsonl'), ...junit, `${folder}/${name}`);
    await refused('check', at('soft'), ...junit, at('hard'));
  });

  test('where the file is not there yet', async () => {
    await symlink(at('new.jsonl'), at('leads-nowhere'));
    await refused('run', '--num-runs', '1', '--history', at('new.jsonl'), ...junit, at('leads-nowhere'));
    await refused('run', '--num-runs', '1', '--history', at('new.jsonl'), ...junit, at('new.result.json'));
  });

  test('the expectations', async () => {
    await copyFile('expectations/wine-8.0.yaml', at('e.yaml'));
    const expectations = ['--expectations', at('e.yaml'), ...junit, at('e.yaml')];
    await refused('run', '--num-runs', '1', '--no-history', ...expectations);
    await refused('merge', at('good.json'), ...expectations);
    expect(await readFile(at('e.yaml'), 'utf8')).toContain('msiconform-expectations');
  });

  test('another report', async () => {
    await refused(
      'report',
      at('good.json'),
      '--reporter',
      'junit,badge',
      '--output-file',
      `junit=${at('one')}`,
      '--output-file',
      `badge=${at('./one')}`,
    );
  });
});

describe('what cannot be written in the end is found before the run', () => {
  const run1 = ['run', '--num-runs', '1'];
  test.each([
    ['the expectations', [...run1, '--no-history', '--update-expectations', '--expectations', 'folder']],
    ['the result beside the history', [...run1, '--history', 'taken.jsonl']],
    ['a report', [...run1, '--no-history', '--reporter', 'junit', '--output-file', 'folder']],
  ])('%s', async (_name, args) => {
    await mkdir(at('folder'), { recursive: true });
    await mkdir(at('taken.result.json'), { recursive: true });
    const ended = await msiconform(...args.map((each) => (/^folder$|jsonl$/.test(each) ? at(each) : each)));
    expect(ended.error).toMatch(/cannot be written \(EISDIR\): name another/);
    expect(ended.out).toBe('');
  });
});

describe('a file that is no result', () => {
  const refuses = async (value: unknown, says: RegExp): Promise<void> => {
    await writeFile(at('bad.json'), typeof value === 'string' ? value : JSON.stringify(value));
    for (const command of ['report', 'merge']) {
      const ended = await msiconform(command, at('bad.json'));
      expect(ended.error).toMatch(says);
      expect(ended.code).toBe(EXIT.usage);
    }
  };
  const shard = { index: 1, count: 2 };

  test.each<[string, unknown, RegExp]>([
    ['a format that is an object', { format: { toString: 'x' } }, /this is \{"toString":"x"\}/],
    ['null', 'null', /has no "format"/],
    ['a number', '1', /has no "format"/],
  ])('%s', async (_name, value, says) => refuses(value, says));

  test('with shards beyond all measure', async () => {
    for (const count of [10_000_000, 2 ** 53])
      await refuses({ ...result, shard: { index: 1, count } }, /at \/shard\/count: must be <= 999999/);
    await refuses({ ...result, shard: { index: 3, count: 2 } }, /it is of the shard 3\/2/);
  });

  test('with parts in its parts, or one that contradicts itself', async () => {
    const part = { ...result, shard };
    await refuses(
      { ...result, parts: [{ ...part, parts: [part] }] },
      /part 1: a part of a result has no parts/,
    );
    await refuses({ ...result, parts: [{ ...part, verdict: 'diverges' }] }, /part 1: the result contradicts/);
  });

  test('with many missing shards: some are named', async () => {
    await writeFile(at('part.json'), JSON.stringify({ ...result, shard: { index: 1, count: 999_999 } }));
    const ended = await msiconform('merge', at('part.json'));
    expect(ended.out).toContain('and 999978 more are missing');
    expect(ended.out.length).toBeLessThan(10_000);
  });

  test.skipIf(process.platform === 'win32')('a device without end has a bound', async () => {
    for (const args of [
      ['report'],
      ['merge'],
      ['measurements'],
      ['run', '--num-runs', '1', '--expectations'],
    ]) {
      const ended = await msiconform(...args, '/dev/zero');
      expect(ended.error).toMatch(/zero bytes|longer than \d+ MiB/);
    }
  });
});

describe('a history', () => {
  const replaced = (lines: string[], place: number, what: string, by: string): string[] =>
    lines.with(place < 0 ? lines.length + place : place, (lines.at(place) ?? '').replace(what, by));
  const history = async (change: (lines: string[]) => readonly string[]): Promise<string> => {
    const lines = (await readFile(at('h.jsonl'), 'utf8')).trimEnd().split('\n');
    await writeFile(at('changed.jsonl'), `${change(lines).join('\n')}\n`);
    return at('changed.jsonl');
  };

  test.each<[string, (lines: string[]) => readonly string[], RegExp]>([
    [
      'with a number twice',
      (lines) => lines.map((line) => line.replace(/"seq":8,/, '"seq":7,')),
      /:\d+: event 7 stands there twice/,
    ],
    [
      'with events in another order',
      (lines) => lines.map((line) => line.replace(/"seq":8,/, '"seq":3,')),
      /event 3 stands behind event 7/,
    ],
    [
      'with time that goes back',
      (lines) => lines.map((line) => line.replace(/"at":8,/, '"at":2,')),
      /time goes back: event 8 is of 2 ms/,
    ],
    [
      'with a case twice',
      (lines) => lines.map((line) => line.replace(/"case":3,/, '"case":2,')),
      /case 2 stands there twice/,
    ],
    [
      'with a case before another',
      (lines) => lines.map((line) => line.replace(/"case":4,/, '"case":1,')),
      /case 1 stands behind case 3/,
    ],
    ['with an unknown field in an event', (lines) => replaced(lines, 2, '{', '{"wait":1,'), /wait/],
    [
      'with an unknown field in an answer',
      (lines) => replaced(lines, 3, '"value":{', '"value":{"wait":1,'),
      /wait/,
    ],
    [
      'with an unknown field in a case',
      (lines) => replaced(lines, 1, '{', '{"windowsinstaller":"2.0",'),
      /windowsinstaller/,
    ],
    [
      'with an unknown field at its end',
      (lines) => replaced(lines, -1, '{', '{"unfinishd":[],'),
      /unfinishd/,
    ],
  ])('%s is refused with its line', async (_name, change, says) => {
    const ended = await msiconform('check', await history(change));
    expect(ended.error).toMatch(says);
    expect(ended.error).toMatch(/changed\.jsonl:\d+: /);
    expect(ended.code).toBe(EXIT.usage);
  });

  const withForeignEnd = (lines: string[]): string[] => [...lines.slice(0, -1), foreign];
  const foreign = '{"end":"complete","failures":[],"durationMs":0}';

  test('that was changed is judged, and proves nothing', async () => {
    const unchanged = await msiconform('check', await history((lines) => lines));
    expect(unchanged.out).not.toContain('was changed');
    expect(unchanged.code).toBe(EXIT.conforms);
    const absent = '"state":"absent"';
    const changed = (lines: string[]): string[] =>
      lines.map((line) => line.replace(absent, '"state":"free"'));
    const ended = await msiconform('check', await history(changed));
    expect(ended.out).toMatch(/changed\.jsonl: the history was changed after it was written/);
    expect(ended.code).toBe(EXIT.inconclusive);
  });

  test('in which events of a case are missing is refused', async () => {
    for (const from of [2, 4]) {
      const ended = await msiconform('check', await history((lines) => lines.toSpliced(from, 2)));
      expect(ended.error).toMatch(
        /changed\.jsonl:\d+: events \d+ to \d+ are missing, so that the case cannot/,
      );
    }
  });

  test('of somebody else in which cases are missing says so', async () => {
    const from = (lines: readonly string[], number: number): number =>
      lines.findIndex((line) => line.includes(`"case":${number},`));
    const file = await history((lines) =>
      withForeignEnd(lines).toSpliced(from(lines, 3), from(lines, 5) - from(lines, 3)),
    );
    const ended = await msiconform('check', file);
    expect(ended.out).toMatch(/are missing, with whole cases; what is there was judged/);
    expect(ended.code).toBe(EXIT.inconclusive);
    await history(withForeignEnd);
    expect((await msiconform('check', file)).out).not.toContain('missing');
  });
});
