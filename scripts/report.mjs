#!/usr/bin/env node
// Shows results in Allure, with the trend over earlier ones: report.mjs [PATTERN]. The results of
// npm run matrix when no pattern is given. Ends with 1 on a divergence that the last report
// did not have. In JavaScript, so that it runs in every shell, cmd included.
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'));
const LOG = 'reports-output/allure-vitest.log';
const vitest = 'node_modules/vitest/vitest.mjs';
const allure = 'node_modules/allure/cli.js';

const node = (args, options = {}) =>
  spawnSync(process.execPath, args, { stdio: 'inherit', ...options }).status ?? 255;

process.env['MSICONFORM_RESULTS'] = process.argv[2] ?? 'reports-output/matrix/*.json';
for (const folder of ['allure-results', 'allure-report']) rmSync(folder, { recursive: true, force: true });
mkdirSync('reports-output', { recursive: true });
// Divergences fail their tests; whether that is news is for the quality gate to say.
const log = openSync(LOG, 'w');
node([vitest, 'run', '--config', 'testing/allure/vitest.config.ts'], { stdio: ['ignore', log, log] });
closeSync(log);
const made = existsSync('allure-results') ? readdirSync('allure-results') : [];
if (made.some((name) => name.endsWith('-result.json'))) {
  // The gate knows what failed in the last report; generate adds this one to the history.
  const env = {
    ...process.env,
    MSICONFORM_GATE: '1',
    NODE_OPTIONS: '--import ./scripts/iterator-helpers.mjs',
  };
  const code = node([allure, 'quality-gate', 'allure-results'], { env });
  node([allure, 'generate', 'allure-results']);
  // A person wants to see it; a pipe wants to know where it is.
  if (process.stdout.isTTY) node([allure, 'open', 'allure-report']);
  else console.log('allure-report/index.html');
  process.exitCode = code;
} else {
  console.error(readFileSync(LOG, 'utf8').split('\n').slice(-20).join('\n'));
  process.exitCode = 255;
}
