import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { msiconform as msiconformIn } from '../testing/command-line.ts';
import type { Ended } from '../testing/command-line.ts';
import { EXIT } from './exit-codes.ts';
import { byGrade, firstByDay, IN_CI } from '../testing/bounds.ts';

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'msiconform-stdio-'));

/** Runs the command line in a folder of its own. */
const msiconform = (...args: string[]): Promise<Ended> => msiconformIn(folder, ...args);

const example = `node '${join(root, 'examples/javascript/my-installer.mjs')}'`;
const fake = (name: string): string => `node '${join(root, `adapters/stdio/testing/fakes/${name}.mjs`)}'`;

describe('--command', () => {
  test('a program in another language is smoked, run, and found again by the replay of its history', async () => {
    expect((await msiconform('smoke', '--command', example)).code).toBe(EXIT.conforms);
    const ran = await msiconform(
      'run',
      '--command',
      example,
      '--num-runs',
      byGrade('100', '200', '200'),
      '--history',
      'a.jsonl',
    );
    expect(ran).toMatchObject({ code: EXIT.conforms, stderr: 'history: a.jsonl\n' });
    expect((await msiconform('check', 'a.jsonl')).code).toBe(EXIT.conforms);
    expect((await msiconform('replay', 'a.jsonl', '--command', example)).code).toBe(EXIT.conforms);
  });

  test('a program that cannot be driven makes a run inconclusive, and says why', async () => {
    const ended = await msiconform('run', '--command', fake('dies'), '--no-history', '--num-runs', '20');
    expect(ended.code).toBe(EXIT.inconclusive);
    expect(ended.stdout).toMatch(/ended with exit code 3 before it answered advance of process \d/);
    expect(ended.stdout).toContain('the registry is on fire');
  });

  test('what can be done about it is told by run, by its history and by smoke', async () => {
    const program = fake('chatters');
    const says = /DEBUG got advance.*\. Only responses go to stdout; write everything else to stderr\./;
    const ran = await msiconform('run', '--command', program, '--history', 'hint.jsonl', '--num-runs', '20');
    expect(ran.stdout).toMatch(says);
    expect((await msiconform('check', 'hint.jsonl')).stdout).toMatch(says);
    const smoked = await msiconform('smoke', '--command', program);
    expect(smoked.code).toBe(EXIT.inconclusive);
    expect(smoked.stdout).toMatch(says);
    expect(smoked.stdout.match(/FAIL/g)).toHaveLength(1);
    expect(smoked.stdout.trim().split('\n').at(-1)).toMatch(
      /^smoke: \d+ operations, 1 without a fitting answer; it cannot be driven yet$/,
    );
  });

  test.runIf(IN_CI)(
    'a program that does not leave makes a run inconclusive, in its history too',
    async () => {
      const file = 'stays.jsonl';
      const args = ['--command', fake('stays-after-bye'), '--num-runs', '50', '--history', file];
      const ended = await msiconform('run', ...args);
      expect(ended.code).toBe(EXIT.inconclusive);
      expect(ended.stdout).toContain('answered bye but did not exit within 10000 ms');
      const checked = await msiconform('check', file);
      expect(checked.code).toBe(EXIT.inconclusive);
      expect(checked.stdout).toContain('answered bye but did not exit within 10000 ms');
    },
  );

  test.each([
    [['run', '--command', ''], EXIT.usage, 'the command is empty: name a program'],
    [['run', '--command', 'a "b'], EXIT.usage, 'the command a "b has an unclosed ": close it'],
    [['run', 'wine', '--command', 'a'], EXIT.usage, '--command "a" and "wine" exclude each other: name one'],
    [['smoke'], EXIT.usage, 'name an implementation, or a program with --command'],
    [['smoke', '--command', 'no-such-thing'], EXIT.inconclusive, 'there is no program "no-such-thing"'],
    [['serve', 'nothing'], EXIT.usage, 'unknown implementation "nothing"'],
  ])('%j ends with %i', async (args, code, says) => {
    const ended = await msiconform(...args);
    expect(ended.code).toBe(code);
    expect(ended.stderr).toContain(says);
    expect(ended.stderr).not.toContain('    at ');
  });
});

