#!/usr/bin/env node
// Compares results of races, clause by clause: node scripts/same-verdicts.mjs FIRST.result.json OTHER.result.json...
// Which kinds of divergence a race shows is chance, so they are told and decide nothing. Ends with 1 where a verdict differs.
import { readFileSync } from 'node:fs';

const files = process.argv.slice(2);
if (files.length < 2) {
  console.error('name two or more results');
  process.exit(254);
}
const results = files.map((file) => JSON.parse(readFileSync(file, 'utf8')));
for (const [at, { interleavings, operations, failures, end }] of results.entries()) {
  console.log(
    `${files[at]}: ${interleavings} interleavings, ${operations} operations, ${failures?.length ?? 0} failures, ${end}`,
  );
  if (end !== 'complete' || !interleavings) process.exitCode = 1;
}
for (const [place, { id, verdict }] of results[0].clauses.entries()) {
  const clauses = results.map(({ clauses: all }) => all[place]);
  const verdicts = clauses.map((clause) => clause.verdict);
  const isSame = verdicts.every((each) => each === verdict);
  if (!isSame) process.exitCode = 1;
  console.log(`${id}: ${isSame ? verdict : `DIFFERS: ${verdicts.join(', ')}`}`);
  const kinds = clauses.map(({ divergences }) => divergences.map(({ signature }) => signature));
  for (const kind of new Set(kinds.flat())) {
    const missing = files.filter((_, at) => !kinds[at].includes(kind));
    console.log(`  ${kind}${missing.length > 0 ? ` (not in ${missing.join(', ')})` : ''}`);
  }
}
