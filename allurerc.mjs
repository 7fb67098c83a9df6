import { existsSync, readFileSync } from 'node:fs';
import { defineConfig } from 'allure';

const HISTORY = 'reports-output/allure-history.jsonl';

/** The tests that failed in the last report: their divergences are no news to the gate. */
const known = () => {
  if (!existsSync(HISTORY)) return [];
  const last = readFileSync(HISTORY, 'utf8').trim().split('\n').at(-1) ?? '{}';
  return Object.entries(JSON.parse(last).testResults ?? {})
    .filter(([, { status }]) => status === 'failed')
    .map(([id]) => id.split('.')[0]);
};

const failed = known();

/** The gate only looks: it leaves no report, and the next one is compared with the last one all the same. */
const gate = process.env['MSICONFORM_GATE'] !== undefined;

/** `npm run report`: results of runs, with their trend, and a gate that fails on a new divergence. */
export default defineConfig({
  name: 'msiconform',
  output: gate ? 'reports-output/allure-gate' : 'allure-report',
  historyPath: HISTORY,
  appendHistory: !gate,
  resolutions: {
    rules:
      failed.length === 0 ? [] : [{ resolution: 'accepted', comment: 'diverged before', testCaseId: failed }],
    knownIssuesPath: 'reports-output/allure-known.json',
  },
  qualityGate: { rules: [{ maxFailures: 0 }] },
  plugins: { awesome: { options: { groupBy: ['epic', 'feature', 'story'] } } },
});
