#!/usr/bin/env node
// The matrix of this machine from real runs: the reference, Wine, a newer Wine where MSICONFORM_WINE_NEWER
// names one (docs/wine.md), three faulty implementations, and the evidence of real Windows where
// MSICONFORM_EVIDENCE names folders with logs (default: msi and events in ../shared/evidence).
// matrix.mjs [RESULTS [SITE]]: two folders, reports-output/matrix and reports-output/site.
// In JavaScript, so that it runs in every shell, cmd included.
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'));
const [out = 'reports-output/matrix', site = 'reports-output/site'] = process.argv.slice(2);
const {
  MSICONFORM_SEED: seed = '1',
  MSICONFORM_WINE_NEWER: newer = '',
  MSICONFORM_FAULT_RUNS: faultRuns = '60',
  MSICONFORM_EVIDENCE: folders = '../shared/evidence/msi ../shared/evidence/events',
} = process.env;
const isWindows = process.platform === 'win32';
const say = (text) => process.stderr.write(`${text}\n`);
const inputs = [];

const msiconform = (args, stdout, env = {}) =>
  spawnSync(process.execPath, [join('dist', 'cli', 'main.js'), ...args], {
    stdio: ['ignore', stdout, 'inherit'],
    env: { ...process.env, ...env },
  });

/**
 * A run that diverges (1) or proves nothing (2) is a row like any other; one that did not run is none.
 * A row without a label has the version that was run. @returns whether there is a row
 */
const keep = (label, name, args, env) => {
  const file = join(out, `${name}.json`);
  say(`== ${label || args[1] || args[0]}`);
  const stdout = openSync(file, 'w');
  const { status, error } = msiconform([...args, '--json'], stdout, env);
  closeSync(stdout);
  if (error !== undefined || status === null || status > 2 || statSync(file).size === 0) {
    say(`no row for ${label || args[1] || args[0]}: ${error?.message ?? `exit code ${status}`}`);
    return false;
  }
  const shown = label || JSON.parse(readFileSync(file, 'utf8')).implementation.version;
  inputs.push(`${shown}=${file}`);
  return true;
};
const row = (label, name, args, env) =>
  keep(label, name, ['run', ...args, '--seed', seed, '--no-history'], env);

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
row('reference', 'reference', ['reference']);
const planned = ['windows-2022', 'windows-2025', 'windows-11-arm'];
if (isWindows) {
  say('Wine and the faulty implementations run under Linux; `msiconform run windows` drives this machine');
} else {
  row('', 'wine', ['wine']);
  if (newer === '') {
    say('wine-newer was not run: MSICONFORM_WINE_NEWER names no Wine');
    planned.unshift('wine-newer');
  } else if (!row('', 'wine-newer', ['wine'], { MSICONFORM_WINE: newer })) {
    planned.unshift('wine-newer');
  }
  // Each operation of these takes a real process some time, and their faults show in a few interleavings.
  for (const fault of ['local-name', 'wrong-thread', 'existence-for-ownership']) {
    row(`faulty: ${fault}`, `faulty-${fault}`, [`guarded-wine:${fault}`, '--num-runs', faultRuns]);
  }
}
const evidence = folders.split(' ').filter((folder) => folder !== '' && existsSync(folder));
if (evidence.length > 0) keep('real Windows, from logs', 'evidence', ['explain', ...evidence]);
else say('no evidence row: MSICONFORM_EVIDENCE names no folder with logs');
keep('faults', 'power', ['power']);
process.exitCode =
  msiconform(['matrix', ...inputs, '-o', site, '--planned', ...planned], 'inherit').status ?? 255;
