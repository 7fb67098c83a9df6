import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { IN_CI } from '../testing/bounds.ts';
import { parseCommandLine } from '../adapters/stdio/index.ts';
import type { Result } from '../reports/index.ts';
import { msiconform as msiconformIn } from '../testing/command-line.ts';
import type { Ended } from '../testing/command-line.ts';
import { EXIT } from './exit-codes.ts';

const folder = mkdtempSync(join(tmpdir(), 'msiconform-needs-history-'));
const msiconform = (...args: string[]): Promise<Ended> => msiconformIn(folder, ...args);

/** A program that keeps every rule, but for what it does `instead`. */
const program = (name: string, instead: string): string => {
  const well = join(import.meta.dirname, '../adapters/stdio/testing/fakes/play.mjs');
  writeFileSync(join(folder, `${name}.mjs`), `import { play, say } from '${well}';\n${instead}`);
  return `node ${name}.mjs`;
};

/** Once a client was killed in a case, in every later one each probe says that the mutex is owned. */
const LEAKY = program(
  'leaky',
  `let killed = false;
   let leaks = false;
   await play({
     reset: (_request, response) => { leaks = killed; say(response); },
     kill: (_request, response) => { killed = true; say(response); },
     probe: (_request, response) => say(leaks ? { ...response, state: 'owned' } : response),
   });`,
);

/** It refuses one idle call in its life, and remembers that on disk. */
const ONCE = program(
  'once',
  `import { existsSync, writeFileSync } from 'node:fs';
   let calls = 0;
   await play({
     call: (_request, response) => {
       if (++calls < 30 || response.code !== 0 || existsSync('done')) return say(response);
       writeFileSync('done', '');
       say({ ...response, code: 1618 });
     },
   });`,
);

const DRAW = ['--seed', '7', '--num-runs', '40', '--max-steps', '20'];

describe('a divergence that does not recur alone', () => {
  test.runIf(IN_CI)(
    'needs history: it is shown behind few cases, its replay shows it, and the history says the same',
    async () => {
      const ran = await msiconform('run', '--command', LEAKY, ...DRAW, '--history', 'leaky.jsonl', '--json');
      expect(ran.code).toBe(EXIT.diverges);
      const { clauses } = JSON.parse(ran.stdout) as Result;
      const kinds = clauses.flatMap(({ divergences }) => divergences);
      const behind = kinds.filter(({ needsHistory = 0 }) => needsHistory > 0);
      expect(behind).not.toEqual([]);
      for (const { needsHistory, flaky, explanation, replay, signature } of behind) {
        expect(needsHistory).toBeLessThanOrEqual(2);
        expect(flaky).toBe(false);
        expect(explanation).toContain('Needs history: alone it does not show');
        const [, ...args] = parseCommandLine(replay);
        const again = await msiconform(...args, '--no-history', '--json');
        expect(again.code).toBe(EXIT.diverges);
        expect(again.stdout).toContain(signature);
      }
      const checked = await msiconform('check', 'leaky.jsonl', '--json');
      expect((JSON.parse(checked.stdout) as Result).clauses).toEqual(clauses);
    },
  );

  test('is flaky where the cases before it do not show it either, and decides nothing', async () => {
    const ran = await msiconform('run', '--command', ONCE, ...DRAW, '--history', 'once.jsonl', '--json');
    expect(readFileSync(join(folder, 'done'), 'utf8')).toBe('');
    expect(ran.code).toBe(EXIT.inconclusive);
    const { clauses } = JSON.parse(ran.stdout) as Result;
    const kinds = clauses.flatMap(({ divergences }) => divergences);
    expect(kinds.length).toBeGreaterThan(0);
    for (const { flaky, rate, needsHistory } of kinds)
      expect({ flaky, rate, needsHistory }).toEqual({ flaky: true, rate: { shown: 0, of: 1 } });
    const checked = await msiconform('check', 'once.jsonl', '--json');
    expect(checked.code).toBe(EXIT.inconclusive);
    expect((JSON.parse(checked.stdout) as Result).clauses).toEqual(clauses);
  });
});

/** It breaks several rules each time. */
const BROKEN = program(
  'broken',
  `await play({ probe: (_request, response) => say({ ...response, state: 'owned' }),
  call: (_request, response) => say({ ...response, code: 1618 }) });`,
);

test('a run that stops at one kind tells one kind', async () => {
  const args = ['--command', BROKEN, ...DRAW, '--bail', '1', '--history', 'bail.jsonl', '--json'];
  const { stdout } = await msiconform('run', ...args);
  const { clauses } = JSON.parse(stdout) as Result;
  expect(clauses.flatMap(({ divergences }) => divergences)).toHaveLength(1);
  expect((JSON.parse((await msiconform('check', 'bail.jsonl', '--json')).stdout) as Result).clauses).toEqual(
    clauses,
  );
});

test('the history of a program knows its command: replay needs no other', async () => {
  const again = await msiconform('replay', 'bail.jsonl');
  expect(again.stderr).toContain(`on ${BROKEN}, as the history says`);
  expect(again.code).toBe(EXIT.diverges);
});

test('more processes than are offered are said to be no more', async () => {
  const ended = await msiconform(
    'run',
    '--command',
    LEAKY,
    '--num-runs',
    '1',
    '--processes',
    '9',
    '--no-history',
  );
  expect(ended.stderr).toContain('--processes 9 asks for no more');
});
