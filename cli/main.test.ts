import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { execute, MAIN, msiconform as msiconformIn } from '../testing/command-line.ts';
import type { Ended } from '../testing/command-line.ts';
import { EXIT } from './exit-codes.ts';
import { byGrade } from '../testing/bounds.ts';

/** Enough to exercise every clause. */
const RUNS = ['--num-runs', byGrade('200', '1000', '1000')] as const;

const msiconform = (...args: string[]): Promise<Ended> => msiconformIn(folder, ...args);

let folder = '';
/** A history as a run leaves it. */
let whole = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'msiconform-cli-'));
  await msiconform('run', '--seed', '1', '--num-runs', '20', '--history', 'whole.jsonl');
  whole = await readFile(join(folder, 'whole.jsonl'), 'utf8');
});

const sentence = ({ stderr }: Ended): string => stderr.trim();

describe('run', () => {
  test('the reference conforms, and says so in a table', async () => {
    const ended = await msiconform('run', '--seed', '1', '--num-runs', '500');
    expect(ended.code).toBe(EXIT.conforms);
    expect(ended.stdout).toContain('verdict: conforms');
    expect(ended.stdout).not.toContain('\u001B');
    // Its clock is the number of its operations: it tells no time rather than 0.0 s.
    expect(ended.stdout).toMatch(/^500 interleavings, \d+ operations, lockstep, seed 1$/m);
  });

  test('the same seed writes the same history, byte for byte', async () => {
    for (const name of ['a', 'b']) {
      await msiconform('run', '--seed', '7', ...RUNS, '--history', `${name}.jsonl`);
    }
    const [a, b] = await Promise.all(
      ['a', 'b'].map((name) => readFile(join(folder, `${name}.jsonl`), 'utf8')),
    );
    expect(a).toBe(b);
  });

  test('check gives the verdict of the run', async () => {
    const run = await msiconform('run', '--seed', '3', ...RUNS, '--history', 'run.jsonl', '--json');
    const checked = await msiconform('check', 'run.jsonl', '--json');
    const strip = ({ stdout }: Ended): unknown => ({ ...JSON.parse(stdout), durationMs: 0 });
    expect(strip(checked)).toEqual(strip(run));
    expect(checked.code).toBe(run.code);
  });

  test('a history is never overwritten', async () => {
    await writeFile(join(folder, 'precious.jsonl'), 'precious');
    const ended = await msiconform('run', '--history', 'precious.jsonl');
    expect(ended.code).toBe(EXIT.usage);
    expect(sentence(ended)).toMatch(/^msiconform: precious\.jsonl: .* not overwritten; name another file$/);
    expect(await readFile(join(folder, 'precious.jsonl'), 'utf8')).toBe('precious');
  });

  test('one interleaving too few to exercise every clause is no pass', async () => {
    const ended = await msiconform('run', '--num-runs', '1', '--max-steps', '1');
    expect(ended.code).toBe(EXIT.inconclusive);
    expect(ended.stdout).toContain('not exercised');
  });

  test.skipIf(process.platform === 'win32')(
    'a full disk ends the run, and what was found is reported',
    async () => {
      const limited = `ulimit -f 20; exec "${process.execPath}" "${MAIN}" run --seed 1 ${RUNS.join(' ')} --history full.jsonl`;
      const ended = await execute(folder, 'sh', ['-c', limited]);
      expect(ended.code).toBe(EXIT.inconclusive);
      expect(ended.stdout).toMatch(/full\.jsonl could not be written any further .* free some space/);
      const checked = await msiconform('check', 'full.jsonl');
      expect(checked.code).toBe(EXIT.inconclusive);
      expect(checked.stdout).toContain('ends in the middle of a line; what stands before it was judged');
    },
  );
});

