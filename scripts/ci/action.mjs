// What action.yml runs: the suite on somebody's implementation, annotated, with the site beside its result.
// What the workflow says comes in the environment, so that nothing of it is read by a shell.
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const {
  MSICONFORM_COMMAND: command = '',
  MSICONFORM_IMPLEMENTATION: implementation = '',
  MSICONFORM_ARGUMENTS: more = '',
  MSICONFORM_EXPECTATIONS: expectations = '',
  MSICONFORM_LABEL: label = '',
  MSICONFORM_OUT: out = 'reports-output/action',
  GITHUB_OUTPUT: outputs,
} = process.env;
const main = join(import.meta.dirname, '..', '..', 'dist', 'cli', 'main.js');
const msiconform = (words) =>
  spawnSync(process.execPath, [main, ...words], { stdio: 'inherit' }).status ?? 255;

if ((command === '') === (implementation === '')) {
  console.error('msiconform: give the action a command or an implementation, one of both');
  process.exit(254);
}
mkdirSync(out, { recursive: true });
const result = join(out, 'result.json');
const site = join(out, 'site');
/** Words in quotes stay together, as a shell has them. */
const words = [...more.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c);
const code = msiconform([
  'run',
  ...(command === '' ? [implementation] : ['--command', command]),
  ...(expectations === '' ? [] : ['--expectations', expectations]),
  ...words,
  '--history',
  join(out, 'history.jsonl'),
  '--reporter',
  'default,github,markdown,json',
  '--output-file',
  `json=${result}`,
]);
const isWritten = existsSync(result) && statSync(result).size > 0;
if (isWritten) msiconform(['matrix', label === '' ? result : `${label}=${result}`, '-o', site]);
if (outputs !== undefined && isWritten) appendFileSync(outputs, `result=${result}\nsite=${site}\n`);
process.exitCode = code;
