import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../adapters/package-root.ts';

const MOST_LINES = 250;

test('no file of code is over 250 lines without a reason in its head', () => {
  const root = packageRoot();
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\0')
    .filter((file) => /\.(?:tsx?|mjs|[ch])$/.test(file));
  expect(files.length).toBeGreaterThan(500);
  const long = files.filter((file) => {
    const lines = readFileSync(join(root, file), 'utf8').trimEnd().split('\n');
    const head = lines
      .slice(0, 8)
      .join(' ')
      .replaceAll(/[\s*]+/g, ' ');
    return lines.length > MOST_LINES && !/longer than 250 lines/i.test(head);
  });
  expect(long).toEqual([]);
});
