import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { startedMsiconform } from '../../testing/command-line.ts';
import { firstByDay } from '../../testing/bounds.ts';

const complete = async (...words: readonly string[]): Promise<string> =>
  (await startedMsiconform(tmpdir(), 'complete', ...words)).stdout;

test.each(firstByDay(1, ['bash', 'zsh', 'fish', 'powershell']))(
  '%s gets a script that asks msiconform',
  async (shell) => {
    expect(await complete(shell)).toContain('msiconform');
  },
);

test('commands, their options and the choices of these are completed', async () => {
  expect(await complete('--', 'expl')).toMatch(/^explain\t.*$/m);
  expect(await complete('--', 'run', '--num')).toMatch(/^--num-runs\t/m);
  expect(await complete('--', 'matr')).not.toMatch(/^run\t/m);
});