describe('--expectations', () => {
  const HEAD = 'format: msiconform-expectations\nversion: 1\nexpectations:';
  const entry = (clause: string): string =>
    `\n  # Kept.\n  - clause: ${clause}\n    implementation: reference\n    versions: 1\n    reason: for the test\n`;
  const run = (text: string, ...args: string[]): Promise<Ended> => {
    writeFileSync(join(folder, 'known.yaml'), text);
    const runs = byGrade('100', '300', '300');
    return msiconform('run', '--num-runs', runs, '--no-history', '--expectations', 'known.yaml', ...args);
  };

  test('an empty list expects what the reference does', async () => {
    expect((await run(`${HEAD} []\n`)).code).toBe(EXIT.conforms);
  });

  test('a divergence that is gone ends with 1 and is named; the file can be rewritten', async () => {
    const text = HEAD + entry('1618-ui');
    const ended = await run(text);
    expect(ended.code).toBe(EXIT.diverges);
    expect(ended.stderr).toContain('gone: known.yaml:5: 1618-ui under literal conforms now');
    expect(readFileSync(join(folder, 'known.yaml'), 'utf8')).toBe(text);
    expect((await run(text, '--update-expectations')).code).toBe(EXIT.conforms);
    expect(readFileSync(join(folder, 'known.yaml'), 'utf8')).not.toContain('1618-ui');
  });

  test('of several files the first counts that knows the implementation and its version', async () => {
    const other = HEAD + entry('1618-ui').replace('versions: 1', 'versions: 2');
    writeFileSync(join(folder, 'other.yaml'), other);
    const ended = await run(HEAD + entry('mutex-scope'), '--expectations', 'other.yaml');
    expect(ended.stderr).toContain('gone: known.yaml:5: mutex-scope');
    writeFileSync(join(folder, 'other.yaml'), other.replace('versions: 2', 'versions: 1'));
    const changed = await run(
      HEAD + entry('mutex-scope').replace('versions: 1', 'versions: 2'),
      '--expectations',
      'other.yaml',
    );
    expect(changed.stderr).toContain('gone: other.yaml:5: 1618-ui');
    expect(changed.stderr).not.toContain('mutex-scope');
  });

  test.runIf(IN_CI)('a file that is not there yet is written', async () => {
    const faulty = `node '${join(root, 'adapters/stdio/testing/serve-faulty.mjs')}'`;
    const args = [
      'run',
      '--command',
      faulty,
      '--num-runs',
      '300',
      '--no-history',
      '--expectations',
      'new.yaml',
    ];
    expect((await msiconform(...args)).code).toBe(EXIT.usage);
    const ended = await msiconform(...args, '--update-expectations');
    expect(ended).toMatchObject({ code: EXIT.conforms, stderr: expect.stringContaining('was written') });
    expect(readFileSync(join(folder, 'new.yaml'), 'utf8')).toContain('reason: not explained yet');
    expect((await msiconform(...args)).code).toBe(EXIT.conforms);
  });

  test.each([
    [['--update-expectations'], '--update-expectations needs the file: add --expectations FILE'],
    [['--expectations', 'absent.yaml'], 'absent.yaml: the expectations cannot be read'],
    [['--expectations', 'known.yaml', '--path', '1'], '--path runs a part only'],
    [['--expectations', 'known.yaml', '--shard', '1/3'], '--expectations; give them to msiconform merge'],
  ])('%j is bad input', async (args, says) => {
    writeFileSync(join(folder, 'known.yaml'), `${HEAD} []\n`);
    const ended = await msiconform('run', ...args);
    expect(ended.code).toBe(EXIT.usage);
    expect(ended.stderr).toContain(says);
  });
});

describe.skipIf(process.platform === 'win32')('--detector', () => {
  const asks = (condition: string): string => `sh -c "if ${condition}; then echo busy; else echo idle; fi"`;

  test('a detector is judged in each situation, and told where it is wrong', async () => {
    const detector = asks('test $MSICONFORM_MUTEX != absent');
    const ended = await msiconform('run', '--detector', detector, '--json');
    expect(ended.code).toBe(EXIT.diverges);
    const [judged] = (
      JSON.parse(ended.stdout) as { detectors: { answers: { situation: string; wrongUnder: string[] }[] }[] }
    ).detectors;
    const wrong = judged?.answers.filter(({ wrongUnder }) => wrongUnder.includes('intended'));
    expect(wrong?.map(({ situation }) => situation)).toEqual(['kept', 'denied-idle']);
  });

  test('one that is wrong nowhere ends with 0', async () => {
    const detector = asks('test $MSICONFORM_MUTEX = owned || test x$MSICONFORM_CONTROLS_ACCEPTED = x4');
    expect((await msiconform('run', '--detector', detector)).code).toBe(EXIT.conforms);
  });

  test.each(
    firstByDay(5, [
      [
        ['run', '--detector', 'no-such-detector'],
        EXIT.inconclusive,
        'the detector no-such-detector could not be started',
      ],
      [['run', '--detector', ''], EXIT.usage, 'the command is empty'],
      [['run', 'reference', 'wine', '--detector', 'x'], EXIT.usage, 'name one implementation'],
      [
        ['run', '--detector', 'x', '--reading', 'mutexEdges=session'],
        EXIT.usage,
        '--reading: detectors are judged under literal,',
      ],
      [['detectors', 'nothing'], EXIT.usage, 'unknown implementation "nothing"'],
      [
        ['run', '--detector', 'node -e "process.exitCode = 7"'],
        EXIT.inconclusive,
        'idle: the detector gave no answer: exit code 7',
      ],
      [
        ['run', '--detector', `node -e "console.error('no such drive'); process.exitCode = 1"`],
        EXIT.diverges,
        'idle: busy by exit code 1: no such drive',
      ],
    ]),
  )('%j ends with %i', async (args, code, says) => {
    const ended = await msiconform(...args);
    expect(ended.stderr).toContain(says);
    expect(ended.code).toBe(code);
  });
});