describe.skipIf(process.platform === 'win32')('standard output', () => {
  const nothingTested = `"${process.execPath}" "${MAIN}" run --num-runs 1 --max-steps 1 --no-history`;

  test('that nobody reads changes nothing of how the run ends', async () => {
    // The reader is gone before anything is written to it.
    const piped = `(sleep 0.1; ${nothingTested}; echo $? > code) | true`;
    expect((await execute(folder, 'sh', ['-c', piped])).stderr).toBe('');
    expect(await readFile(join(folder, 'code'), 'utf8')).toBe(`${EXIT.inconclusive}\n`);
  });

  test.skipIf(process.platform !== 'linux')('that cannot be written is no pass', async () => {
    const full = `"${process.execPath}" "${MAIN}" run --seed 1 ${RUNS.join(' ')} --no-history > /dev/full`;
    const ended = await execute(folder, 'sh', ['-c', full]);
    expect(sentence(ended)).toMatch(
      /^msiconform: the result could not be written to standard output: ENOSPC/,
    );
    expect(ended.code).toBe(EXIT.inconclusive);
  });
});

describe('bad input gets one sentence and 254', () => {
  const cases: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['unknown implementation', ['run', 'wien'], /unknown implementation "wien": name one of reference/],
    ['no runs', ['run', '--num-runs', '0'], /'0' is invalid.*whole number from 1/],
    ['runs beyond measure', ['run', '--num-runs', '99999999999'], /99999999999.*whole number from 1/],
    ['a seed that is none', ['run', '--seed', 'abc'], /abc.*whole number/],
    ['a shard beyond the whole', ['run', '--shard', '4/3'], /4\/3.*part of a whole/],
    ['a path that is none', ['run', '--path', '1;2'], /numbers and colons/],
    ['a path beyond any draw', ['run', '--seed', '1', '--path', '0:99999999999'], /must be below 10000000/],
    ['a path of no seed', ['run', '--path', '0'], /--path 0 is a place in the draw of a seed/],
    ['an unknown reading', ['run', '--reading', 'literate'], /unknown reading "literate"/],
    ['an unknown flag of a reading', ['run', '--reading', 'literal,edge=session'], /unknown flag "edge"/],
    ['an unknown option', ['run', '--sed', '1'], /unknown option '--sed'/],
    ['an unknown command', ['rum'], /unknown command 'rum'/],
    ['an unknown version', ['run', '--windows-installer', '9.9'], /no Windows Installer 9\.9/],
    ['no such history', ['check', 'nowhere.jsonl'], /nowhere\.jsonl: the file cannot be read/],
  ];
  test.each(cases)('%s', async (_name, args, text) => {
    const ended = await msiconform(...args);
    expect(ended.code).toBe(EXIT.usage);
    expect(sentence(ended)).toMatch(text);
    expect(ended.stdout).toBe('');
  });

  const damaged: readonly (readonly [string, (lines: string[]) => string, number, RegExp])[] = [
    ['an empty file', () => '', EXIT.usage, /is empty/],
    ['another file', () => 'hello\nworld\n', EXIT.usage, /:1: this line is no JSON/],
    ['another format', () => '{"a":1}\n', EXIT.usage, /:1: the first line is not the head/],
    ['a broken line', (lines) => lines.with(4, '{"seq":').join('\n'), EXIT.usage, /:5: this line is no JSON/],
    [
      'a wrong value',
      (lines) => lines.with(2, lines[2]?.replace(/"op":"\w+"/, '"op":"leap"') ?? '').join('\n'),
      EXIT.usage,
      /:3: the \w+ is not of the history format/,
    ],
    [
      'a response without invocation',
      (lines) => lines.toSpliced(2, 1).join('\n'),
      EXIT.usage,
      /:3: event \d+ answers/,
    ],
    [
      'two invocations of one process',
      (lines) => lines.toSpliced(3, 0, lines[2] ?? '').join('\n'),
      EXIT.usage,
      /:4: event \d+ invokes \w+ while process \d still waits/,
    ],
    [
      'a process that is not there',
      (lines) => lines.with(2, lines[2]?.replace(/"process":\d/, '"process":7') ?? '').join('\n'),
      EXIT.usage,
      /:3: event 1 is of process 7, but case 1 has \d/,
    ],
    [
      'a client that observes',
      (lines) => lines.with(2, lines[2]?.replace(/"op":.*/, '"op":"probe","args":{}}') ?? '').join('\n'),
      EXIT.usage,
      /:3: event 1: process \d, a client, does no probe/,
    ],
    [
      'a return code below zero',
      (lines) => lines.join('\n').replace('"code":0', '"code":-5'),
      EXIT.usage,
      /:\d+: the value of the response is not of the history format at \/code/,
    ],
    [
      'a newer version',
      (lines) => lines.join('\n').replace('"version":1', '"version":2'),
      EXIT.usage,
      /:1: this history is of version 2, and this msiconform reads version 1/,
    ],
    [
      'of another tool',
      (lines) => lines.join('\n').replace('msiconform-history', 'jepsen'),
      EXIT.usage,
      /:1: this is of the format "jepsen"/,
    ],
    [
      'lines after its end',
      (lines) => [...lines.slice(0, -1), ...lines.slice(1, 4)].join('\n'),
      EXIT.usage,
      /:\d+: this line stands after the end/,
    ],
    [
      'a byte order mark and Windows line ends',
      (lines) => `\uFEFF${lines.join('\r\n')}`,
      EXIT.conforms,
      /verdict: conforms/,
    ],
    [
      'a cut last line',
      (lines) => lines.slice(0, 40).join('\n').slice(0, -9),
      EXIT.inconclusive,
      /:40: the history ends in the middle/,
    ],
    [
      'no last line',
      (lines) => `${lines.slice(0, -2).join('\n')}\n`,
      EXIT.inconclusive,
      /did not come to its end/,
    ],
  ];
  test.each(damaged)('history: %s', async (name, damage, code, text) => {
    const file = `${name.replaceAll(' ', '-')}.jsonl`;
    await writeFile(join(folder, file), damage(whole.split('\n')));
    const ended = await msiconform('check', file);
    expect(`${ended.stderr}${ended.stdout}`).toMatch(text);
    expect(ended.code).toBe(code);
  });
});

