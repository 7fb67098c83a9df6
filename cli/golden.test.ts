import { join } from 'node:path';
import { expect, test } from 'vitest';
import { msiconform } from '../testing/command-line.ts';
import { EXIT } from './exit-codes.ts';
import { firstByDay } from '../testing/bounds.ts';

const root = join(import.meta.dirname, '..');
const faulty = 'node adapters/stdio/testing/serve-faulty.mjs';

/** What a person reads of a command: a change of wording is seen in a review. `npx vitest run cli/golden.test.ts -u` */
test.each(
  firstByDay(3, [
    [
      'run-reference',
      EXIT.conforms,
      ['run', 'reference', '--seed', '1', '--num-runs', '200', '--no-history'],
    ],
    [
      'explain-hung-holder',
      EXIT.inconclusive,
      ['explain', 'cli/golden/harbour.log', 'cli/golden/refused.log'],
    ],
    ['spec-list', EXIT.conforms, ['spec', 'list']],
    [
      'run-faulty',
      EXIT.diverges,
      ['run', '--command', faulty, '--seed', '1', '--num-runs', '60', '--no-history'],
    ],
  ] as const),
)('%s', async (name, code, args) => {
  const ended = await msiconform(root, ...args);
  // How long it took is no wording.
  const said = ended.stdout.replaceAll(/\d+\.\d s\b/g, '(time)');
  await expect(said).toMatchFileSnapshot(`golden/${name}.txt`);
  expect(ended.code).toBe(code);
});
