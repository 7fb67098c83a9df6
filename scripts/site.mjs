// The whole site, to be served from any folder or opened as files: the page to drop a log on, the page to walk the
// rules, and the matrix of the results that `npm run matrix` left, or of the reference alone where there are none.
// site.mjs [SITE [RESULTS]]: two folders, reports-output/site and reports-output/matrix.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const [site = join(root, 'reports-output/site'), results = join(root, 'reports-output/matrix')] =
  process.argv.slice(2);
const msiconform = (words, stdout) =>
  spawnSync(process.execPath, [join(root, 'dist/cli/main.js'), ...words], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', stdout, 'inherit'],
  });

const kept = existsSync(results) ? readdirSync(results).filter((name) => name.endsWith('.json')) : [];
if (kept.length === 0) {
  const { stdout, status } = msiconform(
    ['run', 'reference', '--seed', process.env.MSICONFORM_SEED ?? '1', '--no-history', '--json'],
    'pipe',
  );
  if (status !== 0) process.exit(status ?? 255);
  mkdirSync(results, { recursive: true });
  writeFileSync(join(results, 'reference.json'), stdout);
  kept.push('reference.json');
}
const { status } = msiconform(['matrix', ...kept.map((name) => join(results, name)), '-o', site], 'inherit');
process.exitCode = status ?? 255;