test('replay runs a recorded case again and reaches the same verdict', async () => {
  await msiconform('run', '--seed', '5', '--num-runs', '200', '--history', 'recorded.jsonl');
  const ended = await msiconform('replay', 'recorded.jsonl', '--json');
  expect(ended.code).toBe(EXIT.conforms);
  expect(JSON.parse(ended.stdout)).toMatchObject({ verdict: 'conforms', interleavings: 200 });
});

test('one interleaving is called one, and what an old version does not offer is told with the version', async () => {
  const one = await msiconform('run', '--seed', '5', '--path', '0', '--no-history');
  expect(one.stdout).toMatch(/^1 interleaving, \d+ operations?, lockstep, seed 5/m);
  const many = await msiconform('run', '--seed', '5', '--num-runs', '300', '--no-history');
  expect(many.stdout).toMatch(/^not offered: service on Windows Installer 2\.0$/m);
  const old = await msiconform(
    'run',
    '--seed',
    '5',
    '--num-runs',
    '300',
    '--windows-installer',
    '2.0',
    '--json',
  );
  const { clauses, unsupported } = JSON.parse(old.stdout);
  expect(unsupported).toEqual([{ what: 'service', on: '2.0' }]);
  const running = clauses.find(({ id }: { id: string }) => id === 'service-running');
  expect(running.verdict).toBe('unsupported');
});

test('smoke and doctor answer', async () => {
  const smoked = await msiconform('smoke', 'reference');
  expect(smoked.code).toBe(EXIT.conforms);
  const lines = smoked.stdout.trim().split('\n');
  expect(lines.pop()).toBe(
    `smoke: ${lines.length} operations, each with a fitting answer; msiconform run judges the answers`,
  );
  expect((await msiconform('doctor')).stdout).toContain('reference');
});
